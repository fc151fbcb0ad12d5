import { ciede2000 } from '#graders/colour/ciede2000.ts';
import { linearToLab } from '#graders/colour/lab.ts';
import { ENCODED_8, LINEAR } from '#graders/colour/srgb.ts';
import type { Pixels } from '../healing/pixels.ts';
import { meanAt, type Linear, type Place } from './recolour.ts';

/** What a retoucher would read off the picture. */
export interface Readings {
  /** The colour at the place, as `#rrggbb`. */
  hex: string;
  /** ΔE00 of that colour to the target. */
  off: number;
  /** Standard deviation of L* over the surface, as a share of the file's own: 1 = as round as before, 0 = flat. */
  shading: number;
  /** Share 0..1 of the rest of the picture that moved by more than 8 levels. */
  harmed: number;
}

/** Levels by which a pixel beside the surface may move unseen. */
const UNSEEN = 8;

const labOf = ([r, g, b]: Linear): [number, number, number] => {
  const out = new Float32Array(3);
  linearToLab(r, g, b, out, 0);
  return [out[0]!, out[1]!, out[2]!];
};

const hexOf = (linear: Linear): string =>
  `#${linear
    .map((value) => ENCODED_8[Math.round(65535 * Math.min(1, value))]!.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()}`;

export function readingsOf(
  file: Pixels,
  now: Pixels,
  mask: Pixels,
  place: Place,
  radius: number,
  target: Linear,
): Readings {
  const mean = meanAt(now, place, radius);
  return {
    hex: hexOf(mean),
    off: ciede2000(labOf(mean), labOf(target)),
    shading: spreadOf(now, mask) / Math.max(0.01, spreadOf(file, mask)),
    harmed: harmOf(file, now, mask),
  };
}

/** Standard deviation of L* over the surface; every 5th pixel is enough. */
function spreadOf({ data }: Pixels, mask: Pixels): number {
  const lab = new Float32Array(3);
  let [n, sum, squares] = [0, 0, 0];
  for (let i = 0; i < data.length; i += 20) {
    if (mask.data[i]! < 250) continue;
    linearToLab(LINEAR[data[i]!]!, LINEAR[data[i + 1]!]!, LINEAR[data[i + 2]!]!, lab, 0);
    n++;
    sum += lab[0]!;
    squares += lab[0]! ** 2;
  }
  return n > 0 ? Math.sqrt(Math.max(0, squares / n - (sum / n) ** 2)) : 0;
}

function harmOf(file: Pixels, now: Pixels, mask: Pixels): number {
  let [n, harmed] = [0, 0];
  for (let i = 0; i < file.data.length; i += 4) {
    if (mask.data[i]! > 5) continue;
    n++;
    const moved = [0, 1, 2].some((c) => Math.abs(file.data[i + c]! - now.data[i + c]!) > UNSEEN);
    if (moved) harmed++;
  }
  return n > 0 ? harmed / n : 0;
}
