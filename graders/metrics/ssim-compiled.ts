import { layOut, type Kernels } from '../kernels/kernels.ts';
import type { Plane, Raster } from '../pixels/types.ts';
import type { SsimMap } from './ssim.ts';
import { C1, C2 } from './ssim-formula.ts';

/** Lines of a block, and what the kernels read and write beyond the ends of rows and planes. */
const LINES = 4;
const BEYOND = 32;
/** Sums of a block. */
const SUMS = 5;

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
    stride * LINES + BEYOND,
    width * LINES + BEYOND,
    plane * SUMS,
    plane * SUMS,
    columns * 4 + BEYOND,
    16,
  ]) as [number, number, number, number, number, number];
  const { buffer } = compiled.memory;
  const linesView = new Uint8Array(buffer, lines, stride * LINES);
  const targetView = new Uint8Array(buffer, target, width * LINES);
  const lineView = new Float32Array(buffer, line, columns);
  const energyView = new Float64Array(buffer, energies, 2).fill(0);
  const sum = (row: number, to: number): void => {
    const top = row * LINES;
    linesView.set(data.subarray(top * stride, (top + LINES) * stride));
    targetView.set(luma.subarray(top * width, (top + LINES) * width));
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
