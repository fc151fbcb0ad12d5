import { z } from 'zod';
import { CELL } from '../metrics/cells.ts';
import { weightedMean } from '../metrics/delta-e.ts';
import type { Box } from '../pixels/types.ts';
import { castName, rounded } from './direction.ts';
import { worstPlaces } from './places.ts';
import type {
  Context,
  EvidenceRequest,
  Finding,
  Kind,
  MeasuredPlace,
  Measurement,
  Verdict,
} from './types.ts';
import { cellWeights } from './weights.ts';
import { deviations, ZONES, type CellBox, type Deviation, type Zone } from './zones.ts';

const Params = z.strictObject({
  /** ΔE00 at which nothing is left, for a guard where the start is already right; otherwise the start's distance. */
  limit: z.number().positive().optional(),
});
type Params = z.infer<typeof Params>;

/** What an eye notices at a glance on a whole picture, in L* and in a*b*. */
const NOTICEABLE = 1.2;

/** A wrong exposure dulls colours and shifts them; so lightness is named before what may be its consequence. */
const LIGHT_FIRST = 1.5;

/**
 * Mean CIEDE2000 of 8×8 cell means in linear light to the reference, over the region. Unit ΔE00, 0 = alike; about 1
 * is just noticeable side by side. Signed ΔL*, Δa*, Δb* of shadows, midtones and highlights choose the words.
 * Source: CIE 142-2001; cells after the idea of S-CIELAB (Zhang & Wandell 1996).
 */
export const toneColour: Kind<Params> = {
  kind: 'tone-colour',
  params: Params,
  region: 'optional',
  protects: false,
  measure,
  explain,
  codes: {
    'tone-colour.matches': ['value'],
    'tone-colour.close': ['value'],
    'tone-colour.worse': ['value'],
    'tone-colour.too-dark': ['zone', 'verb', 'amount'],
    'tone-colour.too-light': ['zone', 'verb', 'amount'],
    'tone-colour.cast': ['zone', 'leans', 'amount', 'toward', 'away'],
    'tone-colour.oversaturated': ['amount'],
    'tone-colour.undersaturated': ['amount'],
    'tone-colour.patchy': ['value'],
    'tone-colour.kept': ['value'],
    'tone-colour.kept-nearly': ['value'],
    'tone-colour.changed': ['value'],
    'tone-colour.unsteady': ['value'],
    'tone-colour.place-dark': ['amount'],
    'tone-colour.place-light': ['amount'],
    'tone-colour.place-cast': ['amount', 'toward'],
  },
};

function measure(context: Context, params: Params): Measurement {
  const weights = cellWeights(context);
  const { attempt, reference } = context;
  const mean = weightedMean(context.fromReference, weights);
  const parts = deviations(attempt.cells, reference.cells, weights);
  const facts: Record<string, number> = { regional: context.region ? 1 : 0 };
  for (const [name, part] of Object.entries(parts))
    for (const [key, value] of Object.entries(part)) facts[`${name}.${key}`] = value;
  return {
    terms: { mean: { distance: mean, limit: params.limit } },
    value: rounded(mean),
    unit: 'ΔE00',
    target: 0,
    display: { term: 'mean', factor: 1 },
    facts,
    places: placesOf(context, weights, mean),
    evidence: [mapOf(context, weights, parts.all)],
  };
}

function placesOf(context: Context, weights: Float32Array, mean: number): MeasuredPlace[] {
  const { attempt, reference, fromReference } = context;
  const found = worstPlaces(fromReference, weights, attempt.cells, Math.max(2.5, mean * 1.5), context);
  return found.map((place): MeasuredPlace => {
    const { dL, da, db } = deviations(attempt.cells, reference.cells, weights, cellsOf(place)).all;
    const amount = rounded(Math.abs(dL));
    if (Math.abs(dL) > Math.hypot(da, db))
      return { ...place, code: `tone-colour.place-${dL < 0 ? 'dark' : 'light'}`, params: { amount } };
    return {
      ...place,
      code: 'tone-colour.place-cast',
      params: { amount: rounded(Math.hypot(da, db)), toward: castName(da, db) },
    };
  });
}

const cellsOf = ({ x, y, width, height }: Box): CellBox => ({
  left: Math.floor(x / CELL),
  top: Math.floor(y / CELL),
  right: Math.ceil((x + width) / CELL),
  bottom: Math.ceil((y + height) / CELL),
});

