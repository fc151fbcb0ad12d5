/** One attempt's edit: its samples, one after the other for each frame, in steps of 1/64 of L*, a* or b*. */
export type Edit = Int16Array;

const STEPS = 64;

/** Below it (ΔE*ab) a place counts as not edited: what an export changes stays under it. */
const LEAST_EDIT = 2;
const LEAST = (LEAST_EDIT * STEPS) ** 2;
/** What saving anew changes at a place stays mostly below this (ΔE*ab): so much apart is no difference. */
const SAVING = (0.8 * STEPS) ** 2;
/** Fewer edited places than these, of 1,024 a picture, tell nothing. */
const LEAST_PLACES = 4;

/** Below it two edits are so alike that somebody should look: see the table in `graders/integrity/README.md`. */
export const ALIKE = 0.035;

/** Sum of the squares of an edit, in squared steps. */
export function energyOf(edit: Edit): number {
  let sum = 0;
  for (const value of edit) sum += value * value;
  return sum;
}

/** Root mean square of an edit over its places, ΔE*ab. */
export const sizeOf = (edit: Edit): number =>
  Math.sqrt((3 * energyOf(edit)) / Math.max(1, edit.length)) / STEPS;

/**
 * How far apart two edits are where either did something, as a share of the larger: 0 the same, 1 as far as from doing
 * nothing; what saving anew changes is taken off first. Null where too little was done to tell one hand from another.
 * `most`: what is farther apart may be answered with any larger number; with `energy`, the larger of theirs, that is found
 * out early.
 */
export function editDistance(
  a: Edit,
  b: Edit,
  { most = Infinity, energy = Infinity }: { most?: number; energy?: number } = {},
): number | null {
  if (a.length !== b.length) return null;
  // The places that count hold no more than all places do.
  const enough = most * most * energy;
  let [places, apart, ofA, ofB] = [0, 0, 0, 0];
  for (let i = 0; i < a.length; i += 3) {
    const a0 = a[i]!;
    const a1 = a[i + 1]!;
    const a2 = a[i + 2]!;
    const b0 = b[i]!;
    const b1 = b[i + 1]!;
    const b2 = b[i + 2]!;
    const p = a0 * a0 + a1 * a1 + a2 * a2;
    const q = b0 * b0 + b1 * b1 + b2 * b2;
    if (p < LEAST && q < LEAST) continue;
    places += 1;
    ofA += p;
    ofB += q;
    const d = (a0 - b0) ** 2 + (a1 - b1) ** 2 + (a2 - b2) ** 2;
    if (d > SAVING) apart += d - SAVING;
    if (apart > enough && places >= LEAST_PLACES) return Infinity;
  }
  return places < LEAST_PLACES ? null : Math.sqrt(apart / Math.max(ofA, ofB));
}
