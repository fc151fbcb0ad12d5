import { kernels, type Kernels } from '../kernels/kernels.ts';
import type { Field } from './field.ts';
import { twoFields } from './fields-compiled.ts';
import type { Motion } from './refine.ts';

/** Above this many samples every second row is enough for four numbers. */
const LARGE = 1e5;

/**
 * One Gauss–Newton step's equations: the upper triangle of the 4 × 4 matrix row by row, then the right side. The
 * gradient is the frame's own, by central differences, turned into the source: a forward difference at whole samples
 * would pull towards one side. `compiled: null` does it without WebAssembly, to the same bits.
 */
export function normalEquations(
  source: Field,
  frame: Field,
  motion: Motion,
  compiled: Kernels | null = kernels,
): Float64Array {
  const step = frame.width * frame.height > LARGE ? 2 : 1;
  if (compiled) {
    const at = twoFields(source, frame, 14, compiled);
    const { a, b, dx, dy } = motion;
    compiled.normalEquations(
      ...[at.source, source.width, source.height, source.cx, source.cy],
      ...[at.frame, frame.width, frame.height, frame.cx, frame.cy],
      ...[a, b, dx, dy, step, at.out],
    );
    return at.answer();
  }
  const sums = new Float64Array(14);
  for (let row = 1; row < frame.height - 1; row += step) addRow(source, frame, motion, row, sums);
  return sums;
}

function addRow(source: Field, frame: Field, { a, b, dx, dy }: Motion, fy: number, sums: Float64Array): void {
  const { width, height, data } = source;
  const size = a * a + b * b;
  const f = frame.data;
  const y = fy - frame.cy;
  for (let fx = 1; fx < frame.width - 1; fx++) {
    const x = fx - frame.cx;
    const sx = a * x - b * y + dx + source.cx;
    const sy = b * x + a * y + dy + source.cy;
    if (!(sx >= 1 && sy >= 1 && sx < width - 2 && sy < height - 2)) continue;
    const ix = sx | 0;
    const iy = sy | 0;
    const u = sx - ix;
    const v = sy - iy;
    const i = iy * width + ix;
    const value =
      (data[i]! * (1 - u) + data[i + 1]! * u) * (1 - v) +
      (data[i + width]! * (1 - u) + data[i + width + 1]! * u) * v;
    const at = fy * frame.width + fx;
    const hx = (f[at + 1]! - f[at - 1]!) / 2;
    const hy = (f[at + frame.width]! - f[at - frame.width]!) / 2;
    const gx = (a * hx - b * hy) / size;
    const gy = (b * hx + a * hy) / size;
    const r = f[at]! - value;
    const w = 1 / (1 + 4 * r * r);
    const j0 = gx * x + gy * y;
    const j1 = gy * x - gx * y;
    sums[0]! += w * j0 * j0;
    sums[1]! += w * j0 * j1;
    sums[2]! += w * j0 * gx;
    sums[3]! += w * j0 * gy;
    sums[4]! += w * j1 * j1;
    sums[5]! += w * j1 * gx;
    sums[6]! += w * j1 * gy;
    sums[7]! += w * gx * gx;
    sums[8]! += w * gx * gy;
    sums[9]! += w * gy * gy;
    sums[10]! += w * j0 * r;
    sums[11]! += w * j1 * r;
    sums[12]! += w * gx * r;
    sums[13]! += w * gy * r;
  }
}
