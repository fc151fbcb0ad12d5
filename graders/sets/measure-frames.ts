import type {
  Criterion,
  FilesCriterion,
  PictureCriterion,
  SetCriterion,
  TextCriterion,
} from '../criteria/kinds.ts';
import type { Context, FileView, Measurement } from '../criteria/types.ts';
import type { FilesMeasurement } from '../files/types.ts';
import type { TextContext, TextMeasurement } from '../prompt/types.ts';
import { overFrames } from './over-frames.ts';
import type { SetMeasurement } from './types.ts';

/** What a criterion measured over all frames, and for a kind that looks at single pictures each frame's own. */
export type Found =
  | { scope: 'picture'; criterion: PictureCriterion; measurement: Measurement; frames: Measurement[] }
  | { scope: 'set'; criterion: SetCriterion; measurement: SetMeasurement }
  | { scope: 'files'; criterion: FilesCriterion; measurement: FilesMeasurement }
  | FoundText;

export interface FoundText {
  scope: 'text';
  criterion: TextCriterion;
  measurement: TextMeasurement;
}

/** One context a frame; a single picture is one frame. */
export function measureFrames(criterion: Criterion, contexts: readonly Context[]): Found {
  switch (criterion.scope) {
    case 'picture':
      return overAll(criterion, contexts.map(criterion.measure));
    case 'set':
      return { scope: 'set', criterion, measurement: criterion.measure(contexts) };
    case 'files':
      return { scope: 'files', criterion, measurement: criterion.measure(contexts) };
    case 'text':
      throw new Error(`${criterion.spec.id}: ${criterion.spec.kind} reads a text, and these are pictures`);
  }
}

/** The same of pictures that lie on no reference. */
export function measureFiles(criterion: Criterion, files: readonly FileView[]): Found {
  if (criterion.scope === 'files')
    return { scope: 'files', criterion, measurement: criterion.measure(files) };
  if (criterion.scope !== 'picture' || !criterion.measureAlone)
    throw new Error(`${criterion.spec.id}: ${criterion.spec.kind} needs a reference, and there is none`);
  return overAll(criterion, files.map(criterion.measureAlone));
}

/** The same of a text. */
export function measureText(criterion: Criterion, text: TextContext): FoundText {
  if (criterion.scope !== 'text')
    throw new Error(`${criterion.spec.id}: ${criterion.spec.kind} looks at pictures, and this is a text`);
  return { scope: 'text', criterion, measurement: criterion.measure(text) };
}

function overAll(criterion: PictureCriterion, frames: Measurement[]): Found {
  return { scope: 'picture', criterion, measurement: overFrames(criterion.spec, frames), frames };
}
