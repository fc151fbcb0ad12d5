import { LINEAR } from '../colour/srgb.ts';
import { linearToLab } from '../colour/lab.ts';
import type { Plane } from '../pixels/types.ts';
import type { EdgeBand } from './edge-band.ts';

/** L* of every luma code, taken as a grey. */
const LIGHTNESS = Float32Array.from({ length: 256 }, (_, code) => {
  const lab = new Float32Array(3);
  const v = LINEAR[code]!;
  linearToLab(v, v, v, lab, 0);
  return lab[0]!;
});

/** Mean L* by stretch and distance: `2 · width` entries a stretch, from −width to width; NaN where nothing lies. */
export interface Profiles {
  width: number;
  lightness: Float64Array;
}

/** Mean L* of every stretch across its edge. What averages out is texture and noise; what stays is the seam. */
export function seamProfiles(
  { data }: Plane,
  { width, pixels, distance, stretch, stretches }: EdgeBand,
): Profiles {
  const size = stretches * 2 * width;
  const lightness = new Float64Array(size);
  const counts = new Uint32Array(size);
  for (let k = 0; k < pixels.length; k++) {
    const d = distance[k]!;
    const at = stretch[k]! * 2 * width + width + (d > 0 ? d - 1 : d);
    lightness[at]! += LIGHTNESS[data[pixels[k]!]!]!;
    counts[at]!++;
  }
  for (let i = 0; i < size; i++) lightness[i] = counts[i]! > 2 ? lightness[i]! / counts[i]! : NaN;
  return { width, lightness };
}

/** Squared L* a px of an edge that is half as visible as any: 2 L* within one pixel. */
const VISIBLE = 4;

/**
 * 1 − similarity of two profiles' gradients g and h, smoothed by 1-2-1: Σ(g − h)² / (Σg² + Σh² + 4), after GMS (Xue,
 * Zhang, Mou & Bovik 2014) with the gradient's sign kept and pooled across the edge. 0 = alike, 1 = an edge where the
 * other has none, at most 2.
 */
export function gradientDissimilarity(mine: Profiles, theirs: Profiles, stretch: number): number {
  const n = 2 * mine.width;
  const g = gradient(mine.lightness, stretch * n, n);
  const h = gradient(theirs.lightness, stretch * n, n);
  let [apart, energy] = [0, 0];
  for (let i = 0; i < g.length; i++) {
    if (Number.isNaN(g[i]! + h[i]!)) continue;
    apart += (g[i]! - h[i]!) ** 2;
    energy += g[i]! ** 2 + h[i]! ** 2;
  }
  return apart / (energy + VISIBLE);
}

/** Steepest step of a profile, L* a px. */
export function steepness({ width, lightness }: Profiles, stretch: number): number {
  const n = 2 * width;
  const g = gradient(lightness, stretch * n, n);
  return g.reduce((best, v) => (Math.abs(v) > best ? Math.abs(v) : best), 0);
}

function gradient(lightness: Float64Array, from: number, n: number): Float64Array {
  const raw = new Float64Array(n - 1);
  for (let i = 0; i < raw.length; i++) raw[i] = lightness[from + i + 1]! - lightness[from + i]!;
  return raw.map((v, i) => (2 * v + (raw[i - 1] ?? v) + (raw[i + 1] ?? v)) / 4);
}
