import type { Field } from './field.ts';
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

/** Above this many samples every second row is enough for four numbers. */
const LARGE = 1e5;

function solve(source: Field, frame: Field, { a, b, dx, dy }: Motion): Four | null {
  const normal = new Float64Array(16);
  const right = new Float64Array(4);
  const { width, data } = source;
  // The gradient is the frame's own, by central differences, turned into the source: a forward difference at whole
  // samples would pull towards one side.
  const size = a * a + b * b;
  const f = frame.data;
  const rows = frame.width * frame.height > LARGE ? 2 : 1;
  for (let fy = 1; fy < frame.height - 1; fy += rows) {
    const y = fy - frame.cy;
    for (let fx = 1; fx < frame.width - 1; fx++) {
      const x = fx - frame.cx;
      const sx = a * x - b * y + dx + source.cx;
      const sy = b * x + a * y + dy + source.cy;
      if (sx < 1 || sy < 1 || sx >= width - 2 || sy >= source.height - 2) continue;
      const ix = sx | 0;
      const iy = sy | 0;
      const u = sx - ix;
      const v = sy - iy;
      const i = iy * width + ix;
      const value =
        (data[i]! * (1 - u) + data[i + 1]! * u) * (1 - v) +
        (data[i + width]! * (1 - u) + data[i + width + 1]! * u) * v;
      const at = fy * frame.width + fx;
      const hx = (f[at + 1]! - f[at - 1]!) / 2;
      const hy = (f[at + frame.width]! - f[at - frame.width]!) / 2;
      const gx = (a * hx - b * hy) / size;
      const gy = (b * hx + a * hy) / size;
      const r = f[at]! - value;
      const w = 1 / (1 + 4 * r * r);
      const j0 = gx * x + gy * y;
      const j1 = gy * x - gx * y;
      normal[0]! += w * j0 * j0;
      normal[1]! += w * j0 * j1;
      normal[2]! += w * j0 * gx;
      normal[3]! += w * j0 * gy;
      normal[5]! += w * j1 * j1;
      normal[6]! += w * j1 * gx;
      normal[7]! += w * j1 * gy;
      normal[10]! += w * gx * gx;
      normal[11]! += w * gx * gy;
      normal[15]! += w * gy * gy;
      right[0]! += w * j0 * r;
      right[1]! += w * j1 * r;
      right[2]! += w * gx * r;
      right[3]! += w * gy * r;
    }
  }
  for (let i = 1; i < 4; i++) for (let j = 0; j < i; j++) normal[i * 4 + j] = normal[j * 4 + i]!;
  return solve4(normal, right);
}

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

export interface Likeness {
  /** Correlation −1..1 over the overlap. */
  correlation: number;
  /** Share of the source that lies over the frame. */
  overlap: number;
}

/** How alike two normalised fields are under a motion. */
export function likeness(source: Field, frame: Field, { a, b, dx, dy }: Motion): Likeness {
  let n = 0;
  let [sp, sq, spp, sqq, spq] = [0, 0, 0, 0, 0];
  for (let fy = 0; fy < frame.height; fy++) {
    const y = fy - frame.cy;
    for (let fx = 0; fx < frame.width; fx++) {
      const x = fx - frame.cx;
      const sx = a * x - b * y + dx + source.cx;
      const sy = b * x + a * y + dy + source.cy;
      if (sx < 0 || sy < 0 || sx >= source.width - 1 || sy >= source.height - 1) continue;
      const ix = sx | 0;
      const iy = sy | 0;
      const u = sx - ix;
      const v = sy - iy;
      const i = iy * source.width + ix;
      const d = source.data;
      const q =
        (d[i]! * (1 - u) + d[i + 1]! * u) * (1 - v) +
        (d[i + source.width]! * (1 - u) + d[i + source.width + 1]! * u) * v;
      const p = frame.data[fy * frame.width + fx]!;
      n++;
      sp += p;
      sq += q;
      spp += p * p;
      sqq += q * q;
      spq += p * q;
    }
  }
  if (n < 16) return { correlation: 0, overlap: 0 };
  const below = (spp - (sp * sp) / n) * (sqq - (sq * sq) / n);
  return {
    correlation: below > 1e-6 ? (spq - (sp * sq) / n) / Math.sqrt(below) : 0,
    overlap: Math.min(1, (n * (a * a + b * b)) / (source.width * source.height)),
  };
}
