import { z } from 'zod';
import { castName, percent, rounded } from './direction.ts';
import { rimOf } from './rim.ts';
import { seamOf, type Seam, type Stretch } from './seam-stretches.ts';
import type { Context, Finding, Kind, MeasuredPlace, Measurement, Verdict } from './types.ts';

const Params = z.strictObject({
  /** px of the grading frame on either side of the edge. */
  width: z.int().min(8).max(48).default(12),
  /** Where nothing is left, for a guard where the start is already right; otherwise the start's distances. */
  gradientLimit: z.number().positive().max(2).optional(),
  stepLimit: z.number().positive().optional(),
});
type Params = z.infer<typeof Params>;

/**
 * Whether an edit can be seen by its edge: a band around the mask's edge against the reference, in stretches of about
 * 32 px. `gradient` compares the gradient of the mean L* across the edge, 0 = alike, 1 = an edge where there should be
 * none, at most 2 (after GMS, Xue, Zhang, Mou & Bovik 2014): hard cut-outs, rims, feathered contours. `step` is the
 * ΔE00 of the inside to the colour it should have beside this outside: tone and colour that do not meet. Both are root
 * mean squares over the stretches, so that a short bad stretch is not averaged away. A grade of the whole picture
 * hardly counts.
 */
export const seam: Kind<Params> = {
  kind: 'seam',
  params: Params,
  region: 'required',
  protects: false,
  reads: { reference: ['luma'] },
  measure,
  explain,
  codes: {
    'seam.invisible': [],
    'seam.lighter': ['amount'],
    'seam.darker': ['amount'],
    'seam.cast': ['amount', 'toward', 'away'],
    'seam.rim-light': ['amount', 'width'],
    'seam.rim-dark': ['amount', 'width'],
    'seam.hard': ['amount'],
    'seam.soft': ['amount'],
    'seam.uneven': ['amount'],
    'seam.place-lighter': ['amount'],
    'seam.place-darker': ['amount'],
    'seam.place-cast': ['amount', 'toward'],
    'seam.place-edge': ['amount'],
  },
};

function measure(context: Context, { width, gradientLimit, stepLimit }: Params): Measurement {
  const found = seamOf(context, width);
  const { stretches } = found;
  const gradient = rootMeanSquare(stretches, (s) => s.gradient);
  const step = rootMeanSquare(stretches, (s) => s.step);
  const rim = rimOf(found);
  const places = placesOf(stretches);
  return {
    terms: {
      gradient: { distance: gradient, limit: gradientLimit },
      step: { distance: step, limit: stepLimit },
    },
    value: rounded(step),
    unit: 'ΔE00 across the edge',
    target: 0,
    display: { term: 'step', factor: 1 },
    facts: {
      gradient,
      step,
      dL: mean(stretches, (s) => s.dL),
      da: mean(stretches, (s) => s.da),
      db: mean(stretches, (s) => s.db),
      rim: rim.amount,
      rimWidth: rim.width,
      steep: mean(stretches, (s) => s.steep),
      steepTarget: mean(stretches, (s) => s.steepTarget),
    },
    places,
    evidence: [
      { draw: 'change-map', delta: mapOf(context, found) },
      ...(places.length > 0 ? [{ draw: 'edges' as const, places: places.slice(0, SHOWN) }] : []),
    ],
  };
}

/** Close-ups drawn. */
const SHOWN = 3;

function mean(stretches: readonly Stretch[], of: (s: Stretch) => number): number {
  const total = stretches.reduce((sum, { pixels }) => sum + pixels, 0);
  return total > 0 ? stretches.reduce((sum, s) => sum + s.pixels * of(s), 0) / total : 0;
}

const rootMeanSquare = (stretches: readonly Stretch[], of: (s: Stretch) => number): number =>
  Math.sqrt(mean(stretches, (s) => of(s) ** 2));

/** How visible a stretch is, in ΔE00: a full edge where there should be none counts like six. */
const strength = ({ step, gradient }: Stretch): number => step + 6 * gradient;

/** The strength from which a map is at its deepest. */
const FULL = 12;

