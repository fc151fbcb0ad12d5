import type { Field } from './field.ts';
import { compose, corners, growth, solve } from './homography.ts';
import type { Likeness } from './likeness.ts';
import type { Homography } from './types.ts';

/**
 * Gauss–Newton on the eight parameters of a homography, minimising the difference of two locally normalised fields
 * with Cauchy weights. Each step is composed from the inside (Baker & Matthews 2004), so that the gradient is the
 * frame's own. Both maps are in samples from the centres. Null where the map folds or the drawing does not determine it.
 */
export function refinePerspective(
  source: Field,
  frame: Field,
  start: Homography,
  steps = 12,
): Homography | null {
  let m = start;
  const unit = Math.hypot(frame.cx, frame.cy);
  for (let step = 0; step < steps; step++) {
    const p = change(source, frame, m, unit);
    if (!p) return null;
    const [p0, p1, p2, p3, p4, p5, p6, p7] = p as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    m = compose(m, [1 + p0, p1, p2 * unit, p3, 1 + p4, p5 * unit, p6 / unit, p7 / unit, 1]);
    if (!unfolded(m, frame)) return null;
    if (Math.max(...p.map(Math.abs)) * unit < 1e-3) break;
  }
  return m;
}

/** One step's parameters, for coordinates in units of half the frame's diagonal. */
function change(source: Field, frame: Field, m: Homography, unit: number): number[] | null {
  const [m0, m1, m2, m3, m4, m5, m6, m7, m8] = m;
  const { width, height, data } = source;
  const f = frame.data;
  const normal = new Float64Array(64);
  const right = new Float64Array(8);
  const j = new Float64Array(8);
  for (let fy = 1; fy < frame.height - 1; fy++) {
    const y = fy - frame.cy;
    for (let fx = 1; fx < frame.width - 1; fx++) {
      const x = fx - frame.cx;
      const w = m6 * x + m7 * y + m8;
      const sx = (m0 * x + m1 * y + m2) / w + source.cx;
      const sy = (m3 * x + m4 * y + m5) / w + source.cy;
      if (!(sx >= 1 && sy >= 1 && sx < width - 2 && sy < height - 2)) continue;
      const ix = sx | 0;
      const iy = sy | 0;
      const u = sx - ix;
      const v = sy - iy;
      const i = iy * width + ix;
      const value =
        (data[i]! * (1 - u) + data[i + 1]! * u) * (1 - v) +
        (data[i + width]! * (1 - u) + data[i + width + 1]! * u) * v;
      const at = fy * frame.width + fx;
      const gx = (f[at + 1]! - f[at - 1]!) / 2;
      const gy = (f[at + frame.width]! - f[at - frame.width]!) / 2;
      const r = f[at]! - value;
      const weight = 1 / (1 + 4 * r * r);
      const nx = x / unit;
      const ny = y / unit;
      const along = gx * nx + gy * ny;
      j[0] = gx * nx;
      j[1] = gx * ny;
      j[2] = gx;
      j[3] = gy * nx;
      j[4] = gy * ny;
      j[5] = gy;
      j[6] = -along * nx;
      j[7] = -along * ny;
      for (let a = 0; a < 8; a++) {
        const scaled = weight * j[a]!;
        right[a]! += scaled * r;
        for (let b = a; b < 8; b++) normal[a * 8 + b]! += scaled * j[b]!;
      }
    }
  }
  const rows = Array.from({ length: 8 }, (_, a) => [
    ...Array.from({ length: 8 }, (__, b) => normal[Math.min(a, b) * 8 + Math.max(a, b)]!),
    right[a]! / unit,
  ]);
  return solve(rows);
}

/** Whether the whole frame stays in front of the map and is not turned over. */
function unfolded(m: Homography, { cx, cy }: Field): boolean {
  return corners({ width: 2 * cx, height: 2 * cy }).every(
    ([x, y]) => m[6] * x + m[7] * y + m[8] > 0.05 && growth(m, x, y) > 1e-3,
  );
}

/** How alike two normalised fields are under a homography. */
export function likenessUnder(source: Field, frame: Field, m: Homography): Likeness {
  const [m0, m1, m2, m3, m4, m5, m6, m7, m8] = m;
  const { width, height, data } = source;
  let [n, area, sp, sq, spp, sqq, spq] = [0, 0, 0, 0, 0, 0, 0];
  for (let fy = 0; fy < frame.height; fy++) {
    const y = fy - frame.cy;
    for (let fx = 0; fx < frame.width; fx++) {
      const x = fx - frame.cx;
      const w = m6 * x + m7 * y + m8;
      const sx = (m0 * x + m1 * y + m2) / w + source.cx;
      const sy = (m3 * x + m4 * y + m5) / w + source.cy;
      if (!(sx >= 0 && sy >= 0 && sx < width - 1 && sy < height - 1)) continue;
      const ix = sx | 0;
      const iy = sy | 0;
      const u = sx - ix;
      const v = sy - iy;
      const i = iy * width + ix;
      const q =
        (data[i]! * (1 - u) + data[i + 1]! * u) * (1 - v) +
        (data[i + width]! * (1 - u) + data[i + width + 1]! * u) * v;
      const p = frame.data[fy * frame.width + fx]!;
      n++;
      area += 1 / w ** 3;
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
    overlap: Math.min(1, (area * growth(m, 0, 0) * m8 ** 3) / (width * height)),
  };
}