/** One map: the direction in which the picture is furthest off. */
function mapOf({ attempt, reference }: Context, weights: Float32Array, all: Deviation): EvidenceRequest {
  const sizes = [Math.abs(all.dL), Math.abs(all.da), Math.abs(all.db)];
  const axis = sizes.indexOf(Math.max(...sizes));
  const [p, q] = [attempt.cells.lab, reference.cells.lab];
  const delta = new Float32Array(weights.length);
  for (let i = 0, at = axis; i < delta.length; i++, at += 3)
    if (weights[i]! > 0.5) delta[i] = p[at]! - q[at]!;
  return { draw: (['lightness-map', 'tint-map', 'warmth-map'] as const)[axis]!, delta };
}

function explain({ facts, value, terms }: Measurement, verdict: Verdict): Finding[] {
  const remarks = directions(facts);
  if (terms.mean!.limit !== undefined) {
    const leans = remarks.length > 0 || lean(facts) > terms.mean!.distance / 2;
    const changed = leans ? 'tone-colour.changed' : 'tone-colour.unsteady';
    const kept = verdict.score >= 90 ? 'tone-colour.kept' : 'tone-colour.kept-nearly';
    return [{ code: verdict.pass ? kept : changed, params: { value } }];
  }
  if (verdict.unclamped < -5)
    return [{ code: 'tone-colour.worse', params: { value } }, ...remarks.slice(0, 2)];
  if (verdict.score >= 90)
    return [{ code: 'tone-colour.matches', params: { value } }, ...remarks.slice(0, 1)];
  if (remarks.length === 0)
    return [{ code: verdict.pass ? 'tone-colour.close' : 'tone-colour.patchy', params: { value } }];
  return remarks.slice(0, 2);
}

/** Length of the mean difference with its signs, in L*a*b*: near the mean ΔE00 where all of it goes one way. */
const lean = (facts: Record<string, number>): number =>
  Math.hypot(facts['all.dL']!, facts['all.da']!, facts['all.db']!);

function directions(facts: Record<string, number>): Finding[] {
  const part = (zone: Zone | 'all'): Deviation =>
    Object.fromEntries(
      ['share', 'dL', 'da', 'db', 'dC'].map((k) => [k, facts[`${zone}.${k}`] ?? 0]),
    ) as unknown as Deviation;
  const zones = ZONES.map((zone) => ({ zone, ...part(zone) })).filter((z) => z.share > 0.05);
  const all = part('all');
  const whole = facts.regional ? 'marked area' : 'whole picture';
  const oneLightness = zones.every(
    (z) => Math.sign(z.dL) === Math.sign(all.dL) && Math.abs(z.dL) > Math.abs(all.dL) / 2,
  );
  const oneCast = zones.every((z) => z.da * all.da + z.db * all.db > 0.5 * (all.da ** 2 + all.db ** 2));
  const lights = oneLightness ? [{ zone: whole, ...all }] : zones;
  const casts = oneCast ? [{ zone: whole, ...all }] : zones;
  const findings: (Finding & { gain: number })[] = [];
  for (const { zone, dL, share } of lights)
    if (Math.abs(dL) > NOTICEABLE)
      findings.push({
        code: dL < 0 ? 'tone-colour.too-dark' : 'tone-colour.too-light',
        params: { ...named(zone), amount: rounded(Math.abs(dL)) },
        gain: Math.abs(dL) * share * LIGHT_FIRST,
      });
  for (const { zone, da, db, share } of casts) {
    const amount = Math.hypot(da, db);
    if (amount > NOTICEABLE)
      findings.push({
        code: 'tone-colour.cast',
        params: {
          ...named(zone),
          amount: rounded(amount),
          toward: castName(da, db),
          away: castName(-da, -db),
        },
        gain: amount * share,
      });
  }
  const hueless = Math.hypot(all.da, all.db);
  if (Math.abs(all.dC) > NOTICEABLE && Math.abs(all.dC) > hueless)
    findings.push({
      code: all.dC > 0 ? 'tone-colour.oversaturated' : 'tone-colour.undersaturated',
      params: { amount: rounded(Math.abs(all.dC)) },
      gain: Math.abs(all.dC),
    });
  return findings.sort((p, q) => q.gain - p.gain);
}

const named = (zone: string): { zone: string; verb: string; leans: string } => ({
  zone,
  verb: zone.endsWith('s') ? 'are' : 'is',
  leans: zone.endsWith('s') ? 'lean' : 'leans',
});
