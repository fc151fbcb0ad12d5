/** One attempt's edit: its samples, one after the other for each frame, in steps of 1/64 of L*, a* or b*. */
export type Edit = Int16Array;

const STEPS = 64;

/** Below it (ΔE*ab) a place counts as not edited: what an export changes stays under it. */
const LEAST_EDIT = 2;
/** Fewer edited places than these, of 1,024 a picture, tell nothing. */
const LEAST_PLACES = 4;

/** Below it two edits are so alike that somebody should look: see the table in `graders/integrity/README.md`. */
export const ALIKE = 0.035;

/** Root mean square of an edit over its places, ΔE*ab. */
export function sizeOf(edit: Edit): number {
  let sum = 0;
  for (const value of edit) sum += value * value;
  return Math.sqrt((3 * sum) / Math.max(1, edit.length)) / STEPS;
}

/**
 * How far apart two edits are where either did something, as a share of the larger: 0 the same, 1 as far as from doing
 * nothing. Saving anew hardly moves it. Null where too little was done to tell one hand from another.
 */
export function editDistance(a: Edit, b: Edit): number | null {
  if (a.length !== b.length) return null;
  let [places, apart, ofA, ofB] = [0, 0, 0, 0];
  for (let i = 0; i < a.length; i += 3) {
    let [p, q, d] = [0, 0, 0];
    for (let c = i; c < i + 3; c += 1) {
      p += a[c]! ** 2;
      q += b[c]! ** 2;
      d += (a[c]! - b[c]!) ** 2;
    }
    if (Math.max(p, q) < (LEAST_EDIT * STEPS) ** 2) continue;
    places += 1;
    apart += d;
    ofA += p;
    ofB += q;
  }
  return places < LEAST_PLACES ? null : Math.sqrt(apart / Math.max(ofA, ofB));
}
