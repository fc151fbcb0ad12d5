import type { Plane } from '../pixels/types.ts';

/** Levels at which connection is looked for, and the drop below its level that a pixel is forgiven. */
const LEVELS = 10;
const FORGIVEN = 0.15;
/** Above this many pixels the planes are halved first, by means of 2×2. */
const LARGE = 1e6;

/**
 * Connectivity error of Rhemann et al. 2009 over the unknown pixels (1 in `unknown`): Σ|φ(α) − φ(α*)| with
 * φ(α) = 1 − d·[d ≥ 0.15], d = α − l, where l is the highest of ten levels at which the pixel is still joined to the
 * largest region that both mattes hold at that level. Per 1000 pixels of the unknown region.
 */
export function connectivityError(matte: Plane, truth: Plane, unknown: Uint8Array): number {
  if (matte.data.length > LARGE)
    return connectivityError(halved(matte), halved(truth), halved({ ...truth, data: unknown }).data);
  const level = joined(matte, truth);
  let [sum, count] = [0, 0];
  for (let i = 0; i < unknown.length; i++) {
    if (!unknown[i]) continue;
    count++;
    const l = level[i]! / LEVELS;
    sum += Math.abs(phi(matte.data[i]! / 255 - l) - phi(truth.data[i]! / 255 - l));
  }
  return count > 0 ? (sum * 1000) / count : 0;
}

const phi = (drop: number): number => (drop >= FORGIVEN ? 1 - drop : 1);

/** Of every pixel, the highest level 0..10 at which it belongs to the largest region common to both. */
function joined({ width, data }: Plane, truth: Plane): Uint8Array {
  const low = Uint8Array.from(data, (v, i) => Math.floor((Math.min(v, truth.data[i]!) * LEVELS) / 255));
  const byLevel: number[][] = Array.from({ length: LEVELS + 1 }, () => []);
  for (let i = 0; i < low.length; i++) if (low[i]! > 0) byLevel[low[i]!]!.push(i);
  const parent = new Int32Array(low.length).fill(-1);
  const size = new Int32Array(low.length);
  const root = (of: number): number => {
    let i = of;
    while (parent[i] !== i) i = parent[i] = parent[parent[i]!]!;
    return i;
  };
  const level = new Uint8Array(low.length);
  let largest = -1;
  for (let l = LEVELS; l > 0; l--) {
    for (const i of byLevel[l]!) {
      parent[i] = i;
      size[i] = 1;
      const x = i % width;
      for (const at of [x > 0 ? i - 1 : -1, x < width - 1 ? i + 1 : -1, i - width, i + width]) {
        if (at < 0 || at >= low.length || parent[at]! < 0) continue;
        const [p, q] = [root(i), root(at)];
        if (p === q) continue;
        const [big, small] = size[p]! >= size[q]! ? [p, q] : [q, p];
        parent[small] = big;
        size[big]! += size[small]!;
      }
      const r = root(i);
      if (largest < 0 || size[r]! > size[root(largest)]!) largest = r;
    }
    if (largest < 0) continue;
    const main = root(largest);
    for (let k = l; k <= LEVELS; k++)
      for (const i of byLevel[k]!) if (level[i] === 0 && root(i) === main) level[i] = l;
  }
  return level;
}

function halved({ width, height, data }: Plane): Plane {
  const [w, h] = [width >> 1, height >> 1];
  const out = new Uint8Array(w * h);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const i = 2 * y * width + 2 * x;
      out[y * w + x] = (data[i]! + data[i + 1]! + data[i + width]! + data[i + width + 1]! + 2) >> 2;
    }
  return { width: w, height: h, data: out };
}
