import { largeKernels, layOut, type Kernels } from '../kernels/kernels.ts';
import type { Raster } from '../pixels/types.ts';
import type { Homography } from './types.ts';

interface Size {
  width: number;
  height: number;
}

const PHASES = 64;
/** Weights of the two neighbours in 1/2048, at 64 positions between two samples. */
const UNIT = 2048;
const WEIGHTS = Int32Array.from({ length: (PHASES + 1) * 2 }, (_, i) => {
  const second = ((i >> 1) * UNIT) / PHASES;
  return i & 1 ? second : UNIT - second;
});

/**
 * Some rows of a picture as seen through a map from frame pixels to its own, both measured from the centres: bilinear on
 * sRGB codes, the border repeated outside, other rows black. For means and counts, which do not notice that the finest
 * detail is softened; and faster than `seenThrough`. `compiled: null` does it without WebAssembly, to the same codes.
 */
export function sampledThrough(
  source: Raster,
  frame: Size,
  m: Homography,
  rows: Iterable<number>,
  compiled: Kernels | null = largeKernels(source.data.length + frame.width * 3),
): Raster {
  const data = new Uint8Array(frame.width * frame.height * 3);
  if (compiled) compiledRows(source, frame, m, rows, data, compiled);
  else plainRows(source, frame, m, rows, data);
  return { width: frame.width, height: frame.height, data };
}

function compiledRows(
  { width, height, data }: Raster,
  frame: Size,
  m: Homography,
  rows: Iterable<number>,
  out: Uint8Array,
  compiled: Kernels,
): void {
  const [source, matrix, across, down, line] = layOut(compiled, compiled.base(), [
    data.length + width * 3 + 16,
    72,
    (PHASES + 1) * 16,
    (PHASES + 1) * 8,
    frame.width * 3 + 1,
  ]) as [number, number, number, number, number];
  const { buffer } = compiled.memory;
  new Uint8Array(buffer, source).set(data);
  new Float64Array(buffer, matrix, 9).set(m);
  new Int32Array(buffer, down, WEIGHTS.length).set(WEIGHTS);
  const four = new Int16Array(buffer, across, (PHASES + 1) * 8);
  for (let i = 0; i < four.length; i++) four[i] = WEIGHTS[(i >> 3) * 2 + (i & 1)]!;
  const lineView = new Uint8Array(buffer, line, frame.width * 3);
  const [left, top] = [(1 - frame.width) / 2, (1 - frame.height) / 2];
  for (const y of rows) {
    compiled.mapRowLinear(source, width, height, matrix, left, top + y, across, down, line, frame.width);
    out.set(lineView, y * frame.width * 3);
  }
}

function plainRows(
  { width, height, data }: Raster,
  frame: Size,
  m: Homography,
  rows: Iterable<number>,
  out: Uint8Array,
): void {
  const [m0, m1, m2, m3, m4, m5, m6, m7, m8] = m;
  const right = width - 1;
  const bottom = height - 1;
  for (const fy of rows) {
    const y = fy + (1 - frame.height) / 2;
    for (let fx = 0, o = fy * frame.width * 3; fx < frame.width; fx++, o += 3) {
      const x = fx + (1 - frame.width) / 2;
      const w = 1 / (m6 * x + m7 * y + m8);
      const sx = Math.min(right, Math.max(0, (m0 * x + m1 * y + m2) * w + right / 2));
      const sy = Math.min(bottom, Math.max(0, (m3 * x + m4 * y + m5) * w + bottom / 2));
      const ix = Math.trunc(sx);
      const iy = Math.trunc(sy);
      const kx = Math.trunc((sx - ix) * PHASES + 0.5) * 2;
      const ky = Math.trunc((sy - iy) * PHASES + 0.5) * 2;
      const at = (iy * width + ix) * 3;
      const across = ix < right ? 3 : 0;
      const down = iy < bottom ? width * 3 : 0;
      for (let c = at; c < at + 3; c++) {
        const above = WEIGHTS[kx]! * data[c]! + WEIGHTS[kx + 1]! * data[c + across]!;
        const below = WEIGHTS[kx]! * data[c + down]! + WEIGHTS[kx + 1]! * data[c + down + across]!;
        out[o + c - at] = (WEIGHTS[ky]! * above + WEIGHTS[ky + 1]! * below + UNIT * (UNIT / 2)) >> 22;
      }
    }
  }
}
