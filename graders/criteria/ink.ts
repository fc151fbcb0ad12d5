import { z } from 'zod';
import { inkAxis, meanTint, type InkAxis } from '../metrics/ink-tint.ts';
import type { Patch } from '../regions.ts';
import { castName, rounded } from './direction.ts';
import type { Context, Finding, Kind, MeasuredPlace, Measurement, Verdict } from './types.ts';

const Params = z.strictObject({
  /** C*ab that costs nothing, and at which nothing is left. */
  tolerance: z.number().nonnegative().default(2),
  limit: z.number().positive().default(6.5),
});
type Params = z.infer<typeof Params>;

/** A place that is off by more is shown. */
const SEEN = 3;

/** What goes beyond the ink may be bolder lettering as well, so half of it counts. */
const BEYOND = 0.5;

/**
 * Colour of lettering, whatever its shape: the difference Δ of mean a*b* from the reference's in the worst connected
 * patch of ink. With u the way from the colour around it to the ink's, what lies along −u costs nothing (letters that
 * are thinner, softer, misplaced by a pixel or saved with half the chroma are mixtures of the two), what lies along +u
 * half, what lies across u in full: √((Δ × u)² + (max(0, Δ · u) / 2)²). Unit C*ab, 0 = alike. Lightness plays no part:
 * `structure` reads it. Absolute. Mixtures of two lights lie on one line (Grassmann 1853), in a*b* nearly.
 */
export const ink: Kind<Params> = {
  kind: 'ink',
  params: Params,
  region: 'required',
  protects: false,
  reads: { reference: ['pixels'], start: ['pixels'] },
  measure,
  explain,
  codes: {
    'ink.matches': [],
    'ink.close': ['amount', 'toward'],
    'ink.off': ['amount', 'toward', 'away'],
    'ink.place': ['toward'],
  },
};

interface PatchTint {
  patch: Patch;
  distance: number;
  /** Δa*, Δb* that are charged. */
  a: number;
  b: number;
}

function measure({ attempt, reference, region }: Context, { tolerance, limit }: Params): Measurement {
  const axis = inkAxis(reference.cells, region!);
  const tints = region!.patches
    .map((patch) => compare(patch, meanTint(attempt.cells, patch), meanTint(reference.cells, patch), axis))
    .sort((p, q) => q.distance - p.distance);
  const worst = tints[0] ?? { distance: 0, a: 0, b: 0 };
  const places = tints.filter(({ distance }) => distance > SEEN).map(placeOf);
  return {
    terms: { tint: { distance: worst.distance, tolerance, limit } },
    value: rounded(worst.distance),
    unit: 'C*ab',
    target: 0,
    display: { term: 'tint', factor: 1 },
    facts: { a: worst.a, b: worst.b },
    places,
    evidence: places.length > 0 ? [{ draw: 'places', places }] : [],
  };
}

type Tint = readonly [number, number];

function compare(patch: Patch, mine: Tint, theirs: Tint, [u, v]: InkAxis): PatchTint {
  const [da, db] = [mine[0] - theirs[0], mine[1] - theirs[1]];
  const along = da * u + db * v;
  const free = along - Math.max(0, along) * BEYOND;
  const [a, b] = [da - free * u, db - free * v];
  return { patch, distance: Math.hypot(a, b), a, b };
}

const placeOf = ({ patch, distance, a, b }: PatchTint): MeasuredPlace => ({
  ...patch.box,
  value: rounded(distance),
  code: 'ink.place',
  params: { toward: castName(a, b) },
});

function explain({ facts, value }: Measurement, verdict: Verdict): Finding[] {
  if (verdict.score >= 85) return [{ code: 'ink.matches', params: {} }];
  const [a, b] = [facts.a!, facts.b!];
  const params = { amount: value, toward: castName(a, b) };
  if (verdict.pass) return [{ code: 'ink.close', params }];
  return [{ code: 'ink.off', params: { ...params, away: castName(-a, -b) } }];
}
