import { largeKernels, layOut, type Kernels } from '../kernels/kernels.ts';
import type { Lines } from '../pixels/lines.ts';
import type { Raster } from '../pixels/types.ts';
import { rowsBeneath, type Span } from './rows-beneath.ts';
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

/** Bytes of the source that are kept beside the kernels at a time, where lines are not steeper than that. */
const BAND = 6e6;

/**
 * A picture as seen through a map from frame pixels to its own, both measured from the centres, line by line: bilinear
 * on sRGB codes, the border repeated outside. For means and counts, which do not notice that the finest detail is
 * softened; and faster than `seenThrough`. `compiled: null` does it without WebAssembly, to the same codes; `band` are
 * the bytes of the source that are looked at together.
 */
export function linesThrough(
  source: Raster,
  frame: Size,
  m: Homography,
  compiled?: Kernels | null,
  band = BAND,
): Lines {
  const read = compiled === null ? plain(source, frame, m) : banded(source, frame, m, compiled, band);
  return { width: frame.width, height: frame.height, read };
}

function banded(
  { width, height, data }: Raster,
  frame: Size,
  m: Homography,
  given: Kernels | undefined,
  band: number,
): Lines['read'] {
  const stride = width * 3;
  const spans = rowsBeneath(m, frame, height);
  const tallest = spans.reduce((most, { from, to }) => Math.max(most, to - from), 0);
  const rows = Math.min(height, Math.max(tallest, Math.floor(band / stride)));
  const bytes = (rows + 1) * stride + 16;
  const compiled = given ?? largeKernels(bytes);
  if (!compiled) return plain({ width, height, data }, frame, m);
  const [source, matrix, across, down, line] = layOut(compiled, compiled.base(), [
    bytes,
    72,
    (PHASES + 1) * 16,
    (PHASES + 1) * 8,
    frame.width * 3 + 1,
  ]) as [number, number, number, number, number];
  const { buffer } = compiled.memory;
  new Float64Array(buffer, matrix, 9).set(m);
  new Int32Array(buffer, down, WEIGHTS.length).set(WEIGHTS);
  const four = new Int16Array(buffer, across, (PHASES + 1) * 8);
  for (let i = 0; i < four.length; i++) four[i] = WEIGHTS[(i >> 3) * 2 + (i & 1)]!;
  const bandView = new Uint8Array(buffer, source, rows * stride);
  const lineView = new Uint8Array(buffer, line, frame.width * 3);
  const [left, top] = [(1 - frame.width) / 2, (1 - frame.height) / 2];
  let loaded: Span = { from: 0, to: 0 };
  return (y, into) => {
    const { from, to } = spans[y]!;
    if (from < loaded.from || to > loaded.to) {
      // The next lines will lie further on in the same direction.
      const first = from < loaded.from ? Math.max(0, to - rows) : Math.min(from, height - rows);
      loaded = { from: first, to: first + rows };
      bandView.set(data.subarray(loaded.from * stride, loaded.to * stride));
    }
    // Where the picture would begin if all of it lay there: only the rows beneath the line are looked at.
    const begin = source - loaded.from * stride;
    compiled.mapRowLinear(begin, width, height, matrix, left, top + y, across, down, line, frame.width);
    into.set(lineView);
  };
}

function plain({ width, height, data }: Raster, frame: Size, m: Homography): Lines['read'] {
  const [m0, m1, m2, m3, m4, m5, m6, m7, m8] = m;
  const right = width - 1;
  const bottom = height - 1;
  return (fy, out) => {
    const y = fy + (1 - frame.height) / 2;
    for (let fx = 0, o = 0; fx < frame.width; fx++, o += 3) {
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
  };
}
