import { z } from 'zod';
import { CELL } from '../metrics/cells.ts';
import { blockTones, rangesOf, type Ranges } from '../metrics/range-nearby.ts';
import { BLOCK } from '../metrics/ssim-blocks.ts';
import { release } from '../pixels/release.ts';
import { crop, type Tiles } from '../pixels/tiles.ts';
import type { Box } from '../pixels/types.ts';
import { closeUp, type Patch, type Region } from '../regions.ts';
import { rounded } from './direction.ts';
import { groups } from './places.ts';
import type { Context, Finding, Kind, MeasuredPlace, Measurement, Verdict } from './types.ts';

const Params = z.strictObject({
  /** Codes of 255 that cost nothing: what honest material from elsewhere goes beyond its surroundings by. */
  tolerance: z.number().nonnegative(),
  /** Codes at which nothing is left. */
  limit: z.number().positive(),
  /** Pixels around a block among which the reference may show what the attempt shows in it. */
  reach: z.int().min(BLOCK).max(64).default(16),
});
type Params = z.infer<typeof Params>;

/** Places named. */
const MOST = 6;

/**
 * Nothing stands in the region that the reference does not show nearby: by how much the strongest 4×4 block lies
 * outside the range that the reference's blocks have within `reach` pixels, in luma, red − green or yellow − blue.
 * A fill from elsewhere, a joint that is a little off and other grain lie inside that range; a dot, a hair or a grain
 * left behind does not, and is not thinned by what is right around it. Only blocks wholly inside the region count.
 * Unit codes of 255, 0 = within. Absolute. Morphological opening and closing after Serra 1982, as ranges.
 */
export const specks: Kind<Params> = {
  kind: 'specks',
  params: Params,
  region: 'required',
  protects: false,
  reads: { reference: ['pixels'] },
  measure,
  explain,
  codes: {
    'specks.none': [],
    'specks.faint': ['amount'],
    'specks.left': ['count', 'amount'],
    'specks.place-dark': ['amount'],
    'specks.place-light': ['amount'],
    'specks.place-colour': ['amount'],
  },
};

/** By how many codes a block lies outside the range nearby, and on which side. */
interface Excess {
  columns: number;
  /** Of the first block of the patch, in blocks of the frame. */
  left: number;
  top: number;
  codes: Float32Array;
  side: Uint8Array;
}

const [DARK, LIGHT, COLOUR] = [0, 1, 2];

function measure(context: Context, { tolerance, limit, reach }: Params): Measurement {
  const { patches } = context.region!;
  const found = patches.map((patch) => excessOf(patch, context, Math.round(reach / BLOCK)));
  const strongest = found.reduce((most, { codes }) => codes.reduce((p, q) => Math.max(p, q), most), 0);
  const marks = found
    .flatMap((excess) => marksOf(excess, tolerance, context))
    .sort((p, q) => q.value - p.value);
  return {
    terms: { strongest: { distance: strongest, tolerance, limit } },
    value: rounded(strongest),
    unit: 'levels',
    target: 0,
    display: { term: 'strongest', factor: 1 },
    facts: { count: marks.length },
    places: marks.slice(0, MOST),
    evidence: marks.length > 0 ? [{ draw: 'change-map', delta: mapOf(found, context, limit) }] : [],
  };
}

