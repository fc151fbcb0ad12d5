import { largeKernels, layOut, type Kernels } from '../kernels/kernels.ts';
import { catmullRom } from '../pixels/resize.ts';
import type { Raster } from '../pixels/types.ts';
import type { Homography } from './types.ts';

interface Size {
  width: number;
  height: number;
}

const PHASES = 64;
/** Weights are kept in 1/2048, of four taps at 64 positions between two samples. */
const UNIT = 2048;
const TAPS = Int32Array.from({ length: (PHASES + 1) * 4 }, (_, i) =>
  Math.round(UNIT * catmullRom((i & 3) - 1 - (i >> 2) / PHASES)),
);
for (let phase = 0; phase <= PHASES; phase++) {
  const four = TAPS.subarray(phase * 4, phase * 4 + 4);
  // Rounding must not change the sum: a flat area stays as it is.
  four[phase * 2 < PHASES ? 1 : 2]! += UNIT - four.reduce((sum, weight) => sum + weight, 0);
}

/**
 * A picture seen through a map from frame pixels to its own, both measured from the centres: Catmull–Rom on sRGB codes,
 * the border repeated outside. `compiled: null` does it without WebAssembly, to the same codes.
 */
export function seenThrough(
  source: Raster,
  frame: Size,
  m: Homography,
  compiled: Kernels | null = largeKernels(source.data.length + frame.width * 3),
): Raster {
  const data = new Uint8Array(frame.width * frame.height * 3);
  if (compiled) compiledRows(source, frame, m, data, compiled);
  else plainRows(source, frame, m, data);
  return { width: frame.width, height: frame.height, data };
}

function compiledRows(
  { width, height, data }: Raster,
  frame: Size,
  m: Homography,
  out: Uint8Array,
  compiled: Kernels,
): void {
  const [source, matrix, across, down, scratch, line] = layOut(compiled, compiled.base(), [
    data.length + 16,
    72,
    (PHASES + 1) * 16,
    (PHASES + 1) * 16,
    64,
    frame.width * 3,
  ]) as [number, number, number, number, number, number];
  const { buffer } = compiled.memory;
  new Uint8Array(buffer, source).set(data);
  new Float64Array(buffer, matrix, 9).set(m);
  new Int32Array(buffer, down, TAPS.length).set(TAPS);
  const twice = new Int16Array(buffer, across, TAPS.length * 2);
  for (let i = 0; i < twice.length; i++) twice[i] = TAPS[(i >> 3) * 4 + (i & 3)]!;
  const lineView = new Uint8Array(buffer, line, frame.width * 3);
  const [left, top] = [(1 - frame.width) / 2, (1 - frame.height) / 2];
  for (let y = 0; y < frame.height; y++) {
    compiled.mapRow(source, width, height, matrix, left, top + y, across, down, scratch, line, frame.width);
    out.set(lineView, y * frame.width * 3);
  }
}

function plainRows({ width, height, data }: Raster, frame: Size, m: Homography, out: Uint8Array): void {
  const [m0, m1, m2, m3, m4, m5, m6, m7, m8] = m;
  const right = width - 1;
  const bottom = height - 1;
  for (let fy = 0, o = 0; fy < frame.height; fy++) {
    const y = fy + (1 - frame.height) / 2;
    for (let fx = 0; fx < frame.width; fx++, o += 3) {
      const x = fx + (1 - frame.width) / 2;
      const w = 1 / (m6 * x + m7 * y + m8);
      const sx = within((m0 * x + m1 * y + m2) * w + right / 2);
      const sy = within((m3 * x + m4 * y + m5) * w + bottom / 2);
      const ix = Math.floor(sx);
      const iy = Math.floor(sy);
      const kx = Math.trunc((sx - ix) * PHASES + 0.5) * 4;
      const ky = Math.trunc((sy - iy) * PHASES + 0.5) * 4;
      let [red, green, blue] = [0, 0, 0];
      for (let j = 0; j < 4; j++) {
        const row = Math.min(bottom, Math.max(0, iy + j - 1)) * width;
        for (let i = 0; i < 4; i++) {
          const weight = TAPS[ky + j]! * TAPS[kx + i]!;
          const at = (row + Math.min(right, Math.max(0, ix + i - 1))) * 3;
          red += weight * data[at]!;
          green += weight * data[at + 1]!;
          blue += weight * data[at + 2]!;
        }
      }
      out[o] = codeOf(red);
      out[o + 1] = codeOf(green);
      out[o + 2] = codeOf(blue);
    }
  }
}

/** Far outside, or behind the picture plane, is the border. */
const within = (at: number): number => (at > -1e6 ? (at < 1e6 ? at : 1e6) : -1e6);

const codeOf = (sum: number): number => Math.min(255, Math.max(0, (sum + UNIT * (UNIT / 2)) >> 22));
