import type { Params } from '../report/schema.ts';
import type { Fault } from '../pixels/types.ts';
import { ALIKE, type Estimate } from './register.ts';

/** A misalignment up to these is an accident of export: taken out, noted, free. */
const SMALL = { pixels: 2, scale: 0.005, angle: 0.2 };
/** Below these nothing is gained by moving the picture. */
const NEGLIGIBLE = { pixels: 0.25, scale: 0.0004, angle: 0.02 };
/** By how much likeness must rise before a larger motion is believed. */
const RISE = 0.1;

/** Whether it asks for the picture to be moved at all. */
export const moves = (estimate: Estimate): boolean => !within(estimate, NEGLIGIBLE);

export type Judgement = { state: 'as-is' | 'aligned' } | { state: 'refused'; fault: Fault };

/**
 * What to do with an estimate in a task that does not grade geometry. `widely` is asked only where the picture does
 * not look like the reference where it lies.
 */
export function judge(near: Estimate, widely: () => Estimate): Judgement {
  if (!moves(near) && near.likeness >= ALIKE) return { state: 'as-is' };
  if (near.likeness >= ALIKE && within(near, SMALL)) return { state: 'aligned' };
  if (near.likeness >= ALIKE && near.likeness - near.asIs > RISE) return refused(near);
  if (near.asIs >= ALIKE) return { state: 'as-is' };
  const wide = widely();
  if (wide.likeness >= 2 * ALIKE) return refused(wide);
  return { state: 'refused', fault: { code: 'another-picture', params: {} } };
}

function within(estimate: Estimate, bounds: typeof SMALL): boolean {
  return (
    Math.hypot(estimate.dx, estimate.dy) <= bounds.pixels &&
    Math.abs(estimate.scale - 1) <= bounds.scale &&
    Math.abs(estimate.angle) <= bounds.angle
  );
}

function refused({ dx, dy, angle, scale }: Estimate): Judgement {
  const params: Params = {
    shift: Math.round(Math.hypot(dx, dy)),
    angle: Math.round(Math.abs(angle) * 10) / 10,
    scale: Math.round(100 * scale),
  };
  return { state: 'refused', fault: { code: 'frame-changed', params } };
}
