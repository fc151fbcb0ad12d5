import { layOut, type Kernels } from '../kernels/kernels.ts';
import type { Plane, Raster } from '../pixels/types.ts';
import type { SsimMap } from './ssim.ts';
import { BLOCK, SUMS, type SumRow } from './ssim-blocks.ts';
import { C1, C2 } from './ssim-formula.ts';

/** What the kernels read and write beyond the ends of rows and planes. */
const BEYOND = 32;

/** Fills a map of the whole picture; one row of windows in `step` is measured and stands for the next ones. */
export function compareWhole(
  { width, data }: Raster,
  { data: luma }: Plane,
  map: SsimMap,
  step: number,
  compiled: Kernels,
): void {
  const { columns, rows, values } = map;
  const stride = width * 3;
  const blocks = columns + 1;
  const plane = blocks * 4 + BEYOND;
  const [lines, target, first, second, line, energies] = layOut(compiled, compiled.base(), [
    stride * BLOCK + BEYOND,
    width * BLOCK + BEYOND,
    plane * SUMS,
    plane * SUMS,
    columns * 4 + BEYOND,
    16,
  ]) as [number, number, number, number, number, number];
  const { buffer } = compiled.memory;
  const linesView = new Uint8Array(buffer, lines, stride * BLOCK);
  const targetView = new Uint8Array(buffer, target, width * BLOCK);
  const lineView = new Float32Array(buffer, line, columns);
  const energyView = new Float64Array(buffer, energies, 2).fill(0);
  const sum = (row: number, to: number): void => {
    const top = row * BLOCK;
    linesView.set(data.subarray(top * stride, (top + BLOCK) * stride));
    targetView.set(luma.subarray(top * width, (top + BLOCK) * width));
    compiled.sumBlocks(lines, stride, target, width, blocks, to, plane);
  };
  let [above, here] = [second, first];
  for (let row = 0; row < rows; row += step) {
    [above, here] = [here, above];
    if (step > 1 || row === 0) sum(row, above);
    sum(row + 1, here);
    compiled.compareWindows(above, here, plane, columns, C1, C2, line, energies);
    for (let like = row; like < Math.min(rows, row + step); like++) values.set(lineView, like * columns);
    map.measured += columns;
  }
  [map.energy, map.targetEnergy] = energyView as unknown as [number, number];
}

/** Sums of parts of rows of blocks, for regions that hold little of a picture. */
export function compiledSums({ width, data }: Raster, { data: luma }: Plane, compiled: Kernels): SumRow {
  const plane = 4 * Math.ceil(width / BLOCK) + BEYOND;
  const [lines, target, found] = layOut(compiled, compiled.base(), [
    width * 3 * BLOCK + BEYOND,
    width * BLOCK + BEYOND,
    plane * SUMS,
  ]) as [number, number, number];
  const { buffer } = compiled.memory;
  const linesView = new Uint8Array(buffer, lines, width * 3 * BLOCK);
  const targetView = new Uint8Array(buffer, target, width * BLOCK);
  const sums = new Int32Array(buffer, found, (plane >> 2) * SUMS);
  return (row, from, to, out) => {
    const wide = (to - from) * BLOCK;
    for (let y = 0; y < BLOCK; y++) {
      const at = (row * BLOCK + y) * width + from * BLOCK;
      linesView.set(data.subarray(at * 3, (at + wide) * 3), y * wide * 3);
      targetView.set(luma.subarray(at, at + wide), y * wide);
    }
    compiled.sumBlocks(lines, wide * 3, target, wide, to - from, found, plane);
    for (let block = from, o = from * SUMS, i = 0; block < to; block++, i++)
      for (let k = i, end = i + SUMS * (plane >> 2); k < end; k += plane >> 2) out[o++] = sums[k]!;
  };
}
