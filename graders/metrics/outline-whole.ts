import type { Stretch } from './outline.ts';

/** Over the whole outline, in px: the mean distance, the shift of it as a whole, and mean and share of what lies outside and inside. */
export function summedOutline(
  outline: readonly Stretch[],
): Record<'off' | 'whole' | 'on' | 'onShare' | 'in' | 'inShare', number> {
  let [length, off, on, onLength, inside, inLength] = [0, 0, 0, 0, 0, 0];
  for (const stretch of outline) {
    length += stretch.length;
    off += Math.abs(stretch.shift) * stretch.length;
    if (stretch.shift > 0.3) {
      on += stretch.shift * stretch.length;
      onLength += stretch.length;
    } else if (stretch.shift < -0.3) {
      inside -= stretch.shift * stretch.length;
      inLength += stretch.length;
    }
  }
  const over = (sum: number, by: number): number => (by > 0 ? sum / by : 0);
  return {
    off: over(off, length),
    whole: middleHalf(outline, length),
    on: over(on, onLength),
    onShare: over(onLength, length),
    in: over(inside, inLength),
    inShare: over(inLength, length),
  };
}

/** The mean shift of the middle half of the outline's length, sorted from eaten away to left on. */
function middleHalf(outline: readonly Stretch[], all: number): number {
  let [from, sum] = [0, 0];
  for (const { length, shift } of outline.toSorted((p, q) => p.shift - q.shift)) {
    const to = from + length;
    sum += shift * Math.max(0, Math.min(to, 0.75 * all) - Math.max(from, 0.25 * all));
    from = to;
  }
  return all > 0 ? sum / (0.5 * all) : 0;
}
