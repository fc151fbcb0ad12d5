import { kernels, type Kernels } from '../kernels/kernels.ts';
import type { Field } from './field.ts';
import { twoFields } from './fields-compiled.ts';
import type { Motion } from './refine.ts';

export interface Likeness {
  /** Correlation −1..1 over the overlap. */
  correlation: number;
  /** Share of the source that lies over the frame. */
  overlap: number;
}

/** How alike two normalised fields are under a motion. `compiled: null` does it without WebAssembly, to the same bits. */
export function likeness(
  source: Field,
  frame: Field,
  motion: Motion,
  compiled: Kernels | null = kernels,
): Likeness {
  const { a, b } = motion;
  const [n, sp, sq, spp, sqq, spq] = overlapSums(source, frame, motion, compiled) as unknown as Six;
  if (n < 16) return { correlation: 0, overlap: 0 };
  const below = (spp - (sp * sp) / n) * (sqq - (sq * sq) / n);
  return {
    correlation: below > 1e-6 ? (spq - (sp * sq) / n) / Math.sqrt(below) : 0,
    overlap: Math.min(1, (n * (a * a + b * b)) / (source.width * source.height)),
  };
}

type Six = [number, number, number, number, number, number];

/** Samples over the overlap, and Σp, Σq, Σp², Σq², Σpq of frame and source there. */
function overlapSums(source: Field, frame: Field, motion: Motion, compiled: Kernels | null): Float64Array {
  if (compiled) {
    const at = twoFields(source, frame, 6, compiled);
    const { a, b, dx, dy } = motion;
    compiled.overlapSums(
      ...[at.source, source.width, source.height, source.cx, source.cy],
      ...[at.frame, frame.width, frame.height, frame.cx, frame.cy],
      ...[a, b, dx, dy, at.out],
    );
    return at.answer();
  }
  const sums = new Float64Array(6);
  for (let row = 0; row < frame.height; row++) addRow(source, frame, motion, row, sums);
  return sums;
}

function addRow(source: Field, frame: Field, { a, b, dx, dy }: Motion, fy: number, sums: Float64Array): void {
  const { width, height, data: d } = source;
  const y = fy - frame.cy;
  for (let fx = 0; fx < frame.width; fx++) {
    const x = fx - frame.cx;
    const sx = a * x - b * y + dx + source.cx;
    const sy = b * x + a * y + dy + source.cy;
    if (!(sx >= 0 && sy >= 0 && sx < width - 1 && sy < height - 1)) continue;
    const ix = sx | 0;
    const iy = sy | 0;
    const u = sx - ix;
    const v = sy - iy;
    const i = iy * width + ix;
    const q =
      (d[i]! * (1 - u) + d[i + 1]! * u) * (1 - v) + (d[i + width]! * (1 - u) + d[i + width + 1]! * u) * v;
    const p = frame.data[fy * frame.width + fx]!;
    sums[0]!++;
    sums[1]! += p;
    sums[2]! += q;
    sums[3]! += p * p;
    sums[4]! += q * q;
    sums[5]! += p * q;
  }
}
