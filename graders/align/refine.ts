import type { Field } from './field.ts';
import { normalEquations } from './normal-equations.ts';
import type { Similarity } from './types.ts';

/** A similarity while it is being solved: source = (a −b; b a)·frame + (dx, dy), in samples from the centres. */
export interface Motion {
  a: number;
  b: number;
  dx: number;
  dy: number;
}

export const STILL: Motion = { a: 1, b: 0, dx: 0, dy: 0 };

export const toSimilarity = ({ a, b, dx, dy }: Motion, pitch: number): Similarity => ({
  angle: (Math.atan2(b, a) * 180) / Math.PI,
  scale: Math.hypot(a, b),
  dx: dx * pitch,
  dy: dy * pitch,
});

/**
 * Gauss–Newton on the four parameters of a similarity, minimising the difference of two locally normalised fields
 * with Cauchy weights, so that an edited patch does not pull the whole. Converges from within about two samples.
 */
export function refine(source: Field, frame: Field, start: Motion, steps = 12): Motion {
  let motion = start;
  for (let step = 0; step < steps; step++) {
    const change = solve(source, frame, motion);
    if (!change) return motion;
    const [da, db, dx, dy] = change;
    motion = { a: motion.a + da, b: motion.b + db, dx: motion.dx + dx, dy: motion.dy + dy };
    const moved = Math.hypot(dx, dy) + Math.hypot(da, db) * frame.cx;
    if (moved < 1e-3) break;
  }
  return motion;
}

function solve(source: Field, frame: Field, motion: Motion): Four | null {
  const n = normalEquations(source, frame, motion);
  const [n00, n01, n02, n03, n11, n12, n13, n22, n23, n33] = n as unknown as Ten;
  const normal = [n00, n01, n02, n03, n01, n11, n12, n13, n02, n12, n22, n23, n03, n13, n23, n33];
  return solve4(Float64Array.from(normal), n.slice(10));
}

type Ten = [number, number, number, number, number, number, number, number, number, number];
type Four = [number, number, number, number];

/** Gaussian elimination with pivots; null where the drawing does not determine the motion. */
function solve4(m: Float64Array, r: Float64Array): Four | null {
  for (let k = 0; k < 4; k++) {
    let pivot = k;
    for (let i = k + 1; i < 4; i++) if (Math.abs(m[i * 4 + k]!) > Math.abs(m[pivot * 4 + k]!)) pivot = i;
    if (Math.abs(m[pivot * 4 + k]!) < 1e-9) return null;
    for (let j = 0; j < 4; j++) [m[k * 4 + j], m[pivot * 4 + j]] = [m[pivot * 4 + j]!, m[k * 4 + j]!];
    [r[k], r[pivot]] = [r[pivot]!, r[k]!];
    for (let i = k + 1; i < 4; i++) {
      const factor = m[i * 4 + k]! / m[k * 4 + k]!;
      for (let j = k; j < 4; j++) m[i * 4 + j]! -= factor * m[k * 4 + j]!;
      r[i]! -= factor * r[k]!;
    }
  }
  const out: Four = [0, 0, 0, 0];
  for (let k = 3; k >= 0; k--) {
    let sum = r[k]!;
    for (let j = k + 1; j < 4; j++) sum -= m[k * 4 + j]! * out[j]!;
    out[k] = sum / m[k * 4 + k]!;
  }
  return out;
}
