import { castName, rounded } from './direction.ts';
import type { Finding, Measurement, Verdict } from './types.ts';
import { KEYS, ZONES, type Deviation, type Zone } from './zones.ts';

/** What an eye notices at a glance on a whole picture, in L* and in a*b*. */
const NOTICEABLE = 1.2;

/** Lightness is put right first, so it is named first unless colour is off by half as much again. */
const LIGHT_FIRST = 1.5;

/** What to tell of tone and colour: how near they are, and in which direction they are off. */
export function toneRemarks({ facts, value, terms }: Measurement, verdict: Verdict): Finding[] {
  const remarks = directions(facts);
  if (terms.mean!.limit !== undefined) {
    const leans = remarks.length > 0 || lean(facts) > terms.mean!.distance / 2;
    const changed = leans ? 'tone-colour.changed' : 'tone-colour.unsteady';
    const kept = verdict.score >= 90 ? 'tone-colour.kept' : 'tone-colour.kept-nearly';
    if (verdict.pass) return [{ code: kept, params: { value } }];
    return [{ code: changed, params: { value } }, ...remarks.slice(0, 1)];
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

type Part = Deviation & { zone: string };

/** Every direction that an eye notices, the one to put right first in front. */
function directions(facts: Record<string, number>): Finding[] {
  const part = (zone: Zone | 'all'): Deviation =>
    Object.fromEntries(KEYS.map((k) => [k, facts[`${zone}.${k}`] ?? 0])) as unknown as Deviation;
  const all = { ...part('all'), zone: facts.regional ? 'marked area' : 'whole picture' };
  const zones = ZONES.map((zone) => ({ ...part(zone), zone })).filter(({ share }) => share > 0.05);
  const coloured = [all, ...zones].map(beyondExposure);
  return [...lights(all, zones), ...casts(coloured[0]!, coloured.slice(1)), ...saturation(coloured[0]!)].sort(
    (p, q) => q.gain - p.gain,
  );
}

/**
 * The difference of colour that remains once lightness is put right: light that is multiplied multiplies L* + 16, a* and
 * b* alike, so that a wrong exposure dulls or heightens colours by itself. CIE 1976 L*a*b*, L* above 8.
 */
function beyondExposure(part: Part): Part {
  if (Math.abs(part.dL) <= NOTICEABLE) return part;
  const off = part.dL / (part.L + 16);
  const [da, db, dC] = [part.da - part.a * off, part.db - part.b * off, part.dC - part.C * off];
  const lessCast = Math.hypot(da, db) < Math.hypot(part.da, part.db);
  return {
    ...part,
    ...(lessCast ? { da, db } : {}),
    ...(Math.abs(dC) < Math.abs(part.dC) ? { dC } : {}),
  };
}

type Ranked = Finding & { gain: number };

/** Lightness, of all or zone by zone; the first zone stands for all of them. */
function lights(all: Part, zones: readonly Part[]): Ranked[] {
  const one = zones.every(
    ({ dL }) => Math.sign(dL) === Math.sign(all.dL) && Math.abs(dL) > Math.abs(all.dL) / 2,
  );
  const parts = one ? [all] : zones.toSorted((p, q) => moved(q) - moved(p));
  const sum = parts.reduce((total, part) => total + moved(part), 0);
  return parts
    .filter(({ dL }) => Math.abs(dL) > NOTICEABLE)
    .map((part, i) => ({
      code: part.dL < 0 ? 'tone-colour.too-dark' : 'tone-colour.too-light',
      params: { ...named(part.zone), amount: rounded(Math.abs(part.dL)) },
      gain: (i === 0 ? sum : moved(part)) * LIGHT_FIRST,
    }));
}

const moved = ({ dL, share }: Deviation): number => Math.abs(dL) * share;

/** A cast, of all or zone by zone. */
function casts(all: Part, zones: readonly Part[]): Ranked[] {
  const one = zones.every((z) => z.da * all.da + z.db * all.db > 0.5 * (all.da ** 2 + all.db ** 2));
  return (one ? [all] : zones)
    .map(({ zone, da, db, share }) => ({ zone, da, db, share, amount: Math.hypot(da, db) }))
    .filter(({ amount }) => amount > NOTICEABLE)
    .map(({ zone, da, db, share, amount }) => ({
      code: 'tone-colour.cast',
      params: {
        ...named(zone),
        amount: rounded(amount),
        toward: castName(da, db),
        away: castName(-da, -db),
      },
      gain: amount * share,
    }));
}

function saturation({ da, db, dC }: Part): Ranked[] {
  const amount = Math.abs(dC);
  if (amount <= NOTICEABLE || amount <= Math.hypot(da, db)) return [];
  const code = dC > 0 ? 'tone-colour.oversaturated' : 'tone-colour.undersaturated';
  return [{ code, params: { amount: rounded(amount) }, gain: amount }];
}

const named = (zone: string): { zone: string; verb: string; leans: string } => ({
  zone,
  verb: zone.endsWith('s') ? 'are' : 'is',
  leans: zone.endsWith('s') ? 'lean' : 'leans',
});
