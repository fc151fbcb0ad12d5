/** One attempt's edit: its samples, one after the other for each frame, in steps of 1/64 of L*, a* or b*. */
export type Edit = Int16Array;

const STEPS = 64;

/** Below it (root mean square over the picture, ΔE*ab) an edit is too small to tell one hand from another. */
const LEAST_EDIT = 1;

/** Below it two edits are so alike that somebody should look: see the table in `graders/integrity/README.md`. */
export const ALIKE = 0.035;

/** Root mean square of an edit over its places, ΔE*ab. */
export function sizeOf(edit: Edit): number {
  let sum = 0;
  for (const value of edit) sum += value * value;
  return Math.sqrt((3 * sum) / Math.max(1, edit.length)) / STEPS;
}

/**
 * How far apart two edits are, as a share of the larger: 0 the same, 1 as far as from doing nothing. Exposure of an export,
 * size and compression hardly move it. Null where an edit is too small to tell.
 */
export function editDistance(a: Edit, b: Edit): number | null {
  if (a.length !== b.length || a.length === 0) return null;
  const larger = Math.max(sizeOf(a), sizeOf(b));
  if (larger < LEAST_EDIT) return null;
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return Math.sqrt((3 * sum) / a.length) / STEPS / larger;
}
