import { z } from 'zod';
import { textureOf, type PatchTexture } from '../metrics/patch-texture.ts';
import type { Plane } from '../pixels/types.ts';
import type { Patch } from '../regions.ts';
import { rounded } from './direction.ts';
import type { Context, Finding, Kind, MeasuredPlace, Measurement, Verdict } from './types.ts';

const Params = z.strictObject({
  /** Octaves at which nothing is left. */
  limit: z.number().positive(),
  /** Octaves that cost nothing; default: what the allowed exports of the reference differ by. An honest heal differs by more. */
  tolerance: z.number().nonnegative().optional(),
});
type Params = z.infer<typeof Params>;

/** So many octaves rougher than its surroundings may a mended place be: honest material from nearby can be. */
const ROUGHER = 2;
/** A place that is off by more is shown. */
const SEEN = 1.5;
/** Close-ups drawn. */
const SHOWN = 4;

/**
 * Patch by patch, whether a mended place has the texture of what lies around it, as the reference's has: octaves that
 * are missing in the worse of the two directions, or that are there beyond two. The distance is the mean over the worst
 * third of the patches, so that a few bad repairs are not lost among good ones. Texture is compared with the attempt's
 * own surroundings and where it comes from does not matter: a clone from anywhere nearby will do; a blur, a median and
 * a streak will not. A guard: the start has marks that are rough, not smooth.
 */
export const repair: Kind<Params> = {
  kind: 'repair',
  params: Params,
  region: 'required',
  protects: false,
  reads: { reference: ['luma', 'pixels'], start: ['pixels'] },
  measure,
  explain,
  codes: {
    'repair.even': [],
    'repair.smooth': ['count', 'total', 'amount'],
    'repair.dragged': ['count', 'total', 'amount'],
    'repair.rough': ['count', 'total', 'amount'],
    'repair.beside': ['count', 'total'],
    'repair.place-smooth': [],
    'repair.place-dragged': [],
    'repair.place-beside': [],
  },
};

type Fault = 'smooth' | 'dragged' | 'rough' | 'beside';
const FAULTS: readonly Fault[] = ['smooth', 'dragged', 'rough', 'beside'];

interface PatchOff {
  patch: Patch;
  octaves: number;
  fault: Fault;
}

function measure({ attempt, reference, region }: Context, { limit, tolerance }: Params): Measurement {
  const { patches, blocks } = region!;
  const off = patches
    .map((patch) =>
      compare(patch, textureOf(attempt.luma, patch, blocks), textureOf(reference.luma, patch, blocks)),
    )
    .sort((p, q) => q.octaves - p.octaves);
  const worst = off.slice(0, Math.ceil(off.length / 3));
  const far = off.filter(({ octaves }) => octaves > SEEN);
  const alone = far.length > 0 ? repairsAlone(attempt.luma, reference.luma, patches) : attempt.luma;
  const seen = far.map((place): PatchOff => {
    const { patch } = place;
    if (place.fault === 'rough') return place;
    const own = compare(patch, textureOf(alone, patch, blocks), textureOf(reference.luma, patch, blocks));
    return own.octaves > SEEN ? place : { ...place, fault: 'beside' };
  });
  // Marks that were left are pixel-diff's to show.
  const places = seen.filter(({ fault }) => fault !== 'rough').map(placeOf);
  return {
    terms: { texture: { distance: meanOf(worst), limit, tolerance } },
    value: patches.length - seen.length,
    unit: `of ${patches.length}`,
    target: patches.length,
    facts: {
      total: patches.length,
      worst: meanOf(worst),
      ...Object.fromEntries(
        FAULTS.map((fault) => [fault, seen.filter((place) => place.fault === fault).length]),
      ),
    },
    places,
    evidence: places.length > 0 ? [{ draw: 'places', places: places.slice(0, SHOWN) }] : [],
  };
}

/** The reference with what the attempt has inside the patches: its repairs without whatever was done around them. */
function repairsAlone(attempt: Plane, reference: Plane, patches: readonly Patch[]): Plane {
  const data = reference.data.slice();
  for (const { box, mask } of patches)
    for (let y = 0, i = 0; y < box.height; y++)
      for (let x = 0, at = (box.y + y) * attempt.width + box.x; x < box.width; x++, i++, at++)
        if (mask[i]) data[at] = attempt.data[at]!;
  return { ...reference, data };
}

const meanOf = (patches: readonly PatchOff[]): number =>
  patches.length === 0 ? 0 : patches.reduce((sum, { octaves }) => sum + octaves, 0) / patches.length;

function compare(patch: Patch, mine: PatchTexture, theirs: PatchTexture): PatchOff {
  const both = [mine.sideways - theirs.sideways, mine.upDown - theirs.upDown].sort((p, q) => p - q);
  const [less, more] = [Math.max(0, -both[0]!), Math.max(0, both[1]! - ROUGHER)];
  if (more > less) return { patch, octaves: more, fault: 'rough' };
  return { patch, octaves: less, fault: both[1]! < -SEEN ? 'smooth' : 'dragged' };
}

const placeOf = ({ patch, octaves, fault }: PatchOff): MeasuredPlace => ({
  ...patch.box,
  value: octaves,
  code: `repair.place-${fault}`,
  params: {},
});

function explain({ facts }: Measurement, verdict: Verdict): Finding[] {
  const most = FAULTS.toSorted((p, q) => facts[q]! - facts[p]!)[0]!;
  if (verdict.score >= 85 || facts[most]! === 0) return [{ code: 'repair.even', params: {} }];
  const params = { count: facts[most]!, total: facts.total!, amount: rounded(facts.worst!) };
  if (most === 'beside')
    return [{ code: 'repair.beside', params: { count: params.count, total: params.total } }];
  return [{ code: `repair.${most}`, params }];
}
