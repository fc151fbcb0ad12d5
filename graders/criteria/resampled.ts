import { allBut } from '../frame.ts';
import { percent } from './direction.ts';
import type { Context, Finding } from './types.ts';

/** Share by which a size may differ from what was given and still be no size that anybody would ask for. */
const BY_A_BREATH = 0.05;

/** Octaves of sharpness that a resampling by so little may add; it may take away any. */
const SHARPER = 1;

/** What resampling does to grain, lettering and edges is told by nothing but the size. */
const HIDES = [
  ...['softened', 'roughened', 'redrawn', 'slight-softer', 'slight-rougher', 'slight-redrawn'].map(
    (remark) => `protect.${remark}`,
  ),
  ...['smeared', 'busy', 'differs', 'changed', 'kept-nearly'].map((remark) => `structure.${remark}`),
];

/** The sizes of the learner's file and of the one it was made from, where it was resampled by a few pixels. */
export function resampledFacts({ file, given, registration }: Context): Record<string, number> {
  const off = Math.max(Math.abs(file.width / given.width - 1), Math.abs(file.height / given.height - 1));
  if (registration.state === 'mapped' || allBut(file, given) || off > BY_A_BREATH) return {};
  return { width: file.width, height: file.height, givenWidth: given.width, givenHeight: given.height };
}

/** That a file was resampled, said instead of what this did to its detail; null where it was not, or does not explain it. */
export function resampledFinding({
  width,
  height,
  givenWidth,
  givenHeight,
  sharpness,
}: Record<string, number>): Finding | null {
  if (width === undefined || sharpness! > SHARPER) return null;
  const params = {
    width,
    height: height!,
    givenWidth: givenWidth!,
    givenHeight: givenHeight!,
    amount: percent(2 ** sharpness!),
  };
  return { code: 'detail.resampled', params, before: HIDES };
}
