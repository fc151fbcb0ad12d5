import { CELL } from '../metrics/cells.ts';
import { similarityOf } from './distortion.ts';
import type { Field } from './field.ts';
import {
  apply,
  area,
  compose,
  corners,
  fromPoints,
  growth,
  invert,
  rescaled,
  type Point,
} from './homography.ts';
import { likenessUnder, refinePerspective } from './refine-perspective.ts';
import { levelsOf, type Estimate } from './register.ts';
import { likeness } from './likeness.ts';
import { STILL, type Motion } from './refine.ts';
import { atOnePitch } from './pitch.ts';
import { search } from './search.ts';
import type { Homography, Placed } from './types.ts';

/** A homography found, from frame pixels to source pixels, described at the frame's centre as a similarity would be. */
export type PerspectiveEstimate = Estimate & Placed;

/** Likeness from which a result is believed at once: the right one lies above 0.96, one window off below 0.9. */
const SURE = 0.95;

/** Eight parameters bend much into likeness: a mirrored front reaches 0.7, another picture 0.3. */
export const ALIKE_IN_PERSPECTIVE = 0.78;

/** Shares of the way from the start to the reference at which a picture is looked for, the most likely first. */
const WAY = [1, 0, 0.5, 1.25, 0.75, 0.25];

/** Pitches and yaws of a camera, in degrees, that a start of unknown perspective is tried with. */
const TILTS: readonly (readonly [number, number])[] = [
  [0, 0],
  [6, 0],
  [12, 0],
  [-6, 0],
  [0, 6],
  [0, -6],
  [18, 0],
  [-12, 0],
];

/**
 * How `source` lies over `frame` where perspective is the task. `toStart` is the homography from the frame to the
 * exercise's start: an attempt lies somewhere on the way from there to the frame, so a picture is looked for along it
 * by similarity, and the best is refined with all eight parameters.
 */
export function registerPerspective(source: Field, frame: Field, toStart: Homography): PerspectiveEstimate {
  return best(
    source,
    frame,
    WAY.map((share) => between(rescaled(toStart, 1 / CELL, 1 / CELL), frame, share)),
  );
}

/** The same for a start of which nothing is known but that it was taken from where the reference was: every tilt is tried. */
export const registerTilted = (source: Field, frame: Field): PerspectiveEstimate =>
  best(
    source,
    frame,
    TILTS.map(([pitch, yaw]) => tilted(frame, pitch, yaw)),
  );

function best(source: Field, frame: Field, guesses: readonly (Homography | null)[]): PerspectiveEstimate {
  const sources = levelsOf(source);
  const frames = levelsOf(frame);
  const asIs = likeness(sources[0]!, frames[0]!, STILL).correlation;
  let found: { m: Homography; likeness: number } | null = null;
  for (const guess of guesses) {
    const followed = guess && follow(sources, frames, guess);
    const tried = followed && polished(source, frame, followed);
    if (!tried || (found && tried.likeness <= found.likeness)) continue;
    found = tried;
    if (tried.likeness >= SURE) break;
  }
  if (!found) return { ...STANDSTILL, likeness: asIs, asIs };
  const homography = rescaled(found.m, CELL, CELL);
  const size = { width: frame.width * CELL, height: frame.height * CELL };
  return { homography, ...similarityOf(homography, size), likeness: found.likeness, asIs };
}

const STANDSTILL: Placed = { homography: [1, 0, 0, 0, 1, 0, 0, 0, 1], angle: 0, scale: 1, dx: 0, dy: 0 };

/** Refined once more with both fields at the coarser one's pitch; null where too little of the source lies on the frame. */
function polished(source: Field, frame: Field, m: Homography): { m: Homography; likeness: number } | null {
  const at = atOnePitch(source, frame, Math.sqrt(growth(m, 0, 0)));
  const [s, f] = [at.sourceStep, at.frameStep];
  const refined = refinePerspective(at.source, at.frame, rescaled(m, 1 / f, 1 / s), 6);
  if (!refined) return null;
  const { correlation, overlap } = likenessUnder(at.source, at.frame, refined);
  return overlap < 0.25 ? null : { m: rescaled(refined, f, s), likeness: correlation };
}

