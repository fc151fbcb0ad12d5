import type { Criterion, PictureCriterion, SetCriterion } from '../criteria/kinds.ts';
import type { Context, Measurement } from '../criteria/types.ts';
import { overFrames } from './over-frames.ts';
import type { SetMeasurement } from './types.ts';

/** What a criterion measured over all frames, and for a kind that looks at single pictures each frame's own. */
export type Found =
  | { scope: 'picture'; criterion: PictureCriterion; measurement: Measurement; frames: Measurement[] }
  | { scope: 'set'; criterion: SetCriterion; measurement: SetMeasurement };

/** One context a frame; a single picture is one frame. */
export function measureFrames(criterion: Criterion, contexts: readonly Context[]): Found {
  if (criterion.scope === 'set') return { scope: 'set', criterion, measurement: criterion.measure(contexts) };
  const frames = contexts.map((context) => criterion.measure(context));
  return { scope: 'picture', criterion, measurement: overFrames(criterion.spec, frames), frames };
}