/** Whole blocks over a box, inside another. */
function blocksOver({ x, y, width, height }: Box, within: Box): Box {
  const left = Math.max(Math.ceil(within.x / BLOCK), Math.floor(x / BLOCK)) * BLOCK;
  const top = Math.max(Math.ceil(within.y / BLOCK), Math.floor(y / BLOCK)) * BLOCK;
  const right = Math.min(within.x + within.width, Math.ceil((x + width) / BLOCK) * BLOCK);
  const bottom = Math.min(within.y + within.height, Math.ceil((y + height) / BLOCK) * BLOCK);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

interface Known {
  reference: Tiles;
  reach: number;
  ranges: Ranges;
  box: Box;
}
/** It is the same for every learner, for as long as patch and picture stay in memory. */
const known = new WeakMap<Patch, Known>();

function rangesAround(patch: Patch, reference: Tiles, reach: number): Known {
  const kept = known.get(patch);
  if (kept && kept.reference === reference && kept.reach === reach) return kept;
  const { box } = patch;
  const room = reach * BLOCK;
  const wider = {
    x: box.x - room,
    y: box.y - room,
    width: box.width + 2 * room,
    height: box.height + 2 * room,
  };
  const looked = blocksOver(wider, closeUp(box, reference));
  const made = {
    reference,
    reach,
    ranges: rangesOf(blockTones(crop(reference, looked)), reach),
    box: looked,
  };
  known.set(patch, made);
  return made;
}

function excessOf(
  patch: Patch,
  { attempt, reference, region, width, height }: Context,
  reach: number,
): Excess {
  const around = rangesAround(patch, reference.pixels, reach);
  const box = blocksOver(patch.box, around.box);
  const mine = crop(attempt.pixels, box);
  const { columns, rows, tones } = blockTones(mine);
  release(mine);
  const [left, top] = [box.x / BLOCK, box.y / BLOCK];
  const codes = new Float32Array(columns * rows);
  const side = new Uint8Array(columns * rows);
  const perRow = Math.ceil(width / BLOCK);
  const { ranges } = around;
  for (let row = 0, i = 0; row < rows; row++)
    for (let column = 0; column < columns; column++, i++) {
      if (!isInside(region!, left + column, top + row, perRow, height)) continue;
      const r =
        3 * ((row + top - around.box.y / BLOCK) * ranges.columns + column + left - around.box.x / BLOCK);
      for (let c = 0; c < 3; c++) {
        const value = tones[i * 3 + c]!;
        const [under, over] = [ranges.least[r + c]! - value, value - ranges.most[r + c]!];
        const off = Math.max(under, over);
        if (off <= codes[i]!) continue;
        codes[i] = off;
        side[i] = c > 0 ? COLOUR! : under > over ? DARK! : LIGHT!;
      }
    }
  return { columns, left, top, codes, side };
}

/** A block wholly inside the region. */
const isInside = ({ blocks }: Region, column: number, row: number, perRow: number, height: number): boolean =>
  row * BLOCK < height && blocks[row * perRow + column] === BLOCK * BLOCK;

const SIDES = ['dark', 'light', 'colour'] as const;

/** Connected blocks beyond the tolerance, each group a place. */
function marksOf(
  { columns, left, top, codes, side }: Excess,
  tolerance: number,
  { width, height }: Context,
): MeasuredPlace[] {
  const beyond = Uint8Array.from(codes, (v) => (v > tolerance ? 1 : 0));
  return groups(beyond, columns).map((blocks): MeasuredPlace => {
    const xs = blocks.map((i) => i % columns);
    const ys = blocks.map((i) => Math.floor(i / columns));
    const worst = blocks.reduce((p, q) => (codes[q]! > codes[p]! ? q : p));
    const x = (left + Math.min(...xs)) * BLOCK;
    const y = (top + Math.min(...ys)) * BLOCK;
    return {
      x,
      y,
      width: Math.min(width, (left + Math.max(...xs) + 1) * BLOCK) - x,
      height: Math.min(height, (top + Math.max(...ys) + 1) * BLOCK) - y,
      value: rounded(codes[worst]!),
      code: `specks.place-${SIDES[side[worst]!]!}`,
      params: { amount: rounded(codes[worst]!) },
    };
  });
}

/** The strongest block of every cell, as a share of the limit. */
function mapOf(found: readonly Excess[], { attempt }: Context, limit: number): Float32Array {
  const { columns, rows } = attempt.cells;
  const map = new Float32Array(columns * rows);
  const perCell = CELL / BLOCK;
  for (const { columns: across, left, top, codes } of found)
    codes.forEach((value, i) => {
      const row = Math.floor((top + Math.floor(i / across)) / perCell);
      const cell = row * columns + Math.floor((left + (i % across)) / perCell);
      map[cell] = Math.max(map[cell]!, Math.min(1, value / limit));
    });
  return map;
}

function explain({ facts, value }: Measurement, verdict: Verdict): Finding[] {
  if (facts.count === 0) return [{ code: 'specks.none', params: {} }];
  if (verdict.pass) return [{ code: 'specks.faint', params: { amount: value } }];
  return [{ code: 'specks.left', params: { count: facts.count!, amount: value } }];
}
