import type { AuditLine } from '../review/types.ts';

const WHAT: Record<string, string> = {
  'review.done': 'finished the review',
  'review.reopened': 'opened the review again',
  'review.noted': 'changed the note',
  'comment.written': 'wrote a remark',
  'comment.removed': 'removed a remark',
  'appeal.made': 'appealed from the result',
  'appeal.withdrawn': 'took the appeal back',
  'appeal.accepted': 'accepted the appeal',
  'appeal.declined': 'declined the appeal',
  'regrade.applied': 'applied a regrade',
  'pair.looked-at': 'looked at a pair of attempts and found it fine',
};

/** One line of the trail in words: what was done, and from what to what. `title`: a criterion's name by its id. */
export function trailLine(
  { code, before, after }: Pick<AuditLine, 'code' | 'before' | 'after'>,
  title: (criterion: string) => string,
): string {
  const [was, is] = [before, after].map(facts);
  if (code.startsWith('grade.') && was && is) {
    const of = typeof is.criterion === 'string' ? title(is.criterion) : 'the whole';
    const did = code === 'grade.taken-back' ? 'took back the grade of' : 'graded';
    return `${did} ${of}: ${scored(was.score)} → ${scored(is.score)}`;
  }
  const what = WHAT[code] ?? code;
  return was && is && 'outcome' in was && 'outcome' in is
    ? `${what}: ${verdict(was)} → ${verdict(is)}`
    : what;
}

type Facts = Record<string, unknown>;

const facts = (value: unknown): Facts | null =>
  typeof value === 'object' && value !== null ? (value as Facts) : null;

const scored = (score: unknown): string => (typeof score === 'number' ? String(score) : 'none');

const verdict = ({ outcome, score }: Facts): string =>
  typeof outcome === 'string' ? `${outcome === 'not-yet' ? 'not yet' : outcome}, ${scored(score)}` : 'none';
