import { layOut, type Kernels } from '../kernels/kernels.ts';
import type { Field } from './field.ts';

/** Two fields in the kernels' memory, with room for so many numbers that a kernel answers. */
export function twoFields(
  source: Field,
  frame: Field,
  answers: number,
  compiled: Kernels,
): { source: number; frame: number; out: number; answer(): Float64Array } {
  const [mine, theirs, out] = layOut(compiled, compiled.base(), [
    source.data.byteLength,
    frame.data.byteLength,
    answers * 8,
  ]) as [number, number, number];
  const { buffer } = compiled.memory;
  new Float32Array(buffer, mine, source.data.length).set(source.data);
  new Float32Array(buffer, theirs, frame.data.length).set(frame.data);
  return {
    source: mine,
    frame: theirs,
    out,
    answer: () => new Float64Array(buffer, out, answers).slice(),
  };
}
