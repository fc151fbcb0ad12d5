import { CELL } from '../metrics/cells.ts';
import { halve, normalise, smooth, type Field } from './field.ts';
import { likeness } from './likeness.ts';
import { refine, STILL, toSimilarity, type Motion } from './refine.ts';
import { search, type Found } from './search.ts';
import type { Similarity } from './types.ts';
import { voteFor } from './vote.ts';

/** The similarity found, in pixels, and how alike the two pictures are under it. */
export interface Estimate extends Similarity {
  likeness: number;
  /** Likeness without any motion. */
  asIs: number;
}

/** Below this the two pictures share no drawing: same scenes stay above 0.5 through any grade, other pictures below 0.15. */
export const ALIKE = 0.3;

/** Widest level that a small motion is looked for on: 0.01 samples there are 0.1 to 0.2 pixels. */
const NEAR = 300;

/** A picture that many times as wide as the frame is not looked at more closely than that, unless the frame is small. */
const MUCH_WIDER = 1.9;
/** Samples that are always looked at: a hundredth of one at either end is 0.01°. */
const FINE = 150;

/** Likeness from which the first search is believed. */
export const SURE = 0.6;

/** Likeness at which no other place is thought of. */
const CERTAIN = 0.9;

/** Radius of the local normalisation, in samples of each level. */
const RADIUS = 7;

/** Estimates how `source` lies over `frame`, both as fields of 8-pixel samples; small motions only. */
export function registerNear(source: Field, frame: Field): Estimate {
  const sources = pyramid(source, NEAR);
  const frames = pyramid(frame, NEAR);
  const pitch = CELL * 2 ** Math.round(Math.log2(source.width / sources[0]!.width));
  // Nearly all pictures lie where they should: then the finest level alone settles it.
  const lies = likeness(sources[0]!, frames[0]!, STILL).correlation > 0.9;
  let motion: Motion = STILL;
  for (let k = lies ? 0 : sources.length - 1; k >= 0; k--) {
    motion = refine(sources[k]!, frames[k]!, motion);
    if (k > 0) motion = doubled(motion);
  }
  // An edit of one part pulls at the whole; the rest would be led astray.
  const agreed = isStill(motion) || voteFor(sources[0]!, frames[0]!, motion) > AGAINST;
  return finish(sources[0]!, frames[0]!, agreed ? motion : STILL, pitch);
}

/** Share of samples gaining by a motion below which it is not one: a true one under another grade stays above 0.45. */
const AGAINST = 1 / 3;

/** Motion by so little of a sample is not asked about. */
const LITTLE = 0.005;

const isStill = ({ a, b, dx, dy }: Motion): boolean =>
  Math.max(Math.abs(dx), Math.abs(dy)) < LITTLE && Math.max(Math.abs(a - 1), Math.abs(b)) < LITTLE / NEAR;

/** The same over a wide range of angles, scales and offsets, for tasks in which the learner decides about the frame. */
export function registerWide(source: Field, frame: Field): Estimate {
  const frames = levelsOf(frame);
  const sources = pyramid(source, Math.max(FINE, frame.width * MUCH_WIDER));
  const skipped = 2 ** Math.round(Math.log2(source.width / sources[0]!.width));
  // Levels of the same pitch first, since most pictures are not resampled; then the coarsest of each.
  const common = Math.min(sources.length, frames.length) - 1;
  let [s, f] = [common, common];
  let found = framedAlike(sources[s]!, frames[f]!) ?? search(sources[s]!, frames[f]!);
  if (found.likeness.correlation < SURE && sources.length !== frames.length) {
    const other = search(sources.at(-1)!, frames.at(-1)!);
    if (other.likeness.correlation > found.likeness.correlation)
      [found, s, f] = [other, sources.length - 1, frames.length - 1];
  }
  let { motion } = found;
  while (s > 0 || f > 0) {
    if (s > 0) {
      s--;
      motion = enlarged(motion, 2);
    }
    if (f > 0) {
      f--;
      motion = { ...motion, a: motion.a / 2, b: motion.b / 2 };
    }
    motion = refine(sources[s]!, frames[f]!, motion, 6);
  }
  return finish(sources[0]!, frames[0]!, motion, CELL, skipped);
}

/** Most pictures are framed nearly as they should be: then nothing is searched. */
function framedAlike(source: Field, frame: Field): Found | null {
  const motion = refine(source, frame, { ...STILL, a: source.width / frame.width }, 20);
  const alike = likeness(source, frame, motion);
  return alike.correlation >= CERTAIN && alike.overlap > 0.5 ? { motion, likeness: alike } : null;
}

const enlarged = ({ a, b, dx, dy }: Motion, by: number): Motion => ({
  a: a * by,
  b: b * by,
  dx: dx * by,
  dy: dy * by,
});

/** `skipped`: how many samples of the source's finest field one of `source` stands for. */
function finish(source: Field, frame: Field, motion: Motion, pitch: number, skipped = 1): Estimate {
  const still = likeness(source, frame, enlarged(STILL, 1 / skipped)).correlation;
  const moved = likeness(source, frame, motion);
  const trusted = moved.overlap > 0.25 && Number.isFinite(moved.correlation);
  if (!trusted || moved.correlation < still)
    return { ...toSimilarity(STILL, pitch), likeness: still, asIs: still };
  const similarity = toSimilarity(enlarged(motion, skipped), pitch);
  return { ...similarity, likeness: moved.correlation, asIs: still };
}

/** Levels that a large motion is looked for on, the finest first. */
export const levelsOf = (field: Field): Field[] => pyramid(field, Infinity);

const pyramids = new WeakMap<Field, Map<number, Field[]>>();

/** Normalised levels, the first at most `widest` samples wide, each half as large as the one before, down to about 40. Kept for as long as the field is. */
function pyramid(field: Field, widest: number): Field[] {
  const known = pyramids.get(field) ?? new Map<number, Field[]>();
  pyramids.set(field, known);
  const kept = known.get(widest);
  if (kept) return kept;
  const made = levelsFrom(field, widest);
  known.set(widest, made);
  return made;
}

function levelsFrom(field: Field, widest: number): Field[] {
  let finest = field;
  while (finest.width > widest) finest = halve(finest);
  const levels = [finest];
  while (levels.at(-1)!.width > 80) levels.push(halve(levels.at(-1)!));
  return levels.map((level) => normalise(smooth(level), RADIUS));
}

const doubled = ({ a, b, dx, dy }: Motion): Motion => ({ a, b, dx: dx * 2, dy: dy * 2 });
