import { z } from 'zod';
import type { Lab } from '../colour/lab.ts';
import type { Params as Said } from '../report/schema.ts';
import type { FrameFinding, FrameReading, SetKind, SetMeasurement } from '../sets/types.ts';
import { castName, rounded } from './direction.ts';
import type { Context, Verdict } from './types.ts';
import { cellWeights } from './weights.ts';

const Params = z.strictObject({
  /** `spread`: the frames among each other · `look`: the set as a whole against the reference; leave it out where the look is free. */
  terms: z
    .array(z.enum(['spread', 'look']))
    .min(1)
    .default(['spread', 'look']),
  /** ΔE*ab at which nothing is left of `look`, where the start's mean is already right; otherwise the start's distance. */
  limit: z.number().positive().optional(),
});
type Params = z.infer<typeof Params>;

/** A difference of means that an eye notices from one frame to the next, in L* and in a*b*. */
const NOTICEABLE = 1.2;
/** A cast from which "a little" is not enough. */
const CLEAR = 5;

/**
 * Whether the frames of a set belong together. Of every frame i the mean (L*, a*, b*) over the region is taken, and its
 * difference eᵢ from the same mean of the frame's reference, so that what differs by right (another label, another
 * flower) does not count. Unit ΔE*ab, 0 = alike.
 *
 * - `spread` = √(Σᵢ |eᵢ − ē|² / (n − 1)), the standard deviation over the frames. It is √(3·GLC) with the group-level
 *   consistency of PPR10K, GLC = (var L* + var a* + var b*) / 3 over the frame means, where the references agree
 *   (Liang et al., "PPR10K: A Large-Scale Portrait Photo Retouching Dataset", CVPR 2021).
 * - `look` = |ē|, how far the set as a whole lies from the reference look.
 *
 * The region should show in every frame what is to look the same in all. Signs go into the words: lightness as
 * exposure, from the means through Y(L*), and the cast in the a*b* plane.
 */
export const series: SetKind<Params> = {
  kind: 'series',
  params: Params,
  region: 'optional',
  protects: false,
  measure,
  explain,
  codes: {
    'series.even': ['value'],
    'series.close': ['value'],
    'series.worse': ['value'],
    'series.set-dark': ['amount', 'ev'],
    'series.set-light': ['amount', 'ev'],
    'series.set-cast': ['amount', 'toward', 'away', 'touch'],
    'series.frame-dark': ['frame', 'amount', 'ev', 'than'],
    'series.frame-light': ['frame', 'amount', 'ev', 'than'],
    'series.frame-cast': ['frame', 'cast', 'toward', 'away', 'touch', 'than'],
    'series.frame-dark-cast': ['frame', 'amount', 'ev', 'cast', 'toward', 'away', 'touch', 'than'],
    'series.frame-light-cast': ['frame', 'amount', 'ev', 'cast', 'toward', 'away', 'touch', 'than'],
    'series.reading-alike': [],
    'series.reading-dark': ['amount'],
    'series.reading-light': ['amount'],
    'series.reading-cast': ['cast', 'toward'],
    'series.reading-dark-cast': ['amount', 'cast', 'toward'],
    'series.reading-light-cast': ['amount', 'cast', 'toward'],
  },
};

function measure(frames: readonly Context[], { terms, limit }: Params): SetMeasurement {
  const means = frames.map((context) => {
    const weights = cellWeights(context);
    return {
      mean: meanLab(context.attempt.cells.lab, weights),
      wanted: meanLab(context.reference.cells.lab, weights),
    };
  });
  const off = means.map(({ mean, wanted }) => minus(mean, wanted));
  const common = average(off);
  const spread = Math.sqrt(
    off.reduce((sum, e) => sum + size(minus(e, common)) ** 2, 0) / Math.max(1, off.length - 1),
  );
  const asked = terms.includes('look');
  const measured = { spread: { distance: spread }, look: { distance: size(common), limit } };
  const shown = terms.includes('spread') ? 'spread' : 'look';
  return {
    terms: Object.fromEntries(terms.map((term) => [term, measured[term]])),
    value: rounded(measured[shown].distance),
    unit: 'ΔE*ab',
    target: 0,
    display: { term: shown, factor: 1 },
    facts: {},
    places: [],
    evidence: [],
    readings: means.map(({ mean, wanted }) => readingOf(mean, asked ? wanted : plus(wanted, common))),
  };
}

function readingOf(mean: Lab, wanted: Lab): FrameReading {
  const d = minus(mean, wanted);
  const kind = kindOf(d);
  const code = kind ? `series.reading-${kind}` : 'series.reading-alike';
  return { mean, wanted, value: rounded(size(d)), code, params: said(d, mean[0]) };
}

