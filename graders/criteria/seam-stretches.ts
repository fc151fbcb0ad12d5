import { ciede2000 } from '../colour/ciede2000.ts';
import { edgeBand, type EdgeBand } from '../metrics/edge-band.ts';
import { gradientDissimilarity, seamProfiles, steepness, type Profiles } from '../metrics/seam-profile.ts';
import type { Box } from '../pixels/types.ts';
import type { Region } from '../regions.ts';
import type { Context } from './types.ts';

/** What a stretch of the edge, about 32 px long, shows against the reference. */
export interface Stretch {
  /** Its number in the band. */
  n: number;
  /** Around its pixels. */
  box: Box;
  /** Pixels of the band, as its weight. */
  pixels: number;
  /** 0 alike … 2. */
  gradient: number;
  /** ΔE00 of the inside to the colour it should have beside this outside; and the same signed. */
  step: number;
  dL: number;
  da: number;
  db: number;
  /** Steepest step across the edge, L* a px: of the attempt, and of the reference. */
  steep: number;
  steepTarget: number;
}

export interface Seam {
  stretches: Stretch[];
  band: EdgeBand;
  mine: Profiles;
  theirs: Profiles;
}

export function seamOf(context: Context, width: number): Seam {
  const band = uncoveredLeftOut(bandOf(context.region!, context, width), context);
  const mine = seamProfiles(context.attempt.luma, band);
  const theirs = seamProfiles(context.reference.luma, band);
  const sides = {
    mine: new Float64Array(band.stretches * SIDES),
    theirs: new Float64Array(band.stretches * SIDES),
  };
  const boxes = gather(context, band, sides.mine, sides.theirs);
  const stretches = boxes.flatMap(({ box, pixels }, n): Stretch[] => {
    if (pixels === 0) return [];
    const own = stepAt(sides.mine, n) ?? greyStep(mine, n);
    const wanted = stepAt(sides.theirs, n) ?? greyStep(theirs, n);
    if (!own || !wanted) return [];
    const [dL, da, db] = [0, 1, 2].map((c) => own.step[c]! - wanted.step[c]!) as Triple;
    const should = [0, 1, 2].map((c) => own.outside[c]! + wanted.step[c]!) as Triple;
    const is = [0, 1, 2].map((c) => own.outside[c]! + own.step[c]!) as Triple;
    return [
      {
        n,
        box,
        pixels,
        gradient: gradientDissimilarity(mine, theirs, n),
        step: ciede2000(is, should),
        dL,
        da,
        db,
        steep: steepness(mine, n),
        steepTarget: steepness(theirs, n),
      },
    ];
  });
  return { stretches, band, mine, theirs };
}

type Triple = [number, number, number];

/** Of every stretch: weight, L*, a*, b* inside, then the same outside. */
const SIDES = 8;
/** Share of a cell from which it stands for its side alone. */
const PURE = 0.95;

/** Sums the cells of the band that lie wholly on one side, and finds where each stretch lies. */
function gather(
  { attempt, reference, region, width }: Context,
  { pixels, distance, stretch, stretches }: EdgeBand,
  mine: Float64Array,
  theirs: Float64Array,
): { box: Box; pixels: number }[] {
  const { columns } = attempt.cells;
  const bounds = Array.from({ length: stretches }, () => ({
    left: Infinity,
    top: Infinity,
    right: 0,
    bottom: 0,
    n: 0,
  }));
  for (let k = 0; k < pixels.length; k++) {
    const x = pixels[k]! % width;
    const y = (pixels[k]! - x) / width;
    const n = stretch[k]!;
    const bound = bounds[n]!;
    bound.left = Math.min(bound.left, x);
    bound.top = Math.min(bound.top, y);
    bound.right = Math.max(bound.right, x + 1);
    bound.bottom = Math.max(bound.bottom, y + 1);
    bound.n++;
    const cell = (y >> 3) * columns + (x >> 3);
    const within = distance[k]! > 0;
    const share = within ? region!.cells[cell]! : 1 - region!.cells[cell]!;
    if (share < PURE) continue;
    const at = n * SIDES + (within ? 0 : 4);
    mine[at]!++;
    theirs[at]!++;
    for (let c = 0; c < 3; c++) {
      mine[at + 1 + c]! += attempt.cells.lab[cell * 3 + c]!;
      theirs[at + 1 + c]! += reference.cells.lab[cell * 3 + c]!;
    }
  }
  return bounds.map(({ left, top, right, bottom, n }) => ({
    box: { x: left, y: top, width: right - left, height: bottom - top },
    pixels: n,
  }));
}

/** Colour outside, and the step from there to the inside; null where one side has no cell of its own. */
interface Step {
  outside: Triple;
  step: Triple;
}

function stepAt(sums: Float64Array, n: number): Step | null {
  const at = n * SIDES;
  if (sums[at] === 0 || sums[at + 4] === 0) return null;
  const outside = [1, 2, 3].map((c) => sums[at + 4 + c]! / sums[at + 4]!) as Triple;
  const step = [1, 2, 3].map((c) => sums[at + c]! / sums[at]! - outside[c - 1]!) as Triple;
  return { outside, step };
}

/** From the profile, in lightness alone: what is left where the mask is thinner than two cells. */
function greyStep({ width, lightness }: Profiles, n: number): Step | null {
  const side = (from: number): number => {
    const there = lightness.subarray(from, from + width).filter((v) => !Number.isNaN(v));
    return there.reduce((sum, v) => sum + v, 0) / there.length;
  };
  const outside = side(n * 2 * width);
  const inside = side(n * 2 * width + width);
  if (Number.isNaN(outside + inside)) return null;
  return { outside: [outside, 0, 0], step: [inside - outside, 0, 0] };
}

/** The same for every learner: kept with the region, by width. */
const known = new WeakMap<Region, Map<number, EdgeBand>>();

function bandOf(region: Region, frame: { width: number; height: number }, width: number): EdgeBand {
  const kept = known.get(region) ?? new Map<number, EdgeBand>();
  known.set(region, kept);
  const band = kept.get(width) ?? edgeBand(region.patches, frame, width);
  kept.set(width, band);
  return band;
}

function uncoveredLeftOut(band: EdgeBand, { covered, width, attempt }: Context): EdgeBand {
  if (!covered) return band;
  const { columns } = attempt.cells;
  const keep = (k: number): boolean => {
    const i = band.pixels[k]!;
    return covered[(Math.floor(i / width) >> 3) * columns + ((i % width) >> 3)]! > 0;
  };
  return {
    ...band,
    pixels: band.pixels.filter((_, k) => keep(k)),
    distance: band.distance.filter((_, k) => keep(k)),
    stretch: band.stretch.filter((_, k) => keep(k)),
  };
}
