import { ciede2000At } from '../colour/ciede2000.ts';
import { labToLinear, linearToLab, type Lab } from '../colour/lab.ts';
import type { Cells } from './cells.ts';
import { colourBins, type ColourBins } from './colour-bins.ts';

export interface BrandRules {
  swatches: readonly Lab[];
  /** ΔE00 up to which a colour counts as a swatch's. */
  deltaE: number;
  /** C*ab below which a colour is neutral and belongs to nobody. */
  neutral: number;
  /** EV by which a swatch may lie in shadow or in light. */
  shading: number;
}

export interface BrandShares {
  /** Share 0..1 of the area that each swatch has, in light and shadow. */
  swatches: number[];
  /** Share that has a colour of its own, far from every swatch. */
  off: number;
  bins: ColourBins;
  /** ΔE00 of every bin to the nearest swatch where it is such a colour; 0 elsewhere. */
  beyond: number[];
}

/** How the weighted area is shared among the swatches, neutrals and everything else. */
export function brandShares(cells: Cells, weights: ArrayLike<number>, rules: BrandRules): BrandShares {
  const bins = colourBins(cells, weights);
  const ramps = rules.swatches.map((swatch) => inLightAndShadow(swatch, rules.shading));
  const swatches = rules.swatches.map(() => 0);
  let off = 0;
  const distance = new Float32Array(1);
  const beyond = bins.lab.map((colour, i) => {
    let [best, least] = [0, Infinity];
    ramps.forEach((ramp, k) => {
      for (const shade of ramp) {
        ciede2000At(colour, shade, 0, distance, 0);
        if (distance[0]! < least) [best, least] = [k, distance[0]!];
      }
    });
    const neutral = Math.hypot(colour[1], colour[2]) < rules.neutral;
    if (least <= rules.deltaE) swatches[best]! += bins.share[i]!;
    else if (!neutral) off += bins.share[i]!;
    return least > rules.deltaE && !neutral ? least : 0;
  });
  return { swatches, off, bins, beyond };
}

/** EV between two shades of one swatch. */
const STEP = 0.25;

/** The same surface under less and more light: its linear light times a factor. */
function inLightAndShadow(swatch: Lab, shading: number): Lab[] {
  const steps = Math.round(shading / STEP);
  const linear = labToLinear(swatch);
  return Array.from({ length: 2 * steps + 1 }, (_, i): Lab => {
    const light = 2 ** ((i - steps) * STEP);
    const out = new Float32Array(3);
    const [r, g, b] = linear.map((v) => Math.min(1, Math.max(0, v * light))) as [number, number, number];
    linearToLab(r, g, b, out, 0);
    return [out[0]!, out[1]!, out[2]!];
  });
}
