import { CELL, type Cells } from '../metrics/cells.ts';

/** A small plane of numbers to register by; (cx, cy) is the picture's centre in sample coordinates. */
export interface Field {
  width: number;
  height: number;
  data: Float32Array;
  cx: number;
  cy: number;
}

const fields = new WeakMap<Cells, { field: Field; size: { width: number; height: number } }>();

/** The L* of all whole cells: one sample stands for 8×8 pixels. Kept for as long as the cells are. */
export function lightnessField(cells: Cells, size: { width: number; height: number }): Field {
  const known = fields.get(cells);
  if (known?.size.width === size.width && known.size.height === size.height) return known.field;
  const { columns, lab } = cells;
  const width = Math.floor(size.width / CELL);
  const height = Math.floor(size.height / CELL);
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y++) takeLightness(lab, y * columns * 3, data, y * width, width);
  const field = {
    width,
    height,
    data,
    cx: size.width / CELL / 2 - 0.5,
    cy: size.height / CELL / 2 - 0.5,
  };
  fields.set(cells, { field, size: { width: size.width, height: size.height } });
  return field;
}

function takeLightness(lab: Float32Array, from: number, out: Float32Array, to: number, count: number): void {
  for (let i = 0; i < count; i++) out[to + i] = lab[from + i * 3]!;
}

/** Half the size, by means of 2×2. */
export function halve({ width, height, data, cx, cy }: Field): Field {
  const w = width >> 1;
  const h = height >> 1;
  const out = new Float32Array(w * h);
  for (let y = 0; y < h; y++) halveLine(data, 2 * y * width, width, out, y * w, w);
  return { width: w, height: h, data: out, cx: (cx - 0.5) / 2, cy: (cy - 0.5) / 2 };
}

function halveLine(
  data: Float32Array,
  from: number,
  width: number,
  out: Float32Array,
  to: number,
  count: number,
): void {
  for (let x = 0, i = from; x < count; x++, i += 2)
    out[to + x] = (data[i]! + data[i + 1]! + data[i + width]! + data[i + width + 1]!) / 4;
}

/** Another size, bilinear from the smallest of a stack of halved fields that is not smaller. */
export function resampled(stack: readonly Field[], width: number, height: number): Field {
  const from = stack.findLast((field) => field.width >= width) ?? stack[0]!;
  const [cx, cy] = [(width - 1) / 2, (height - 1) / 2];
  const data = new Float32Array(width * height);
  const pitch = from.width / width;
  for (let y = 0, o = 0; y < height; y++) {
    const sy = Math.min(from.height - 1, Math.max(0, (y - cy) * pitch + from.cy));
    const iy = Math.min(from.height - 2, Math.floor(sy));
    for (let x = 0; x < width; x++, o++) {
      const sx = Math.min(from.width - 1, Math.max(0, (x - cx) * pitch + from.cx));
      const ix = Math.min(from.width - 2, Math.floor(sx));
      const [u, v] = [sx - ix, sy - iy];
      const i = iy * from.width + ix;
      const d = from.data;
      data[o] =
        (d[i]! * (1 - u) + d[i + 1]! * u) * (1 - v) +
        (d[i + from.width]! * (1 - u) + d[i + from.width + 1]! * u) * v;
    }
  }
  return { width, height, data, cx, cy };
}

/** A binomial 1-2-1 in both directions: box means alias, and what aliases pulls a registration towards whole samples. */
export function smooth(field: Field): Field {
  const { width, height, data } = field;
  const across = new Float32Array(data.length);
  for (let y = 0; y < height; y++) smoothLine(data, across, y * width, width);
  const out = new Float32Array(data.length);
  for (let y = 0; y < height; y++)
    mixLines(across, Math.max(0, y - 1) * width, y * width, Math.min(height - 1, y + 1) * width, out, width);
  return { ...field, data: out };
}

function smoothLine(data: Float32Array, out: Float32Array, from: number, width: number): void {
  const last = from + width - 1;
  for (let i = from; i <= last; i++)
    out[i] = (data[i > from ? i - 1 : i]! + 2 * data[i]! + data[i < last ? i + 1 : i]!) / 4;
}

function mixLines(
  lines: Float32Array,
  above: number,
  here: number,
  below: number,
  out: Float32Array,
  width: number,
): void {
  for (let x = 0; x < width; x++)
    out[here + x] = (lines[above + x]! + 2 * lines[here + x]! + lines[below + x]!) / 4;
}

/**
 * Local contrast: (v − local mean) / (local deviation + 2), over a square of 2·radius + 1. What is left is drawing,
 * whatever exposure, contrast or colour the picture was given.
 */
export function normalise(field: Field, radius: number): Field {
  const { width, height, data } = field;
  const mean = boxMean(data, width, height, radius);
  const squares = new Float32Array(data.length);
  for (let i = 0; i < data.length; i++) squares[i] = data[i]! * data[i]!;
  const square = boxMean(squares, width, height, radius);
  const out = new Float32Array(data.length);
  for (let i = 0; i < out.length; i++)
    out[i] = (data[i]! - mean[i]!) / (Math.sqrt(Math.max(0, square[i]! - mean[i]! * mean[i]!)) + 2);
  return { ...field, data: out };
}

/** Mean over a square window, cut off at the borders. */
function boxMean(data: Float32Array, width: number, height: number, radius: number): Float32Array {
  const across = new Float32Array(data.length);
  for (let y = 0; y < height; y++) slide(data, across, y * width, 1, width, radius);
  const out = new Float32Array(data.length);
  for (let x = 0; x < width; x++) slide(across, out, x, width, height, radius);
  return out;
}

function slide(
  from: Float32Array,
  to: Float32Array,
  start: number,
  stride: number,
  n: number,
  radius: number,
): void {
  let sum = 0;
  for (let i = 0; i < Math.min(radius, n); i++) sum += from[start + i * stride]!;
  for (let i = 0; i < n; i++) {
    if (i + radius < n) sum += from[start + (i + radius) * stride]!;
    if (i - radius - 1 >= 0) sum -= from[start + (i - radius - 1) * stride]!;
    const count = Math.min(n - 1, i + radius) - Math.max(0, i - radius) + 1;
    to[start + i * stride] = sum / count;
  }
}
