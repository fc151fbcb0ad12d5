import { linearArrayToLab } from '../colour/lab.ts';
import { LINEAR } from '../colour/srgb.ts';
import { ciede2000At } from '../colour/ciede2000.ts';
import { CELL, cellGrid, type Cells } from './cells.ts';
import type { Plane } from '../pixels/types.ts';

/** One picture's colour laid on white, and the alpha it was laid with. */
export interface Layers {
  /** 8-bit sRGB at (x, y) of the frame, three codes from `at`. */
  colourAt(x: number, y: number): { data: Uint8Array; at: number };
  alpha: Plane;
}

export interface Fringe {
  /** Mean ΔE00 along the rim; half of what points neither toward the old background nor away from it is left out. */
  deltaE: number;
  /** Share −1..1 of it that points from the true colour to the old background's. */
  towardsBackground: number;
  /** Mean L* by which the rim is too light. */
  dL: number;
  /** The colour was multiplied by its alpha before it was saved: it fades into black. */
  premultiplied: boolean;
  /** Share 0..1 of the true rim that there is enough of to look at. */
  seen: number;
  /** ΔE00 by cell, 0 where there is no rim. */
  cells: Float32Array;
}

/** Cells to either side that make a stretch of the rim. */
const STRETCH = 1;
/** Neighbouring cells in which the old background is looked for. */
const AROUND = 3;
/** Rims beyond this many pixels are sampled evenly. */
const ENOUGH = 60000;

/**
 * Colour contamination of the rim: the matte's own colour against the true cut-out's, both laid with the lesser of the
 * two alphas on black or white, whichever is further from the old background, averaged in linear light over stretches of
 * 24 px (for the places over 8×8 cells), then CIEDE2000 · (1 + |cos|) / 2, cos being that of the angle between error and
 * old background. So an edge repainted from just inside, whose detail is not the photograph's, is told from a line of one
 * colour along it. The lesser alpha keeps a matte that reaches too far from counting twice.
 */
export function fringeOf(
  mine: Layers,
  truth: Layers,
  rim: Int32Array,
  oldBackground: Cells,
  isBackground: Float32Array,
): Fringe {
  const { width, height } = truth.alpha;
  const { columns, rows } = cellGrid({ width, height });
  const ground = meanLightness(oldBackground, isBackground) > 50 ? 0 : 255;
  const sums = new Float64Array(columns * rows * 6);
  const weight = new Float64Array(columns * rows);
  const tone = { straight: 0, multiplied: 0, count: 0 };
  let [compared, all] = [0, 0];
  const step = Math.max(1, Math.floor(rim.length / ENOUGH));
  for (let k = 0; k < rim.length; k += step) {
    const i = rim[k]!;
    const [a, b] = [mine.alpha.data[i]!, truth.alpha.data[i]!];
    all += b;
    const least = Math.min(a, b);
    if (least < 13) continue;
    compared += least;
    const x = i % width;
    const y = (i - x) / width;
    const [p, q] = [mine.colourAt(x, y), truth.colourAt(x, y)];
    const cell = (y >> 3) * columns + (x >> 3);
    weight[cell]!++;
    const behind = (1 - least / 255) * ground;
    for (let c = 0; c < 3; c++) {
      const [f, g] = [(p.data[p.at + c]! - 255 + a) / a, (q.data[q.at + c]! - 255 + b) / b];
      sums[cell * 6 + c]! += linear(f * least + behind);
      sums[cell * 6 + 3 + c]! += linear(g * least + behind);
      if (a < 40 || a > 215 || b < 40 || b > 215) continue;
      tone.straight += Math.abs(f - g);
      tone.multiplied += Math.abs(f - (g * a) / 255);
      tone.count++;
    }
  }
  const found: Fringe = {
    deltaE: 0,
    towardsBackground: 0,
    dL: 0,
    premultiplied: tone.straight > 0.03 * tone.count && tone.multiplied < 0.5 * tone.straight,
    seen: all > 0 ? (compared * 1) / all : 1,
    cells: new Float32Array(columns * rows),
  };
  let total = 0;
  for (let cell = 0; cell < weight.length; cell++) {
    const w = weight[cell]!;
    if (w === 0) continue;
    found.cells[cell] = averaged(sums, weight, [cell]).deltaE;
    const { lab, deltaE } = averaged(sums, weight, stretchOf(cell, columns, rows));
    const cosine = along(lab, behindCell(cell, columns, rows, oldBackground, isBackground));
    const counted = (deltaE * (1 + Math.abs(cosine))) / 2;
    total += w;
    found.deltaE += w * counted;
    found.dL += w * (lab[0]! - lab[3]!);
    found.towardsBackground += w * counted * cosine;
  }
  if (total > 0) {
    found.towardsBackground = found.deltaE > 0 ? found.towardsBackground / found.deltaE : 0;
    found.deltaE /= total;
    found.dL /= total;
  }
  return found;
}

