import type { LaidRules } from './exercise/schema.ts';
import type { Fault } from './pixels/types.ts';

interface Size {
  width: number;
  height: number;
}

/** Aspects closer than this are the same. */
const ASPECT = 0.005;

const alike = (a: Size, b: Size): boolean =>
  Math.abs((a.width * b.height) / (a.height * b.width) - 1) <= ASPECT;

/** Whether a file of that size fits the exercise's size rule; a fault explains by which numbers it does not. */
export function checkSize(size: Size, reference: Size, rules: LaidRules['size']): Fault | null {
  const { width, height } = size;
  if (rules.rule === 'exact') {
    if (width === rules.width && height === rules.height) return null;
    return {
      code: 'wrong-size',
      params: { width, height, wantedWidth: rules.width, wantedHeight: rules.height },
    };
  }
  if (
    rules.rule === 'same-aspect' &&
    !alike(size, reference) &&
    alike({ width: height, height: width }, reference)
  )
    return {
      code: 'turned',
      params: { width, height, wantedWidth: reference.width, wantedHeight: reference.height },
    };
  if (rules.rule === 'same-aspect' && !alike(size, reference))
    return {
      code: 'wrong-aspect',
      params: {
        width,
        height,
        wantedWidth: reference.width,
        wantedHeight: reference.height,
        aspect: aspectOf(reference),
      },
    };
  if (width < rules.minWidth)
    return { code: 'too-small', params: { width, height, minWidth: rules.minWidth } };
  return null;
}

/** Where pictures are laid anew, more pixels than these say nothing more about their geometry. */
const MOST_MAPPED = 4e6;

/** What a crop or a rounded size may lose or gain without anybody having changed the frame, in pixels a side. */
const LOST = 2;

/** Whether a size is the other but for a pixel or two, so that nothing need be resampled. */
export const allBut = (size: Size, frame: Size): boolean =>
  Math.abs(size.width - frame.width) <= LOST && Math.abs(size.height - frame.height) <= LOST;

/**
 * The frame everything is laid into: the reference's size, or the learner's where it is clearly smaller, or
 * smaller at all without `keepPixels`. Where the learner
 * decides about the frame, the reference's, halved until it has at most four megapixels.
 */
export function gradingFrame(size: Size, reference: Size, rules: LaidRules['size'], keepPixels = true): Size {
  if (rules.rule === 'free') {
    let { width, height } = reference;
    for (; width * height > MOST_MAPPED; width /= 2) height /= 2;
    return { width: Math.round(width), height: Math.round(height) };
  }
  if (size.width >= reference.width || (keepPixels && allBut(size, reference))) return reference;
  return { width: size.width, height: Math.round((size.width * reference.height) / reference.width) };
}

/** "3:2" where it is close to a small ratio, otherwise "1.78:1". */
export function aspectOf({ width, height }: Size): string {
  for (let below = 1; below <= 10; below++) {
    const above = Math.round((width / height) * below);
    if (Math.abs(above / below / (width / height) - 1) < 0.003) return `${above}:${below}`;
  }
  return `${(width / height).toFixed(2)}:1`;
}
