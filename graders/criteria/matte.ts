import { z } from 'zod';
import { connectivityError } from '../metrics/connectivity.ts';
import { backgroundCells, fringeOf, type Fringe } from '../metrics/fringe.ts';
import { leftInParts, signedMap } from '../metrics/matte-parts.ts';
import { gradientError, mattingErrors } from '../metrics/matting.ts';
import { summedOutline } from '../metrics/outline-whole.ts';
import { outlineShift } from '../metrics/outline.ts';
import { trimapOf, type Trimap } from '../metrics/trimap.ts';
import { pixelAt } from '../pixels/tiles.ts';
import type { Plane } from '../pixels/types.ts';
import { rounded } from './direction.ts';
import { mattePlaces, WHOLE } from './matte-places.ts';
import { matteRemarks, SEEN } from './matte-remarks.ts';
import type { Context, Kind, Measurement, Term } from './types.ts';

const Scale = z.strictObject({
  /** Default: what the allowed exports of the true cut-out differ by. */
  tolerance: z.number().nonnegative().optional(),
  limit: z.number().positive(),
});

const NAMES = [
  'holes',
  'edge',
  'offset',
  'soft',
  'fringe',
  'known',
  'parts',
  'sad',
  'mse',
  'gradient',
  'connectivity',
] as const;
type TermName = (typeof NAMES)[number];

const Params = z
  .strictObject(
    Object.fromEntries(NAMES.map((name) => [name, Scale.optional()])) as Record<
      TermName,
      z.ZodOptional<typeof Scale>
    >,
  )
  .refine((p) => NAMES.some((name) => p[name]), `at least one of ${NAMES.join(', ')}`);
type Params = z.infer<typeof Params>;

/**
 * The alpha plane of a cut-out against the true alpha (that of the reference), and the colour along its rim.
 * `holes`: mean share 0..1 of the enclosed background that is still there. `edge`: mean distance of the outline from the
 * true one, in ‰ of the longer side, shown in px. `offset`: how far the outline sits inside (a choke) or outside as a
 * whole, |mean signed distance| over the middle half of its stretches in the same unit: what wavers cancels out, what is
 * cut off or left on in places does not count.
 * `soft`: mean |α − α*| 0..1 where the truth is transparent in part. `fringe`: mean ΔE00 along the rim, twice where the
 * colour was multiplied by its alpha, which is wrong on every page. `known`: background left plus subject lost away from
 * any edge, in shares of the subject. `parts`: share of the frame's 8×8 cells
 * that are cut off, or left on, for nearly half or more of them; counts three times. `sad`, `mse`, `gradient`, `connectivity`: the errors of Rhemann et al. 2009 per
 * 1000 px of the unknown region. A file without transparency stands at every limit.
 */
export const matte: Kind<Params> = {
  kind: 'matte',
  params: Params,
  region: 'none',
  protects: false,
  reads: { reference: ['alpha', 'pixels'] },
  measure,
  explain: matteRemarks,
  codes: {
    'matte.no-alpha': ['format'],
    'matte.opaque': [],
    'matte.clean': [],
    'matte.holes-open': ['total'],
    'matte.holes-missed': ['missed', 'open', 'total'],
    'matte.edge-true': ['amount'],
    'matte.choked': ['amount', 'thin'],
    'matte.spread': ['amount', 'thin'],
    'matte.left-on': ['amount', 'share'],
    'matte.eaten': ['amount', 'share'],
    'matte.ragged': ['amount'],
    'matte.soft-kept': [],
    'matte.soft-cut': ['amount'],
    'matte.soft-solid': ['amount'],
    'matte.soft-lost': ['amount'],
    'matte.fringe-clean': [],
    'matte.fringe-background': ['amount', 'tone'],
    'matte.fringe': ['amount', 'tone'],
    'matte.premultiplied': ['amount'],
    'matte.rim-gone': [],
    'matte.left-over': ['amount'],
    'matte.body-lost': ['amount'],
    'matte.part-lost': [],
    'matte.part-left': [],
    'matte.inexact': ['amount'],
    'matte.place-hole': [],
    'matte.place-left-on': ['amount'],
    'matte.place-eaten': ['amount'],
    'matte.place-part-lost': [],
    'matte.place-part-left': [],
    'matte.place-soft': ['amount'],
    'matte.place-fringe': ['amount'],
  },
};

/** From this share of a hole's background on it counts as not cut out. */
const MISSED = 0.5;
/** Alpha codes from which a whole file is as good as opaque. */
const OPAQUE = 250;

