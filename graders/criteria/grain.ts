import { measureGrain } from '../metrics/grain.ts';
import { rounded } from './direction.ts';
import type { Context, Finding } from './types.ts';

/** By how many octaves the texture is stronger (positive) or weaker than the reference's, in the two directions. */
export interface GrainOff {
  sideways: number;
  upDown: number;
}

/** Nothing is off where the region is too small to have a texture. */
export function grainOff({ attempt, reference, region }: Context, gain: number): GrainOff {
  const inside = region?.cells ?? null;
  const mine = measureGrain(attempt.cells, inside);
  const theirs = measureGrain(reference.cells, inside);
  if (!mine || !theirs) return { sideways: 0, upDown: 0 };
  const contrast = 2 * Math.log2(gain);
  return {
    sideways: mine.sideways - contrast - theirs.sideways,
    upDown: mine.upDown - contrast - theirs.upDown,
  };
}

export const grainDistance = ({ sideways, upDown }: GrainOff): number =>
  Math.max(Math.abs(sideways), Math.abs(upDown));

/** From so many octaves on a direction counts as lost. */
const LOST = -1.5;

export function grainFinding(off: GrainOff): Finding {
  const params = { amount: rounded(grainDistance(off)) };
  const [sideways, upDown] = [off.sideways < LOST, off.upDown < LOST];
  if (sideways && upDown) return { code: 'detail.grain-flat', params };
  if (sideways) return { code: 'detail.dragged-sideways', params };
  if (upDown) return { code: 'detail.dragged-down', params };
  return { code: 'detail.grain-rough', params };
}
