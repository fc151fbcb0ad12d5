import { z } from 'zod';
import { fineStructure, type FineStructure } from '../metrics/fine-structure.ts';
import { percent, rounded } from './direction.ts';
import { largestPatch, worstPlaces } from './places.ts';
import { protectedCells } from './protected-cells.ts';
import { protectFinding, spotPlace } from './protect-remarks.ts';
import type { Context, Kind, MeasuredPlace, Measurement } from './types.ts';
import { meet, standsOut, worstSpot } from './worst-spot.ts';

const Params = z.strictObject({
  /** ΔE00 by which a cell may differ from the start before it counts as changed. */
  deltaE: z.number().positive().default(3),
  /** Cells around the region that count as part of it, for soft brushes. */
  margin: z.int().min(0).max(8).default(1),
  /** Share of the protected cells changed at which nothing of the total is left. */
  limit: z.number().positive().max(1).default(0.05),
  /** Mean ΔE00 of the protected cells at which nothing of the total is left. */
  drift: z.number().positive().default(3),
  /** 1 − SSIM inside the cells, or inside those with texture, at which nothing of the total is left. */
  texture: z.number().positive().max(1).default(0.1),
  /** The same in the worst square of 128 pixels. */
  spot: z.number().positive().max(1).default(0.25),
  /** Share of the frame that one changed patch fills at which nothing of the total is left: about 45 pixels square in 2 megapixels. */
  mark: z.number().positive().max(1).default(0.001),
});
type Params = z.infer<typeof Params>;

/** 1 − SSIM inside a cell from which it counts as changed, from twice as much in full: no allowed way of saving comes near. */
const REDRAWN = 0.4;

/** How many times what counts as changed is worth pointing at, and how many times `deltaE` leaves no doubt. */
const PLAIN = 1.5;
const CERTAIN = 3;

/** Variance of luma, in levels squared at half the size, from which a cell has a texture that can be lost. */
const TEXTURED = 36;

/** Share of the protected cells with texture from which they say something of the picture. */
const ENOUGH = 0.005;

/** A fraction of the limits from which a mean is worth a picture. */
const SHOWN = 6;

/**
 * What the brief left alone must stay: the share of 8×8 cells outside the region whose mean colour moved by more than
 * `deltaE` from the start (in full from three times as much, since saving alone moves some by a little more), or whose
 * inside is another; the mean ΔE00 of all of them, which sees what moves everything by less; and mean 1 − SSIM inside
 * them, or inside those with texture where it is more, which sees what roughens or softens everything; the same mean in the
 * worst square of 128 pixels, which sees one object blurred or sharpened; and the share of the frame in the largest patch that
 * is changed beyond doubt. The worst of the five multiplies the total by clamp01(1 − (q − tolerance)/(limit − tolerance)), so that damage cannot be bought back. Units:
 * share 0..1, shown in per cent; ΔE00; 0..2.
 */
export const protect: Kind<Params> = {
  kind: 'protect',
  params: Params,
  region: 'required',
  protects: true,
  reads: { start: ['half'] },
  measure,
  explain: protectFinding,
  codes: {
    'protect.clean': [],
    'protect.slight': ['amount'],
    'protect.slight-marked': ['deltaE', 'places'],
    'protect.slight-drift': ['deltaE'],
    'protect.slight-softer': ['amount'],
    'protect.slight-rougher': ['amount'],
    'protect.slight-redrawn': ['amount'],
    'protect.marked': ['deltaE', 'places'],
    'protect.harmed': ['amount', 'places'],
    'protect.harmed-all': ['amount'],
    'protect.drifted': ['deltaE'],
    'protect.softened': ['amount'],
    'protect.roughened': ['amount'],
    'protect.redrawn': ['amount'],
    'protect.slight-spot': [],
    'protect.spot-softer': ['amount'],
    'protect.spot-rougher': ['amount'],
    'protect.spot-redrawn': ['amount'],
    'protect.place': ['amount'],
    'protect.place-redrawn': ['amount'],
    'protect.place-softer': ['amount'],
    'protect.place-rougher': ['amount'],
  },
};

