import type { Region } from '../healing/pixels.ts';

const FAR = 1e9;

/**
 * Signed Euclidean distance to the border of a region, in px: positive outside, negative inside, ± 0.5 at the border
 * itself. Exact, two one-dimensional passes (Felzenszwalb, Huttenlocher, Theory of Computing 8, 2012).
 */
export function signedDistance(region: Region, width: number, height: number): Float32Array {
  const outside = squaredDistance(region, width, height, (inside) => inside);
  const inside = squaredDistance(region, width, height, (inside) => !inside);
  return outside.map((d, i) => (d > 0 ? Math.sqrt(d) - 0.5 : 0.5 - Math.sqrt(inside[i]!)));
}

/** The region made wider (`by` > 0) or tighter (`by` < 0) by so many px. */
export function grown(distance: Float32Array, by: number): Region {
  return Uint8Array.from(distance, (d) => (d <= by ? 1 : 0));
}

function squaredDistance(
  region: Region,
  width: number,
  height: number,
  isSeed: (inside: boolean) => boolean,
) {
  const out = Float32Array.from(region, (value) => (isSeed(value !== 0) ? 0 : FAR));
  for (let x = 0; x < width; x++) envelope(out, x, width, height);
  for (let y = 0; y < height; y++) envelope(out, y * width, 1, width);
  return out;
}

/** Lower envelope of the parabolas f(q) + (p − q)² along one line of `n` samples. */
function envelope(plane: Float32Array, start: number, step: number, n: number): void {
  const f = Float64Array.from({ length: n }, (_, i) => plane[start + i * step]!);
  const vertex = new Int32Array(n);
  const border = new Float64Array(n + 1);
  let k = 0;
  border[0] = -Infinity;
  border[1] = Infinity;
  for (let q = 1; q < n; q++) {
    let s = crossing(f, q, vertex[k]!);
    while (s <= border[k]!) s = crossing(f, q, vertex[--k]!);
    vertex[++k] = q;
    border[k] = s;
    border[k + 1] = Infinity;
  }
  k = 0;
  for (let p = 0; p < n; p++) {
    while (border[k + 1]! < p) k++;
    const q = vertex[k]!;
    plane[start + p * step] = f[q]! + (p - q) ** 2;
  }
}

function crossing(f: Float64Array, q: number, v: number): number {
  return (f[q]! + q * q - f[v]! - v * v) / (2 * (q - v));
}
