import { kernels, type Kernels } from '../kernels/kernels.ts';
import type { Plane, Raster } from '../pixels/types.ts';
import { BLOCK, sumBlocks, SUMS, type SumRow } from './ssim-blocks.ts';
import { compareWhole, compiledSums } from './ssim-compiled.ts';
import { ssimOf } from './ssim-formula.ts';

/**
 * SSIM of every 8×8 window at stride 4, from sums of 4×4 blocks (population covariance, data range 255).
 * Wang, Bovik, Sheikh & Simoncelli 2004. `values` has (blockColumns − 1) × (blockRows − 1) entries.
 */
export interface SsimMap {
  columns: number;
  rows: number;
  /** 1 where a window was not asked for. */
  values: Float32Array;
  /** Sum over the measured windows of the luma's variance: of the picture, and of what it is compared with. */
  energy: number;
  targetEnergy: number;
  /** Windows measured. */
  measured: number;
}

/** Above so many pixels every second row of windows is measured, or every fourth, and stands for the next ones. */
const [LARGE, LARGER] = [5e6, 10e6];

/** Every how many rows of windows one is measured. */
const stepFor = (pixels: number): number => (pixels > LARGER ? 4 : pixels > LARGE ? 2 : 1);

/** Where to look, as a region has it. */
export interface Needed {
  /** Pixels inside per block. */
  blocks: Uint8Array;
  /** Per row of blocks: the first column that holds any, and the one after the last; 0, 0 where none does. */
  spans: Int32Array;
}

/**
 * Compares a picture with a luma plane of the same size. `needed` limits the work to windows that touch it.
 * `compiled: null` does it without WebAssembly, to the same bits.
 */
export function ssimMap(
  picture: Raster,
  target: Plane,
  needed: Needed | null,
  compiled: Kernels | null = kernels,
): SsimMap {
  const { width, height } = target;
  if (picture.width !== width || picture.height !== height)
    throw new Error(`Expected ${width}×${height} but received ${picture.width}×${picture.height}`);
  const blocks = Math.floor(width / BLOCK);
  const perRow = Math.ceil(width / BLOCK);
  const columns = Math.max(0, blocks - 1);
  const rows = Math.max(0, Math.floor(height / BLOCK) - 1);
  const size = columns * rows;
  const map = {
    columns,
    rows,
    values: new Float32Array(size).fill(1),
    energy: 0,
    targetEnergy: 0,
    measured: 0,
  };
  const step = needed ? 1 : stepFor(width * height);
  if (compiled && !needed) {
    compareWhole(picture, target, map, step, compiled);
    return map;
  }
  const sums: SumRow = compiled
    ? compiledSums(picture, target, compiled)
    : (row, from, to, out) => sumBlocks(picture, target, row, from, to, out);
  const sumRow = (row: number, out: Float64Array): void => {
    const [from, to] = needed ? blocksAround(needed, row, blocks) : [0, blocks];
    sums(row, from, to, out);
  };
  let above = new Float64Array(blocks * SUMS);
  let here = new Float64Array(blocks * SUMS);
  let filled = -1;
  for (let row = 0; row < rows; row++) {
    const [from, to] = needed ? windowsOf(needed, row, columns) : [0, columns];
    if (from >= to) continue;
    if (row % step > 0) {
      map.values.copyWithin(row * columns, (row - 1) * columns, row * columns);
      continue;
    }
    [above, here] = [here, above];
    if (filled !== row) sumRow(row, above);
    sumRow(row + 1, here);
    filled = row + 1;
    const blocksIn = needed?.blocks;
    for (let column = from; column < to; column++) {
      const i = row * perRow + column;
      if (
        blocksIn &&
        blocksIn[i]! + blocksIn[i + 1]! + blocksIn[i + perRow]! + blocksIn[i + perRow + 1]! === 0
      )
        continue;
      compareWindow(above, here, column * SUMS, map, row * columns + column);
    }
  }
  return map;
}

/** The windows of one row that touch the region: from the first column to the one after the last. */
export function windowsOf({ spans }: Needed, row: number, columns: number): [number, number] {
  const [from, to] = joined(spans, row, row + 1);
  return [Math.max(0, from - 1), Math.min(columns, to)];
}

/** From the first to after the last column that any of the rows `first` to `last` holds. */
function joined(spans: Int32Array, first: number, last: number): [number, number] {
  let [from, to] = [Infinity, 0];
  for (let row = Math.max(0, first); row <= last && row * 2 < spans.length; row++) {
    if (spans[row * 2 + 1] === 0) continue;
    from = Math.min(from, spans[row * 2]!);
    to = Math.max(to, spans[row * 2 + 1]!);
  }
  return to > 0 ? [from, to] : [0, 0];
}

/** The blocks of a row that share a window with the region. */
function blocksAround({ spans }: Needed, row: number, blocks: number): [number, number] {
  const [from, to] = joined(spans, row - 1, row + 1);
  return to > 0 ? [Math.max(0, from - 1), Math.min(blocks, to + 1)] : [0, 0];
}

function compareWindow(above: Float64Array, here: Float64Array, o: number, map: SsimMap, i: number): void {
  const ma = (above[o]! + above[o + 5]! + here[o]! + here[o + 5]!) / 64;
  const mb = (above[o + 1]! + above[o + 6]! + here[o + 1]! + here[o + 6]!) / 64;
  const maa = (above[o + 2]! + above[o + 7]! + here[o + 2]! + here[o + 7]!) / 64;
  const mbb = (above[o + 3]! + above[o + 8]! + here[o + 3]! + here[o + 8]!) / 64;
  const mab = (above[o + 4]! + above[o + 9]! + here[o + 4]! + here[o + 9]!) / 64;
  map.values[i] = ssimOf(ma, mb, maa, mbb, mab, 1);
  map.energy += maa - ma * ma;
  map.targetEnergy += mbb - mb * mb;
  map.measured++;
}