function measure(
  context: Context,
  { deltaE, margin, limit, drift, texture, spot, mark }: Params,
): Measurement {
  const { columns, rows } = context.attempt.cells;
  const { covered, fromStart } = context;
  const kept = protectedCells(context.region!.cells, columns, rows, margin);
  const outside = covered ? kept.map((weight, i) => weight * covered[i]!) : kept;
  const inside = fineStructure(context.attempt.pixels, context.start.half);
  const marks = { excess: new Float32Array(outside.length), map: new Float32Array(outside.length) };
  const tally: Tally = {
    cells: 0,
    changed: 0,
    recoloured: 0,
    moved: 0,
    textured: 0,
    unlikeTextured: 0,
    unlike: 0,
    unlikeChanged: 0,
    energy: 0,
    startEnergy: 0,
  };
  for (let row = 0; row < rows; row++)
    addRow({ fromStart, outside, inside, deltaE }, row * columns, (row + 1) * columns, tally, marks);
  const { cells, changed, moved, textured, startEnergy } = tally;
  const share = cells > 0 ? changed / cells : 0;
  const mean = cells > 0 ? moved / cells : 0;
  const lost = textured > cells * ENOUGH ? tally.unlikeTextured / textured : 0;
  const unlike = cells > 0 ? Math.max(lost, tally.unlike / cells) : 0;
  const worst = worstSpot(inside, outside, columns, TEXTURED, context);
  const largest = largestPatch(marks.excess, columns, CERTAIN * deltaE);
  const shows =
    changed > 0 || mean > drift / SHOWN || unlike > texture / SHOWN || worst.unlike > spot / SHOWN;
  const found =
    changed > 0 ? worstPlaces(marks.excess, outside, context.attempt.cells, deltaE / 16, context) : [];
  const places = found.flatMap((place): MeasuredPlace[] => {
    const amount = rounded(peak(fromStart, place, columns));
    if (amount > PLAIN * deltaE) return [{ ...place, code: 'protect.place', params: { amount } }];
    const redrawn = peak(inside.unlike, place, columns);
    if (redrawn < PLAIN * REDRAWN) return [];
    return [{ ...place, code: 'protect.place-redrawn', params: { amount: percent(Math.min(1, redrawn)) } }];
  });
  if (
    worst.unlike > spot / SHOWN &&
    standsOut(worst.unlike, unlike) &&
    !places.some((place) => meet(place, worst.box!))
  )
    places.push(spotPlace(worst));
  return {
    terms: {
      outside: { distance: share, limit },
      drift: { distance: mean, limit: drift },
      texture: { distance: unlike, limit: texture },
      spot: { distance: worst.unlike, limit: spot },
      mark: { distance: largest / outside.length, limit: mark },
    },
    value: percent(share),
    unit: '%',
    target: 0,
    display: { term: 'outside', factor: 100 },
    facts: {
      share,
      mean,
      unlike,
      energy: startEnergy > 0 ? tally.energy / startEnergy : 1,
      spot: worst.unlike,
      spotEnergy: worst.energy,
      places: places.length,
      most: rounded(Math.max(0, ...places.map((place) => peak(fromStart, place, columns)))),
      /** Share of the changed cells whose colour is another. */
      recoloured: changed > 0 ? tally.recoloured / changed : 0,
      /** Share of what is unlike that lies in changed cells. */
      local: tally.unlike > 0 ? tally.unlikeChanged / tally.unlike : 0,
    },
    places,
    evidence: shows ? [{ draw: 'change-map', delta: marks.map }] : [],
  };
}

/** Sums over the protected cells. */
interface Tally {
  cells: number;
  /** Cells whose colour or inside is another, by how surely, and those of another colour. */
  changed: number;
  recoloured: number;
  /** ΔE00. */
  moved: number;
  /** Cells with a texture, and 1 − SSIM over these. */
  textured: number;
  unlikeTextured: number;
  /** 1 − SSIM, and the part of it in changed cells. */
  unlike: number;
  unlikeChanged: number;
  energy: number;
  startEnergy: number;
}

interface Seen {
  fromStart: Float32Array;
  outside: Float32Array;
  inside: FineStructure;
  deltaE: number;
}

/** Adds some cells; writes how far the changed ones are off, in ΔE00, and how strongly each is drawn. */
function addRow(
  { fromStart, outside, inside, deltaE }: Seen,
  from: number,
  to: number,
  tally: Tally,
  { excess, map }: { excess: Float32Array; map: Float32Array },
): void {
  for (let i = from; i < to; i++) {
    if (outside[i] === 0) continue;
    const moved = fromStart[i]!;
    // What the attempt covers in part has no inside to compare.
    const unlike = outside[i]! < 1 ? 0 : inside.unlike[i]!;
    const off = Math.max(moved / deltaE, unlike / REDRAWN);
    tally.cells++;
    tally.moved += moved;
    tally.unlike += unlike;
    tally.energy += inside.energy[i]!;
    tally.startEnergy += inside.targetEnergy[i]!;
    if (off > 1) tally.unlikeChanged += unlike;
    if (inside.targetEnergy[i]! > TEXTURED) {
      tally.textured++;
      tally.unlikeTextured += unlike;
    }
    map[i] = Math.min(1, off / 4);
    if (off <= 1) continue;
    const weight = Math.min(1, Math.max((moved / deltaE - 1) / (CERTAIN - 1), unlike / REDRAWN - 1));
    tally.changed += weight;
    if (moved > deltaE) tally.recoloured += weight;
    excess[i] = off * deltaE;
  }
}

function peak(
  values: Float32Array,
  box: { x: number; y: number; width: number; height: number },
  columns: number,
): number {
  let best = 0;
  for (let y = box.y >> 3; y < (box.y + box.height) >> 3; y++)
    for (let x = box.x >> 3; x < (box.x + box.width) >> 3; x++)
      best = Math.max(best, values[y * columns + x] ?? 0);
  return best;
}