/** The cells around one that belong to its stretch of the rim; those without any weigh nothing. */
function stretchOf(cell: number, columns: number, rows: number): number[] {
  const row = Math.floor(cell / columns);
  const column = cell - row * columns;
  const cells: number[] = [];
  for (let y = Math.max(0, row - STRETCH); y <= Math.min(rows - 1, row + STRETCH); y++)
    for (let x = Math.max(0, column - STRETCH); x <= Math.min(columns - 1, column + STRETCH); x++)
      cells.push(y * columns + x);
  return cells;
}

/** L*a*b* of mine and of the truth, averaged over cells, and their ΔE00. */
function averaged(
  sums: Float64Array,
  weight: Float64Array,
  cells: readonly number[],
): { lab: Float32Array; deltaE: number } {
  const mean = new Float64Array(6);
  let n = 0;
  for (const cell of cells) {
    n += weight[cell]!;
    for (let c = 0; c < 6; c++) mean[c]! += sums[cell * 6 + c]!;
  }
  const lab = new Float32Array(6);
  linearArrayToLab(
    mean.map((v) => v / n),
    lab,
    2,
    0,
  );
  const deltaE = new Float32Array(1);
  ciede2000At(lab.subarray(0, 3), lab.subarray(3), 0, deltaE, 0);
  return { lab, deltaE: deltaE[0]! };
}

const linear = (code: number): number => LINEAR[Math.min(255, Math.max(0, Math.round(code)))]!;

function meanLightness({ lab }: Cells, isBackground: Float32Array): number {
  let [sum, n] = [0, 0];
  for (let i = 0; i < isBackground.length; i++) {
    sum += isBackground[i]! * lab[i * 3]!;
    n += isBackground[i]!;
  }
  return n > 0 ? sum / n : 100;
}

/** L*a*b* of the old background near a cell, or null. */
function behindCell(
  cell: number,
  columns: number,
  rows: number,
  { lab }: Cells,
  isBackground: Float32Array,
): [number, number, number] | null {
  const row = Math.floor(cell / columns);
  const column = cell - row * columns;
  const sum: [number, number, number] = [0, 0, 0];
  let n = 0;
  for (let y = Math.max(0, row - AROUND); y <= Math.min(rows - 1, row + AROUND); y++)
    for (let x = Math.max(0, column - AROUND); x <= Math.min(columns - 1, column + AROUND); x++) {
      const i = y * columns + x;
      if (isBackground[i]! < 1) continue;
      n++;
      for (let c = 0; c < 3; c++) sum[c]! += lab[i * 3 + c]!;
    }
  return n > 0 ? [sum[0] / n, sum[1] / n, sum[2] / n] : null;
}

/** Cosine between the rim's error and the way from the true colour to the old background. */
function along(lab: Float32Array, behind: [number, number, number] | null): number {
  if (!behind) return 0;
  let [dot, error, way] = [0, 0, 0];
  for (let c = 0; c < 3; c++) {
    const [e, w] = [lab[c]! - lab[3 + c]!, behind[c]! - lab[3 + c]!];
    dot += e * w;
    error += e * e;
    way += w * w;
  }
  return error > 0 && way > 0 ? dot / Math.sqrt(error * way) : 0;
}

/** 1 for cells that lie wholly on the background of a true matte. */
export function backgroundCells({ width, height, data }: Plane): Float32Array {
  const { columns, rows } = cellGrid({ width, height });
  const out = new Float32Array(columns * rows).fill(1);
  for (let i = 0; i < data.length; i++) {
    if (data[i]! <= 2) continue;
    const x = i % width;
    out[Math.floor((i - x) / width / CELL) * columns + Math.floor(x / CELL)] = 0;
  }
  return out;
}
