import { z } from 'zod';
import { CELL } from '../metrics/cells.ts';
import { BLOCK } from '../metrics/ssim-blocks.ts';
import { ssimMap, windowsOf, type Needed, type SsimMap } from '../metrics/ssim.ts';
import { halfPlane } from '../pixels/half-plane.ts';
import { halved } from '../pixels/halve.ts';
import type { Patch, Region } from '../regions.ts';
import { percent } from './direction.ts';
import { halfRegion } from './half-scale.ts';
import { COMPARES_LUMA } from './luma.ts';
import { worstPlaces, type Outlier } from './places.ts';
import type { Context, Finding, Kind, Measurement, Verdict } from './types.ts';
import { cellWeights } from './weights.ts';

const Params = z.strictObject({
  /** 1 − SSIM at which nothing is left, for a guard where the start is already right; otherwise the start's distance. */
  limit: z.number().positive().max(1).optional(),
  /** 2 compares at half the size, where fine type and grain survive whatever they are saved as. */
  scale: z.union([z.literal(1), z.literal(2)]).default(1),
  /** 1 − SSIM of the region's worst connected patch at which nothing is left: a letter or a rule that is gone. */
  each: z.number().positive().max(1).optional(),
});
type Params = z.infer<typeof Params>;

/**
 * Structure of the luma against the reference: 1 − mean SSIM over 8×8 windows at stride 4, weighted by how much of a
 * window lies in the region; with `scale: 2` of both pictures at half the size. 0 = alike; sees blur, smear and lost
 * texture, hardly sees a grade. With `each` also the same of the connected patch that is worst, over the cells it lies
 * in, so that one letter or rule that is missing is not lost among those that stand.
 * Wang, Bovik, Sheikh & Simoncelli 2004.
 */
export const structure: Kind<Params> = {
  kind: 'structure',
  params: Params,
  ...COMPARES_LUMA,
  measure,
  explain,
  codes: {
    'structure.kept': [],
    'structure.kept-nearly': ['amount'],
    'structure.changed': ['amount'],
    'structure.restored': [],
    'structure.close': ['amount'],
    'structure.worse': ['amount'],
    'structure.smeared': ['amount'],
    'structure.busy': ['amount'],
    'structure.differs': ['amount'],
    'structure.missing': ['amount'],
    'structure.place': ['amount'],
  },
};

function measure(context: Context, { limit, scale, each }: Params): Measurement {
  const { attempt, reference, region } = context;
  const compared =
    scale === 2
      ? { picture: halved(attempt.pixels), target: halfPlane(reference.luma) }
      : { picture: attempt.pixels, target: reference.luma };
  const needed = region && scale === 2 ? halfRegion(region, context) : region;
  const map = ssimMap(compared.picture, compared.target, needed);
  const distance = dissimilarity(map, compared.target.width, needed, scale, context);
  const cells = cellDissimilarity(map, attempt.cells, region, scale);
  const worst = each !== undefined && region ? worstPatch(cells, region, attempt.cells.columns) : null;
  const threshold = Math.max(0.15, distance * 1.5);
  const places = worstPlaces(cells, cellWeights(context), attempt.cells, threshold, context);
  return {
    terms: {
      dissimilarity: { distance, limit },
      ...(worst ? { worst: { distance: worst.distance, limit: each } } : {}),
    },
    value: percent(1 - distance),
    unit: '% alike',
    target: 100,
    display: { term: 'dissimilarity', factor: 100 },
    facts: { distance, energy: energyOf(map), worst: worst?.distance ?? 0 },
    places: withPatch(places, worst).map((place) => ({
      ...place,
      code: 'structure.place',
      params: { amount: percent(1 - place.value) },
    })),
    evidence: [{ draw: 'change-map', delta: cells }],
  };
}

/** Pixels from which a patch is more than a crumb of a stroke. */
const STROKE = 16;

interface WorstPatch {
  patch: Patch;
  distance: number;
}

/** The connected patch that is least alike: the mean of its cells' 1 − SSIM, by their share in the region. */
function worstPatch(cells: Float32Array, region: Region, columns: number): WorstPatch | null {
  let worst: WorstPatch | null = null;
  for (const patch of region.patches) {
    if (patch.pixels < STROKE) continue;
    const { x, y, width, height } = patch.box;
    let [sum, weight] = [0, 0];
    for (let row = y >> 3; row * CELL < y + height; row++)
      for (let column = x >> 3; column * CELL < x + width; column++) {
        const share = region.cells[row * columns + column]!;
        sum += share * cells[row * columns + column]!;
        weight += share;
      }
    if (weight > 0 && (!worst || sum / weight > worst.distance)) worst = { patch, distance: sum / weight };
  }
  return worst;
}

/** 1 − SSIM of a patch from which it is worth pointing at. */
const MISSING = 0.3;