function measure(context: Context, params: Params): Measurement {
  const { attempt, reference, width, height, file } = context;
  const { alpha: truth } = reference;
  const mine = attempt.alpha;
  const trimap = trimapFor(truth);
  const { opaque, left, map } = comparedOnce(mine, truth, trimap);
  const parts = wholeCells(map);
  const missed = new Set(left.holes.flatMap((share, n) => (share > MISSED ? [n] : [])));
  const outline = params.edge || params.offset ? outlineShift(mine, truth, trimap, missed) : [];
  const edge = summedOutline(outline);
  const fringe = params.fringe ? rimOf(context, trimap) : null;
  const permille = 1000 / Math.max(width, height);
  const { sad, mse } = mattingErrors(mine, truth, trimap.unknown);
  const distances: Record<TermName, () => number> = {
    holes: () => mean(left.holes),
    edge: () => edge.off * permille,
    offset: () => Math.abs(edge.whole) * permille,
    soft: () => left.softOff,
    // A rim that is not there has no colour to be right.
    fringe: () =>
      fringe!.seen < SEEN ? 2 * params.fringe!.limit : fringe!.deltaE * (fringe!.premultiplied ? 2 : 1),
    known: () => left.background + left.body,
    parts: () => (parts.lost + parts.left) / map.length,
    sad: () => sad,
    mse: () => mse,
    gradient: () => gradientError(mine, truth, trimap.unknown),
    connectivity: () => connectivityError(mine, truth, maskOf(trimap.unknown, truth)),
  };
  const terms: Record<string, Term> = {};
  for (const name of NAMES) {
    const scale = params[name];
    if (!scale) continue;
    const distance = distances[name]();
    terms[name] = {
      ...scale,
      distance: opaque ? Math.max(scale.limit, distance) : distance,
      ...(name === 'parts' ? { weight: 3 } : {}),
    };
  }
  const [first] = Object.keys(terms) as [TermName];
  const places = opaque
    ? []
    : mattePlaces({ mine, truth, trimap, outline, missed, fringe, map }, params, { width, height });
  return {
    terms,
    ...shown(first, first === 'fringe' ? fringe!.deltaE : terms[first]!.distance, permille, trimap, missed),
    facts: {
      alpha: file.hasAlpha ? 1 : 0,
      opaque: opaque ? 1 : 0,
      holes: trimap.holes.length,
      missed: missed.size,
      ...edge,
      soft: left.softSigned,
      softOff: left.softOff,
      seen: fringe?.seen ?? 1,
      background: left.background,
      body: left.body,
      lost: parts.lost,
      left: parts.left,
      deltaE: fringe?.deltaE ?? 0,
      towards: fringe?.towardsBackground ?? 0,
      dL: fringe?.dL ?? 0,
      premultiplied: fringe?.premultiplied ? 1 : 0,
    },
    names: { format: file.format.toUpperCase() },
    places,
    evidence: opaque
      ? []
      : [
          ...(places.length > 0 ? [{ draw: 'cut-outs' as const, places: places.slice(0, SHOWN) }] : []),
          ...(first === 'fringe' ? [] : [{ draw: 'matte-map' as const, delta: map }]),
        ],
  };
}

/** Cells that are cut off and left on, nearly half of them or more: an outline that is off by two pixels leaves none. */
function wholeCells(map: Float32Array): { lost: number; left: number } {
  let [lost, left] = [0, 0];
  for (const value of map) {
    if (value <= -WHOLE) lost++;
    if (value >= WHOLE) left++;
  }
  return { lost, left };
}

/** Close-ups drawn. */
const SHOWN = 4;

const trimaps = new WeakMap<Plane, Trimap>();

/** The truth is the same for every learner, for as long as it stays in memory. */
function trimapFor(truth: Plane): Trimap {
  const known = trimaps.get(truth) ?? trimapOf(truth);
  trimaps.set(truth, known);
  return known;
}

interface Compared {
  truth: Plane;
  opaque: boolean;
  left: ReturnType<typeof leftInParts>;
  map: Float32Array;
}

const compared = new WeakMap<Plane, Compared>();

/** What every criterion of an exercise asks of the two planes. */
function comparedOnce(mine: Plane, truth: Plane, trimap: Trimap): Compared {
  const known = compared.get(mine);
  if (known?.truth === truth) return known;
  const opaque = mine.data.every((a) => a >= OPAQUE);
  const made = { truth, opaque, left: leftInParts(mine, truth, trimap), map: signedMap(mine, truth) };
  compared.set(mine, made);
  return made;
}

function rimOf({ attempt, reference, start, width }: Context, { rim }: Trimap): Fringe {
  const own = attempt.pixels.data;
  return fringeOf(
    { alpha: attempt.alpha, colourAt: (x, y) => ({ data: own, at: (y * width + x) * 3 }) },
    { alpha: reference.alpha, colourAt: (x, y) => pixelAt(reference.pixels, x, y) },
    rim,
    start.cells,
    backgroundCells(reference.alpha),
  );
}

function maskOf(unknown: Int32Array, { data }: Plane): Uint8Array {
  const mask = new Uint8Array(data.length);
  for (const i of unknown) mask[i] = 1;
  return mask;
}

function shown(
  first: TermName,
  distance: number,
  permille: number,
  { holes }: Trimap,
  missed: ReadonlySet<number>,
): Pick<Measurement, 'value' | 'unit' | 'target' | 'display'> {
  const as = (unit: string, factor: number): ReturnType<typeof shown> => ({
    value: rounded(distance * factor),
    unit,
    target: 0,
    display: { term: first, factor },
  });
  switch (first) {
    case 'holes':
      return { value: holes.length - missed.size, unit: `of ${holes.length}`, target: holes.length };
    case 'edge':
    case 'offset':
      return as('px', 1 / permille);
    case 'soft':
    case 'known':
      return as('%', 100);
    case 'fringe':
      return as('ΔE00', 1);
    default:
      return as('per 1000 px', 1);
  }
}

const mean = (values: readonly number[]): number =>
  values.length > 0 ? values.reduce((p, q) => p + q, 0) / values.length : 0;
