import { blurPlanes } from './gauss.ts';
import { clamp01, type Mask } from './picture.ts';

/** Squared distance along one line (Felzenszwalb & Huttenlocher 2012, lower envelope of parabolas). */
function distanceLine(f: Float64Array, out: Float64Array): void {
  const n = f.length;
  const sites = new Int32Array(n);
  const bounds = new Float64Array(n + 1);
  let k = 0;
  bounds[0] = -Infinity;
  bounds[1] = Infinity;
  for (let q = 1; q < n; q++) {
    let s: number;
    for (;;) {
      const v = sites[k]!;
      s = (f[q]! + q * q - (f[v]! + v * v)) / (2 * q - 2 * v);
      if (s > bounds[k]!) break;
      k--;
    }
    sites[++k] = q;
    bounds[k] = s;
    bounds[k + 1] = Infinity;
  }
  k = 0;
  for (let q = 0; q < n; q++) {
    while (bounds[k + 1]! < q) k++;
    out[q] = (q - sites[k]!) ** 2 + f[sites[k]!]!;
  }
}

const FAR = 1e12;

/** Squared px to the nearest pixel for which `inside` holds. */
function squaredDistance({ width, height, data }: Mask, inside: (value: number) => boolean): Float64Array {
  const field = Float64Array.from(data, (value) => (inside(value) ? 0 : FAR));
  const column = new Float64Array(height);
  const columnOut = new Float64Array(height);
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) column[y] = field[y * width + x]!;
    distanceLine(column, columnOut);
    for (let y = 0; y < height; y++) field[y * width + x] = columnOut[y]!;
  }
  for (let y = 0; y < height; y++) {
    const row = field.slice(y * width, (y + 1) * width);
    distanceLine(row, field.subarray(y * width, (y + 1) * width));
  }
  return field;
}

/** The mask's white part, cut at half, with its edge moved outwards by px (negative: inwards). */
export function grow(mask: Mask, px: number): Mask {
  if (px === 0) return mask;
  const outwards = px > 0;
  const distance = squaredDistance(mask, (value) => value >= 0.5 === outwards);
  const data = Float32Array.from(distance, (d) => (d <= px * px === outwards ? 1 : 0));
  return { ...mask, data };
}

/** Softened edge: a ramp about so many px wide on either side. */
export function feather(mask: Mask, px: number): Mask {
  if (px === 0) return mask;
  const data = blurPlanes(mask.data, mask.width, mask.height, 1, px / 2).map(clamp01);
  return { ...mask, data };
}