/** The places, the worst patch before them where it is plain. */
const withPatch = (places: readonly Outlier[], worst: WorstPatch | null): readonly Outlier[] =>
  worst && worst.distance > MISSING
    ? [{ ...worst.patch.box, value: Math.min(1, worst.distance) }, ...places]
    : places;

/** 1 − mean SSIM, weighted by how many pixels of the region a window holds and whether it is covered. */
function dissimilarity(
  { columns, rows, values }: SsimMap,
  width: number,
  needed: Needed | null,
  scale: number,
  { covered, attempt }: Context,
): number {
  const sums = new Float64Array(2);
  const perRow = Math.ceil(width / BLOCK);
  for (let y = 0; y < rows; y++) {
    const [from, to] = needed ? windowsOf(needed, y, columns) : [0, columns];
    const weighed: Weighed = {
      values: values.subarray(y * columns, (y + 1) * columns),
      blocks: needed ? needed.blocks.subarray(y * perRow, (y + 2) * perRow) : null,
      perRow,
      covered: covered && covered.subarray(((y * scale) >> 1) * attempt.cells.columns),
      scale,
    };
    addWindows(weighed, from, to, sums);
  }
  const [total, alike] = sums as unknown as [number, number];
  return total > 0 ? 1 - alike / total : 0;
}

/** One row of windows, and what weighs them. */
interface Weighed {
  values: Float32Array;
  /** Two rows of blocks of the region, `perRow` a row; null is the whole frame. */
  blocks: Uint8Array | null;
  perRow: number;
  /** The row of cells that the windows lie on. */
  covered: Float32Array | null;
  scale: number;
}

/** Adds weights, and values by their weights; a function of its own so that it is compiled as a whole. */
function addWindows(
  { values, blocks, perRow, covered, scale }: Weighed,
  from: number,
  to: number,
  sums: Float64Array,
): void {
  for (let x = from; x < to; x++) {
    let w = blocks ? blocks[x]! + blocks[x + 1]! + blocks[x + perRow]! + blocks[x + perRow + 1]! : 64;
    if (covered) w *= covered[(x * scale) >> 1]!;
    sums[0]! += w;
    sums[1]! += w * values[x]!;
  }
}

/** Fine structure of the picture over that of the target; two codes of deviation in both keep flat regions alike. */
const energyOf = ({ energy, targetEnergy, measured }: SsimMap): number =>
  measured > 0 ? (energy / measured + 4) / (targetEnergy / measured + 4) : 1;

/** 1 − SSIM per cell of the region, from the window that lies on it. */
function cellDissimilarity(
  { columns, rows, values }: SsimMap,
  grid: { columns: number; rows: number },
  region: Region | null,
  scale: number,
): Float32Array {
  const out = new Float32Array(grid.columns * grid.rows);
  if (columns === 0 || rows === 0) return out;
  for (let row = 0; row < grid.rows; row++) {
    const line = values.subarray(Math.min(rows - 1, (row * 2) / scale) * columns);
    fillLine(out, row * grid.columns, grid.columns, line, columns - 1, 2 / scale, region?.cells);
  }
  return out;
}

/** One row of cells, a function of its own so that it is compiled as a whole. */
function fillLine(
  out: Float32Array,
  first: number,
  count: number,
  values: Float32Array,
  last: number,
  step: number,
  inside: Float32Array | undefined,
): void {
  for (let column = 0, i = first; column < count; column++, i++)
    if (!inside || inside[i]! > 0) out[i] = Math.max(0, 1 - values[Math.min(last, column * step)]!);
}

/** Points by which the worst patch stands below the whole where it is the reason. */
const MUCH = 10;

function explain({ facts, terms }: Measurement, verdict: Verdict): Finding[] {
  const amount = percent(1 - facts.distance!);
  const guard = terms.dissimilarity!.limit !== undefined;
  if (verdict.score >= 85) return [{ code: guard ? 'structure.kept' : 'structure.restored', params: {} }];
  if (!verdict.pass && (verdict.terms.worst ?? 100) < (verdict.terms.dissimilarity ?? 100) - MUCH)
    return [{ code: 'structure.missing', params: { amount: percent(1 - Math.min(1, facts.worst!)) } }];
  const findings: Finding[] = [];
  if (!guard && verdict.unclamped < -5) findings.push({ code: 'structure.worse', params: { amount } });
  if (facts.energy! < 0.6)
    findings.push({ code: 'structure.smeared', params: { amount: percent(1 - facts.energy!) } });
  else if (facts.energy! > 1.8)
    findings.push({ code: 'structure.busy', params: { amount: percent(facts.energy! - 1) } });
  if (findings.length > 0) return findings;
  if (guard)
    return [{ code: verdict.pass ? 'structure.kept-nearly' : 'structure.changed', params: { amount } }];
  return [{ code: verdict.pass ? 'structure.close' : 'structure.differs', params: { amount } }];
}
