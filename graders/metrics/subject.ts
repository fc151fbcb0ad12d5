import { apply, invert } from '../align/homography.ts';
import type { Homography } from '../align/types.ts';
import type { Box } from '../pixels/types.ts';
import type { Region } from '../regions.ts';
import { BLOCK } from './ssim-blocks.ts';

interface Size {
  width: number;
  height: number;
}

/** Where a subject lies in a picture, in shares of its width and height; beyond 0..1 it is outside. */
export interface SubjectPlace {
  centroid: readonly [number, number];
  left: number;
  top: number;
  right: number;
  bottom: number;
  /** Share 0..1 of the subject that lies outside. */
  cut: number;
  /** Its box in the pixels of the frame that the mask is drawn in. */
  inFrame: Box;
}

/** Frame pixels to shares of a picture, through the map from the frame's centre to the picture's. */
export const toShares =
  (map: Homography, frame: Size, picture: Size) =>
  (x: number, y: number): readonly [number, number] => {
    const [u, v] = apply(map, x - frame.width / 2, y - frame.height / 2);
    return [u / picture.width + 0.5, v / picture.height + 0.5];
  };

/** A mask carried over into a picture, by blocks of 4×4 pixels. */
export function subjectPlace(
  { blocks }: Region,
  frame: Size,
  shares: (x: number, y: number) => readonly [number, number],
): SubjectPlace {
  const perRow = Math.ceil(frame.width / BLOCK);
  let [total, outside, sx, sy] = [0, 0, 0, 0];
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  let [x0, y0, x1, y1] = [Infinity, Infinity, 0, 0];
  for (let i = 0; i < blocks.length; i++) {
    const w = blocks[i]!;
    if (w === 0) continue;
    const x = (i % perRow) * BLOCK;
    const y = Math.floor(i / perRow) * BLOCK;
    const [u, v] = shares(x + BLOCK / 2, y + BLOCK / 2);
    total += w;
    sx += w * u;
    sy += w * v;
    if (u < 0 || v < 0 || u > 1 || v > 1) outside += w;
    // A block of which less than half is inside is the mask's soft edge.
    if (w < 8) continue;
    left = Math.min(left, u);
    right = Math.max(right, u);
    top = Math.min(top, v);
    bottom = Math.max(bottom, v);
    x0 = Math.min(x0, x);
    y0 = Math.min(y0, y);
    x1 = Math.max(x1, Math.min(frame.width, x + BLOCK));
    y1 = Math.max(y1, Math.min(frame.height, y + BLOCK));
  }
  return {
    centroid: [sx / total, sy / total],
    left,
    top,
    right,
    bottom,
    cut: outside / total,
    inFrame: { x: x0, y: y0, width: x1 - x0, height: y1 - y0 },
  };
}

/** Points of the grid on a picture's longer side. */
const LONGEST = 480;

/** The mask on a grid over the picture: 1 where the subject is. */
export function subjectGrid(
  { blocks }: Region,
  frame: Size,
  map: Homography,
  picture: Size,
): { columns: number; rows: number; inside: Uint8Array } {
  const zoom = LONGEST / Math.max(picture.width, picture.height);
  const columns = Math.max(1, Math.round(picture.width * zoom));
  const rows = Math.max(1, Math.round(picture.height * zoom));
  const [m0, m1, m2, m3, m4, m5, m6, m7, m8] = invert(map);
  const perRow = Math.ceil(frame.width / BLOCK);
  const inside = new Uint8Array(columns * rows);
  for (let row = 0, i = 0; row < rows; row++)
    for (let column = 0; column < columns; column++, i++) {
      const u = ((column + 0.5) / columns - 0.5) * picture.width;
      const v = ((row + 0.5) / rows - 0.5) * picture.height;
      const w = m6 * u + m7 * v + m8;
      const x = (m0 * u + m1 * v + m2) / w + frame.width / 2;
      const y = (m3 * u + m4 * v + m5) / w + frame.height / 2;
      if (x < 0 || y < 0 || x >= frame.width || y >= frame.height) continue;
      inside[i] = blocks[Math.floor(y / BLOCK) * perRow + Math.floor(x / BLOCK)]! >= 8 ? 1 : 0;
    }
  return { columns, rows, inside };
}
