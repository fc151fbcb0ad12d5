import type { Report } from '../../../graders/report/schema.ts';

/** The one step that gains most, with what it is called; `note` names the criterion it gains most in, else it is empty. */
export function nextStep(
  { next, criteria }: Pick<Report, 'next' | 'criteria'>,
  passed: boolean,
): { label: string; text: string; note: string } {
  if (!next)
    return {
      label: 'Nothing left to do',
      text: 'The client would take this as it is. Go on to the next frame.',
      note: '',
    };
  const criterion = criteria.find(({ id }) => id === next.criterion);
  return {
    label: passed ? 'If you take it further' : 'Do this next',
    text: next.text,
    note: criterion ? `It gains most in: ${criterion.title}.` : '',
  };
}
