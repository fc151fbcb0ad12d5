import type { Pixels } from '../healing/pixels.ts';
import { laidOn, type Colour } from './composite.ts';
import type { Mask } from './mask.ts';

export interface Rim {
  /** Px by which the outline lies outside the true one on average; negative: inside. */
  outline: number;
  /** Share 0–1 of the edge that is lighter, or darker, than both the product and the ground beside it. */
  pale: number;
  dark: number;
  /** Levels 0–255 by which it is, on average over those places. */
  levels: number;
}

/** Px to either side of the true outline that count as its edge. */
const REACH = 2;
/** Levels from which a line along the edge is seen. */
const SEEN = 8;

/**
 * What the edge of a cut-out shows on its ground. Between product and ground any tone is a normal edge; a halo is what lies
 * beyond both. `distance`: to the true outline; `own`: the product's colour, carried beyond its edge.
 */
export function rimOf(
  mask: Mask,
  truth: Mask,
  distance: Mask,
  colour: Pixels,
  own: Pixels,
  ground: Colour,
): Rim {
  const seen = laidOn(colour, mask, ground);
  const behind = luma(ground, 0);
  let [edge, pale, dark, levels] = [0, 0, 0, 0];
  for (let i = 0; i < distance.data.length; i++) {
    if (Math.abs(distance.data[i]!) > REACH) continue;
    edge++;
    const [here, product] = [luma(seen.data, 4 * i), luma(own.data, 4 * i)];
    const above = here - Math.max(product, behind);
    const below = Math.min(product, behind) - here;
    if (above >= SEEN) pale++;
    else if (below >= SEEN) dark++;
    if (Math.max(above, below) >= SEEN) levels += Math.max(above, below);
  }
  return {
    outline: shiftOf(mask, truth),
    pale: edge > 0 ? pale / edge : 0,
    dark: edge > 0 ? dark / edge : 0,
    levels: pale + dark > 0 ? levels / (pale + dark) : 0,
  };
}

/** The co-area formula: coverage too much, divided by the length of the outline. */
function shiftOf(mask: Mask, { width, height, data }: Mask): number {
  let [excess, length] = [0, 0];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      excess += mask.data[i]! - data[i]!;
      const across = data[y * width + Math.min(width - 1, x + 1)]! - data[y * width + Math.max(0, x - 1)]!;
      const down = data[Math.min(height - 1, y + 1) * width + x]! - data[Math.max(0, y - 1) * width + x]!;
      length += Math.hypot(across, down) / 2;
    }
  return length > 0 ? excess / length : 0;
}

/** Rec. 709 weights on codes. */
const luma = (data: ArrayLike<number>, at: number): number =>
  0.2126 * data[at]! + 0.7152 * data[at + 1]! + 0.0722 * data[at + 2]!;