function mapOf({ attempt, width }: Context, { band, stretches }: Seam): Float32Array {
  const { columns, rows } = attempt.cells;
  const out = new Float32Array(columns * rows);
  const inOrder = new Map(stretches.map((s) => [s.n, Math.min(1, strength(s) / FULL)]));
  for (let k = 0; k < band.pixels.length; k++) {
    const i = band.pixels[k]!;
    const cell = (Math.floor(i / width) >> 3) * columns + ((i % width) >> 3);
    out[cell] = Math.max(out[cell]!, inOrder.get(band.stretch[k]!) ?? 0);
  }
  return out;
}

const MOST = 6;
/** Strength below which nobody sees a seam. */
const UNSEEN = 1.5;
/** px between the middles of two places, at least. */
const APART = 96;

/** The most visible stretches that are not next to each other, worst first. */
function placesOf(stretches: readonly Stretch[]): MeasuredPlace[] {
  const sorted = [...stretches].sort((p, q) => strength(q) - strength(p));
  const least = Math.max(UNSEEN, 0.6 * (sorted[0] ? strength(sorted[0]) : 0));
  const kept: Stretch[] = [];
  for (const one of sorted) {
    if (strength(one) < least || kept.length === MOST) break;
    if (kept.every((other) => apart(one, other) >= APART)) kept.push(one);
  }
  return kept.map((one) => ({ ...one.box, value: one.step, ...remarkOf(one) }));
}

const apart = ({ box: p }: Stretch, { box: q }: Stretch): number =>
  Math.max(
    Math.abs(p.x + p.width / 2 - q.x - q.width / 2),
    Math.abs(p.y + p.height / 2 - q.y - q.height / 2),
  );

function remarkOf({ step, gradient, dL, da, db }: Stretch): Pick<MeasuredPlace, 'code' | 'params'> {
  if (step < 1) return { code: 'seam.place-edge', params: { amount: percent(Math.min(1, gradient)) } };
  const cast = Math.hypot(da, db);
  if (cast > Math.abs(dL))
    return { code: 'seam.place-cast', params: { amount: rounded(cast), toward: castName(da, db) } };
  return { code: `seam.place-${dL > 0 ? 'lighter' : 'darker'}`, params: { amount: rounded(Math.abs(dL)) } };
}

/** L*, or a*b*, that an eye notices along an edge. */
const NOTICEABLE = 0.8;

function explain({ facts }: Measurement, verdict: Verdict): Finding[] {
  if (verdict.score >= 85) return [{ code: 'seam.invisible', params: {} }];
  const [dL, da, db, rim] = [facts.dL!, facts.da!, facts.db!, facts.rim!];
  const [steep, steepTarget] = [facts.steep!, facts.steepTarget!];
  const findings: (Finding & { gain: number })[] = [];
  const add = (code: string, params: Finding['params'], gain: number): number =>
    findings.push({ code, params, gain });
  if (Math.abs(dL) > NOTICEABLE)
    add(dL > 0 ? 'seam.lighter' : 'seam.darker', { amount: rounded(Math.abs(dL)) }, Math.abs(dL));
  const cast = Math.hypot(da, db);
  if (cast > 1.5 * NOTICEABLE)
    add(
      'seam.cast',
      { amount: rounded(cast), toward: castName(da, db), away: castName(-da, -db) },
      cast / 1.5,
    );
  if (Math.abs(rim) > 2 * NOTICEABLE)
    add(
      rim > 0 ? 'seam.rim-light' : 'seam.rim-dark',
      { amount: rounded(Math.abs(rim)), width: facts.rimWidth! },
      Math.abs(rim),
    );
  const harder = steep - steepTarget;
  if (Math.abs(harder) > 0.3 && (harder > 0 ? steep > 1.3 * steepTarget : steep < 0.77 * steepTarget))
    add(harder > 0 ? 'seam.hard' : 'seam.soft', { amount: rounded(Math.abs(harder)) }, Math.abs(harder));
  if (findings.length === 0)
    return [{ code: 'seam.uneven', params: { amount: percent(Math.min(1, facts.gradient!)) } }];
  return findings.sort((p, q) => q.gain - p.gain).slice(0, 2);
}
