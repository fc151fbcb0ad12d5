import { CELL, cellGrid } from './metrics/cells.ts';
import { BLOCK } from './metrics/ssim-blocks.ts';
import type { Box, Plane } from './pixels/types.ts';

/** One connected part of a mask: a blemish, an object. */
export interface Patch {
  /** Its bounding box, grown by two pixels. */
  box: Box;
  /** 1 inside, over the box. */
  mask: Uint8Array;
  pixels: number;
}

/** A named region of the frame, from a mask whose codes of 128 and more are inside. */
export interface Region {
  name: string;
  /** Tells two masks of one name apart. */
  id: string;
  /** Share 0..1 of every 8×8 cell that is inside. */
  cells: Float32Array;
  /** Pixels 0..16 of every 4×4 block that are inside. */
  blocks: Uint8Array;
  /** Per row of blocks: the first column that holds any of it, and the one after the last; 0, 0 where none does. */
  spans: Int32Array;
  /** Share of the frame. */
  share: number;
  /** Connected parts in reading order; parts less than a block apart count as one. */
  patches: Patch[];
}

export function regionOf(name: string, id: string, mask: Plane): Region {
  const { width, height, data } = mask;
  const perRow = Math.ceil(width / BLOCK);
  const blocks = new Uint8Array(perRow * Math.ceil(height / BLOCK));
  const { columns, rows } = cellGrid(mask);
  const cells = new Float32Array(columns * rows);
  let inside = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (data[y * width + x]! < 128) continue;
      inside++;
      blocks[(y >> 2) * perRow + (x >> 2)]!++;
      cells[(y >> 3) * columns + (x >> 3)]!++;
    }
  }
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      cells[row * columns + column]! /=
        Math.min(CELL, height - row * CELL) * Math.min(CELL, width - column * CELL);
  const patches = components(blocks, perRow).map((part) => patchOf(part, mask));
  return {
    name,
    id,
    cells,
    blocks,
    spans: spansOf(blocks, perRow),
    share: inside / (width * height),
    patches,
  };
}

function spansOf(blocks: Uint8Array, perRow: number): Int32Array {
  const spans = new Int32Array((blocks.length / perRow) * 2);
  for (let row = 0; row * 2 < spans.length; row++) {
    const line = blocks.subarray(row * perRow, (row + 1) * perRow);
    const from = line.findIndex((pixels) => pixels > 0);
    if (from >= 0) spans.set([from, line.findLastIndex((pixels) => pixels > 0) + 1], row * 2);
  }
  return spans;
}

/** 8-connected groups of blocks that hold any pixel, as boxes in blocks and a label to tell them apart. */
interface Component {
  label: number;
  labels: Int32Array;
  perRow: number;
  box: Box;
}

function components(blocks: Uint8Array, perRow: number): Component[] {
  const labels = new Int32Array(blocks.length);
  const found: Component[] = [];
  const queue: number[] = [];
  for (let seed = 0; seed < blocks.length; seed++) {
    if (blocks[seed] === 0 || labels[seed] !== 0) continue;
    const label = found.length + 1;
    let [left, right, top, bottom] = [perRow, 0, blocks.length, 0];
    labels[seed] = label;
    queue.push(seed);
    while (queue.length > 0) {
      const i = queue.pop()!;
      const x = i % perRow;
      const y = (i - x) / perRow;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
      for (let dy = -1; dy <= 1; dy++)
        for (let dx = -1; dx <= 1; dx++) {
          const at = i + dy * perRow + dx;
          if (x + dx < 0 || x + dx >= perRow || at < 0 || at >= blocks.length) continue;
          if (blocks[at] === 0 || labels[at] !== 0) continue;
          labels[at] = label;
          queue.push(at);
        }
    }
    found.push({
      label,
      labels,
      perRow,
      box: { x: left, y: top, width: right - left + 1, height: bottom - top + 1 },
    });
  }
  return found;
}

const GROW = 2;

function patchOf({ label, labels, perRow, box }: Component, { width, height, data }: Plane): Patch {
  const x0 = Math.max(0, box.x * BLOCK - GROW);
  const y0 = Math.max(0, box.y * BLOCK - GROW);
  const x1 = Math.min(width, (box.x + box.width) * BLOCK + GROW);
  const y1 = Math.min(height, (box.y + box.height) * BLOCK + GROW);
  const mask = new Uint8Array((x1 - x0) * (y1 - y0));
  let pixels = 0;
  for (let y = y0; y < y1; y++)
    for (let x = x0; x < x1; x++) {
      if (data[y * width + x]! < 128 || labels[(y >> 2) * perRow + (x >> 2)] !== label) continue;
      mask[(y - y0) * (x1 - x0) + x - x0] = 1;
      pixels++;
    }
  return { box: { x: x0, y: y0, width: x1 - x0, height: y1 - y0 }, mask, pixels };
}

/** A square around a box, half as large again, at least 48 pixels, inside the frame: what a close-up shows. */
export function closeUp({ x, y, width, height }: Box, frame: { width: number; height: number }): Box {
  const side = Math.min(frame.width, frame.height, Math.max(48, Math.round(Math.max(width, height) * 1.5)));
  const clamp = (v: number, room: number): number => Math.round(Math.min(Math.max(0, v), room - side));
  return {
    x: clamp(x + width / 2 - side / 2, frame.width),
    y: clamp(y + height / 2 - side / 2, frame.height),
    width: side,
    height: side,
  };
}
