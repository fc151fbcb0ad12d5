import { gainsOf, type Gains } from '../white-balance/gains.ts';
import type { Lab } from '../white-balance/patch.ts';

/** What one frame is given: exposure in EV, temperature and tint as slider positions −100..100. */
export interface Setting {
  exposure: number;
  temperature: number;
  tint: number;
}

export const UNTOUCHED: Setting = { exposure: 0, temperature: 0, tint: 0 };

/** The middle grey of the card, in shares of the frame: the camera was bolted down, so it is one place in all four. */
export const CARD = { x: 0.255, y: 0.66 } as const;

/** Half the side of the square that is read there, as a share of the frame's width. */
export const REACH = 0.05;

/** Factors on red, green and blue in linear light; one EV doubles all of them. */
export const gainsWith = ({ exposure, ...balance }: Setting): Gains =>
  gainsOf(balance).map((gain) => gain * 2 ** exposure) as unknown as Gains;

/** Largest minus smallest L*, a* and b* of the frames; 0 where all agree. */
export const spreadOf = (labs: readonly Lab[]): Lab =>
  [0, 1, 2].map((c) => {
    const values = labs.map((lab) => lab[c]!);
    return Math.max(...values) - Math.min(...values);
  }) as unknown as Lab;

/** ΔE*ab between two readings. */
export const apart = (one: Lab, other: Lab): number =>
  Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
