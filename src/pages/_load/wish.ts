import type { LabRun } from '#core/lab.ts';
import type { WishForm } from '../../server/lab/wish.ts';

/** The lab's form before anything was asked for. */
export const EMPTY: WishForm = {
  prompt: '',
  negative: '',
  seed: '',
  steps: '',
  guidance: '',
  sampler: '',
  size: '',
  vary: 'seed',
  values: '',
  count: '4',
};

/** What was sent; a field that is missing is empty. */
export const wishOf = (form: FormData): WishForm =>
  Object.fromEntries(Object.keys(EMPTY).map((name) => [name, String(form.get(name) ?? '')])) as WishForm;

/** The form as it was last sent, with the seed that was used: so the next run changes only what the learner changes. */
export function lastWish([last]: readonly LabRun[]): WishForm {
  const first = last?.pictures[0]?.settings;
  if (!last || !first) return EMPTY;
  return {
    ...EMPTY,
    prompt: first.prompt,
    negative: first.negativePrompt ?? '',
    seed: first.seed ?? '',
    steps: first.steps?.toString() ?? '',
    guidance: first.guidance?.toString() ?? '',
    sampler: first.sampler ?? '',
    size: `${first.width}x${first.height}`,
    count: String(last.pictures.length),
  };
}
