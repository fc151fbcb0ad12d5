import type { Homography } from './types.ts';

/** Rows from `from` up to, not including, `to`. */
export interface Span {
  from: number;
  to: number;
}

/**
 * For every line of a frame the rows of a source, so many rows high, that its samples and their lower neighbours lie
 * on, through a map from frame pixels to the source's, both from their centres. A line stays a line, so its ends tell;
 * where it crosses the horizon of the source's plane, all rows.
 */
export function rowsBeneath(
  m: Homography,
  frame: { width: number; height: number },
  height: number,
): readonly Span[] {
  const [left, top] = [(1 - frame.width) / 2, (1 - frame.height) / 2];
  const end = (x: number, y: number): [row: number, divisor: number] => {
    const w = m[6] * x + m[7] * y + m[8];
    return [(m[3] * x + m[4] * y + m[5]) / w + (height - 1) / 2, w];
  };
  const within = (row: number): number => Math.min(height, Math.max(0, row));
  return Array.from({ length: frame.height }, (_, fy) => {
    const [[p, u], [q, v]] = [end(left, top + fy), end(-left, top + fy)];
    if (!(u * v > 0)) return { from: 0, to: height };
    // One row more to either side, since kernels need not round as this does; a line outside repeats the border.
    const from = Math.min(height - 1, within(Math.floor(Math.min(p, q)) - 1));
    const to = Math.max(from + 1, within(Math.floor(Math.max(p, q)) + 3));
    return { from, to };
  });
}
