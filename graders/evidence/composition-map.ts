import type { Composition } from '../criteria/types.ts';
import type { Drawn } from './heat-map.ts';
import { indexedPng, type Palette } from './indexed-png.ts';

/** Longest side; the page stretches it over the picture. */
const LONGEST = 960;
const CLEAR = 0;
const THIRD = 1;
const TARGET = 2;
const SUBJECT = 3;
const ANCHOR = 4;
const CALM = 5;
const PALETTE: Palette = [
  [0, 0, 0, 0],
  [255, 255, 255, 130],
  [255, 255, 255, 255],
  [224, 130, 20, 255],
  [197, 27, 125, 255],
  [33, 102, 172, 255],
];

/**
 * Lines over the learner's picture, clear elsewhere: thirds thin, the wanted lines or points thick, the subject's
 * outline in orange with its anchor as a magenta dot, and the rectangle that should be calm in blue.
 */
export function drawComposition(
  { subject, anchor, targets, calm }: Composition,
  picture: { width: number; height: number },
): Drawn {
  const zoom = LONGEST / Math.max(picture.width, picture.height);
  const width = Math.round(picture.width * zoom);
  const height = Math.round(picture.height * zoom);
  const map = new Uint8Array(width * height).fill(CLEAR);
  const box = (x0: number, y0: number, x1: number, y1: number, index: number): void => {
    for (let y = Math.max(0, Math.round(y0)); y < Math.min(height, Math.round(y1)); y++)
      map.fill(
        index,
        y * width + Math.max(0, Math.round(x0)),
        y * width + Math.max(0, Math.min(width, Math.round(x1))),
      );
  };
  const upright = (x: number, half: number, index: number): void =>
    box(x * width - half, 0, x * width + half, height, index);
  const level = (y: number, half: number, index: number): void =>
    box(0, y * height - half, width, y * height + half, index);
  const dot = (x: number, y: number, half: number, index: number): void =>
    box(x * width - half, y * height - half, x * width + half, y * height + half, index);

  for (const third of [1 / 3, 2 / 3]) {
    upright(third, 0.5, THIRD);
    level(third, 0.5, THIRD);
  }
  for (const { x, y } of targets) {
    if (x !== undefined && y !== undefined) dot(x, y, 9, TARGET);
    else if (x !== undefined) upright(x, 1.5, TARGET);
    else if (y !== undefined) level(y, 1.5, TARGET);
  }
  if (calm) {
    const [left, top] = [calm.x * width, calm.y * height];
    const [right, bottom] = [left + calm.width * width, top + calm.height * height];
    for (const y of [top, bottom]) box(left, y - 1.5, right, y + 1.5, CALM);
    for (const x of [left, right]) box(x - 1.5, top, x + 1.5, bottom, CALM);
  }
  outline(subject, width, height, (x, y) => dot(x, y, 1.5, SUBJECT));
  dot(anchor[0], anchor[1], 6, ANCHOR);
  return { width, height, bytes: indexedPng(width, height, map, PALETTE) };
}

/** Where the subject's grid has an inside point beside one outside. */
function outline(
  { columns, rows, inside }: Composition['subject'],
  width: number,
  height: number,
  mark: (x: number, y: number) => void,
): void {
  const at = (x: number, y: number): number =>
    inside[Math.floor((y * rows) / height) * columns + Math.floor((x * columns) / width)]!;
  for (let y = 0; y < height - 1; y++)
    for (let x = 0; x < width - 1; x++)
      if (at(x, y) !== at(x + 1, y) || at(x, y) !== at(x, y + 1)) mark((x + 1) / width, (y + 1) / height);
}
