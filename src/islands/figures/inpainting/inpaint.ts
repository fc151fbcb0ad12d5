import type { Pixels } from '../healing/pixels.ts';

export interface Settings {
  /** px by which the mask is wider (or tighter) than what it is laid around. */
  grow: number;
  /** Width of the mask's soft edge, px. */
  feather: number;
  /** 0 leaves the picture, 1 forgets it. */
  strength: number;
}

/** The plates of the figure, all of one size, and where things are. Distances are signed, in px, positive outside. */
export interface Plates {
  before: Pixels;
  /** What a good fill finds. */
  after: Pixels;
  /** What a model makes of places where nothing was asked for: alike, and not the same. */
  other: Pixels;
  object: Float32Array;
  /** The object and its shadow. */
  both: Float32Array;
}

/** px beyond object and shadow within which a redrawn place still comes out as it was. */
const REACH = 10;

const clamp = (value: number): number => Math.min(1, Math.max(0, value));
const smooth = (value: number): number => clamp(value) ** 2 * (3 - 2 * clamp(value));

/** Share of a place that is drawn anew at a strength. Below 0.3 the old picture wins, above 0.85 nothing is left of it. */
export const renewed = (strength: number): number => smooth((strength - 0.3) / 0.55);

/** How much of the mask lies on a place, 0…1, at a distance from what it is laid around. */
export const covered = (distance: number, { grow, feather }: Settings): number =>
  smooth(0.5 + (grow - distance) / Math.max(1, feather));

/** The picture after the fill. `around` is the distance that the mask was laid around: `object` or `both`. */
export function inpaint(plates: Plates, around: Float32Array, settings: Settings): Pixels {
  const { before, after, other, both } = plates;
  const data = new Uint8ClampedArray(before.data);
  const fresh = renewed(settings.strength);
  for (let p = 0, i = 0; p < around.length; p += 1, i += 4) {
    const share = covered(around[p]!, settings) * fresh;
    if (share === 0) continue;
    const strange = smooth((both[p]! - REACH) / REACH);
    for (let channel = i; channel < i + 3; channel += 1) {
      const drawn = after.data[channel]! + (other.data[channel]! - after.data[channel]!) * strange;
      data[channel] = Math.round(before.data[channel]! + (drawn - before.data[channel]!) * share);
    }
  }
  return { width: before.width, height: before.height, data };
}

/** What is left of object and of shadow (shares of them), and what was drawn anew without need (share of the frame). */
export function measure(
  { object, both }: Pick<Plates, 'object' | 'both'>,
  around: Float32Array,
  settings: Settings,
): { object: number; shadow: number; needless: number } {
  const fresh = renewed(settings.strength);
  const sum = { object: 0, objects: 0, shadow: 0, shadows: 0, needless: 0 };
  for (let p = 0; p < around.length; p += 1) {
    const share = covered(around[p]!, settings) * fresh;
    if (object[p]! <= 0) {
      sum.object += 1 - share;
      sum.objects += 1;
    } else if (both[p]! <= 0) {
      sum.shadow += 1 - share;
      sum.shadows += 1;
    } else if (both[p]! > 2 * REACH && share > 0.5) sum.needless += 1;
  }
  return {
    object: sum.object / Math.max(1, sum.objects),
    shadow: sum.shadow / Math.max(1, sum.shadows),
    needless: sum.needless / around.length,
  };
}
