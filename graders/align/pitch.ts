import { halve, normalise, resampled, smooth, type Field } from './field.ts';

const RADIUS = 7;

/** Two fields brought to one pitch, so that their local normalisation sees the same; samples of the given per one of these. */
export interface OnePitch {
  source: Field;
  frame: Field;
  sourceStep: number;
  frameStep: number;
}

/** `ratio` is how many source samples one frame sample spans: the finer of the two is reduced. */
export function atOnePitch(source: Field, frame: Field, ratio: number): OnePitch {
  const mine = reduced(source, Math.max(1, ratio));
  const theirs = reduced(frame, Math.max(1, 1 / ratio));
  return {
    source: normalise(smooth(mine), RADIUS),
    frame: normalise(smooth(theirs), RADIUS),
    sourceStep: source.width / mine.width,
    frameStep: frame.width / theirs.width,
  };
}

function reduced(field: Field, times: number): Field {
  const stack = [field];
  while (stack.length < 1 + Math.log2(times)) stack.push(halve(stack.at(-1)!));
  return resampled(stack, Math.round(field.width / times), Math.round(field.height / times));
}