/** The frame bent as guessed is looked for on the coarsest levels, then refined level by level. */
function follow(sources: readonly Field[], frames: readonly Field[], guess: Homography): Homography | null {
  let [s, f] = [sources.length - 1, frames.length - 1];
  const coarse = rescaled(guess, 2 ** -f, 2 ** -f);
  const { motion } = search(sources[s]!, bent(frames[f]!, coarse));
  let m: Homography | null = refinePerspective(
    sources[s]!,
    frames[f]!,
    compose(asMatrix(motion), coarse),
    20,
  );
  while (m && (s > 0 || f > 0)) {
    m = rescaled(m, f > 0 ? 2 : 1, s > 0 ? 2 : 1);
    if (s > 0) s--;
    if (f > 0) f--;
    m = refinePerspective(sources[s]!, frames[f]!, m, 8);
  }
  return m;
}

const asMatrix = ({ a, b, dx, dy }: Motion): Homography => [a, -b, dx, b, a, dy, 0, 0, 1];

/** The field as it looks through a homography, 0 (the local mean) where it does not reach. */
function bent(field: Field, m: Homography): Field {
  const back = invert(m);
  const data = new Float32Array(field.data.length);
  for (let y = 0, o = 0; y < field.height; y++)
    for (let x = 0; x < field.width; x++, o++) {
      const [px, py] = apply(back, x - field.cx, y - field.cy);
      const [sx, sy] = [px + field.cx, py + field.cy];
      if (!(sx >= 0 && sy >= 0 && sx < field.width - 1 && sy < field.height - 1)) continue;
      const [ix, iy] = [Math.floor(sx), Math.floor(sy)];
      const [u, v] = [sx - ix, sy - iy];
      const i = iy * field.width + ix;
      const d = field.data;
      data[o] =
        (d[i]! * (1 - u) + d[i + 1]! * u) * (1 - v) +
        (d[i + field.width]! * (1 - u) + d[i + field.width + 1]! * u) * v;
    }
  return { ...field, data };
}

const outline = ({ cx, cy }: Field): Point[] => corners({ width: 2 * cx, height: 2 * cy });

/** Part of the way from where the start lies (0) to the frame itself (1), corner by corner; in the middle, of the frame's area. */
function between(toStart: Homography, frame: Field, share: number): Homography | null {
  const from = outline(frame);
  const start = from.map(([x, y]) => apply(toStart, x, y));
  const to = from.map(([x, y], i): Point => {
    const [sx, sy] = start[i]!;
    return [sx + share * (x - sx), sy + share * (y - sy)];
  });
  return fromPoints(from, central(to, from));
}

/** A quadrilateral moved to the middle and brought to the area of another one. */
function central(shape: readonly Point[], like: readonly Point[]): Point[] {
  const scale = Math.sqrt(area(like) / area(shape));
  const middle = (axis: 0 | 1): number => shape.reduce((sum, p) => sum + p[axis], 0) / shape.length;
  const [mx, my] = [middle(0), middle(1)];
  return shape.map(([x, y]): Point => [(x - mx) * scale, (y - my) * scale]);
}

/** The frame as a camera sees it that is turned up by `pitch` and to the right by `yaw`; focal length as its longer side. */
function tilted(frame: Field, pitch: number, yaw: number): Homography | null {
  const f = 2 * Math.max(frame.cx, frame.cy);
  const [p, q] = [(pitch * Math.PI) / 180, (yaw * Math.PI) / 180];
  const turned = ([x, y]: Point): Point => {
    const [right, forward] = [x * Math.cos(q) - f * Math.sin(q), x * Math.sin(q) + f * Math.cos(q)];
    const [down, depth] = [y * Math.cos(p) + forward * Math.sin(p), forward * Math.cos(p) - y * Math.sin(p)];
    return [(f * right) / depth, (f * down) / depth];
  };
  const from = outline(frame);
  return fromPoints(from, central(from.map(turned), from));
}