function explain({ readings, value, terms }: SetMeasurement, verdict: Verdict): FrameFinding[] {
  const off = readings.map(({ mean, wanted }) => minus(mean, wanted));
  const common = average(off);
  const spread = Math.sqrt(off.reduce((sum, d) => sum + size(minus(d, common)) ** 2, 0) / off.length);
  // Where all are off together, the set is brought over first and its frames are held against each other.
  const together = terms.look !== undefined && size(common) > Math.max(NOTICEABLE, spread);
  const rest = together ? off.map((d) => minus(d, common)) : off;
  const remarks = [...(together ? setRemarks(common, readings) : []), ...frameRemarks(rest, readings)];
  if (verdict.terms.spread === 0 && verdict.unclamped < -5)
    return [{ code: 'series.worse', params: { value } }, ...remarks];
  if (verdict.score >= 90) return [{ code: 'series.even', params: { value } }, ...remarks.slice(0, 1)];
  return remarks.length > 0 ? remarks : [{ code: 'series.close', params: { value } }];
}

function setRemarks(common: Lab, readings: readonly FrameReading[]): FrameFinding[] {
  const lightness = average(readings.map(({ mean }) => mean))[0];
  const { amount, ev, cast, toward, away, touch } = said(common, lightness);
  const findings: FrameFinding[] = [];
  if (Math.abs(common[0]) > NOTICEABLE)
    findings.push({ code: `series.set-${common[0] < 0 ? 'dark' : 'light'}`, params: { amount, ev } });
  if (Math.hypot(common[1], common[2]) > NOTICEABLE)
    findings.push({ code: 'series.set-cast', params: { amount: cast, toward, away, touch } });
  return findings;
}

/** The frames that stand out, furthest first. */
function frameRemarks(off: readonly Lab[], readings: readonly FrameReading[]): FrameFinding[] {
  return off
    .map((d, i) => ({ d, i, kind: kindOf(d) }))
    .filter(({ kind }) => kind !== null)
    .sort((p, q) => size(q.d) - size(p.d))
    .map(({ d, i, kind }) => {
      const { mean } = readings[i]!;
      const alone = off.every((other, k) => k === i || size(other) < NOTICEABLE);
      const than = alone ? 'the others' : 'the look of the set';
      return { code: `series.frame-${kind}`, params: { than, ...said(d, mean[0]) }, frame: i };
    });
}

type Off = 'dark' | 'light' | 'cast' | 'dark-cast' | 'light-cast';

/** What stands out of a difference of means; null when nothing does. */
function kindOf([dL, da, db]: Lab): Off | null {
  const tone = Math.abs(dL) > NOTICEABLE ? (dL < 0 ? 'dark' : 'light') : null;
  const cast = Math.hypot(da, db) > NOTICEABLE;
  if (tone) return cast ? `${tone}-cast` : tone;
  return cast ? 'cast' : null;
}

/** A difference in the words of an editor's sliders; `lightness` is the mean L* it was measured at. */
function said([dL, da, db]: Lab, lightness: number) {
  const ev = Math.log2(luminance(lightness - dL) / luminance(lightness));
  const cast = Math.hypot(da, db);
  return {
    amount: rounded(Math.abs(dL)),
    ev: `${ev < 0 ? '−' : '+'}${Math.abs(ev).toFixed(1)}`,
    cast: rounded(cast),
    toward: castName(da, db),
    away: castName(-da, -db),
    touch: cast < CLEAR ? 'a little' : 'clearly',
  } satisfies Said;
}

/** Relative luminance Y of a lightness L* (CIE 15:2018), never nothing. */
const luminance = (lightness: number): number =>
  lightness > 8 ? ((lightness + 16) / 116) ** 3 : Math.max(lightness, 0.1) / (24389 / 27);

function meanLab(lab: Float32Array, weights: Float32Array): Lab {
  const sum = [0, 0, 0];
  let total = 0;
  for (let i = 0; i < weights.length; i++) {
    const w = weights[i]!;
    total += w;
    for (let c = 0; c < 3; c++) sum[c]! += w * lab[i * 3 + c]!;
  }
  return total > 0 ? [sum[0]! / total, sum[1]! / total, sum[2]! / total] : [0, 0, 0];
}

const minus = (p: Lab, q: Lab): Lab => [p[0] - q[0], p[1] - q[1], p[2] - q[2]];
const plus = (p: Lab, q: Lab): Lab => [p[0] + q[0], p[1] + q[1], p[2] + q[2]];
const size = (d: Lab): number => Math.hypot(...d);
const average = (all: readonly Lab[]): Lab => {
  const sum = all.reduce<Lab>(plus, [0, 0, 0]);
  return [sum[0] / all.length, sum[1] / all.length, sum[2] / all.length];
};
