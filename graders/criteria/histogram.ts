import { z } from 'zod';
import { hellinger } from '../metrics/compare-hist.ts';
import {
  binWidth,
  BLACK,
  CHANNELS,
  combShare,
  percentile,
  WHITE,
  type Channel,
  type Histograms,
} from '../metrics/histogram.ts';
import { emd } from '../metrics/wasserstein.ts';
import { castName, percent, rounded } from './direction.ts';
import type { Context, Finding, Kind, Measurement, Term, Verdict } from './types.ts';

const Params = z.strictObject({
  channels: z.array(z.enum(CHANNELS)).min(1).default(['lightness']),
  terms: z
    .array(z.enum(['emd', 'hellinger', 'black-point', 'white-point']))
    .min(1)
    .default(['emd']),
});
type Params = z.infer<typeof Params>;

/**
 * Tonal distribution against the reference: Wasserstein-1 in the channel's unit (L*, a*, b* or levels of 255),
 * Hellinger distance 0..1, and the L* of the 0.5th and 99.5th percentile (black and white point), in L*.
 * Blind to place, so never the only criterion. Rubner, Tomasi & Guibas 2000; Bhattacharyya 1943.
 */
export const histogram: Kind<Params> = {
  kind: 'histogram',
  params: Params,
  region: 'none',
  protects: false,
  measure,
  explain,
  codes: {
    'histogram.matches': ['value', 'unit'],
    'histogram.worse': ['value', 'unit'],
    'histogram.too-dark': ['amount', 'unit'],
    'histogram.too-light': ['amount', 'unit'],
    'histogram.too-flat': ['amount'],
    'histogram.too-contrasty': ['amount'],
    'histogram.black-high': ['yours', 'target'],
    'histogram.black-low': ['yours', 'target'],
    'histogram.white-high': ['yours', 'target'],
    'histogram.white-low': ['yours', 'target'],
    'histogram.cast': ['amount', 'toward', 'away'],
    'histogram.shape': ['value', 'unit'],
    'histogram.comb': ['amount'],
  },
};

function measure({ attempt, reference }: Context, params: Params): Measurement {
  const mine = attempt.histograms;
  const theirs = reference.histograms;
  const terms: Record<string, Term> = {};
  for (const channel of params.channels) {
    const [a, b] = [mine.channels[channel], theirs.channels[channel]];
    if (params.terms.includes('emd'))
      terms[`emd-${channel}`] = { distance: emd(a, b).distance * binWidth(channel) };
    if (params.terms.includes('hellinger')) terms[`hellinger-${channel}`] = { distance: hellinger(a, b) };
  }
  const ends = { black: endOf(mine, BLACK), white: endOf(mine, WHITE) };
  const targets = { black: endOf(theirs, BLACK), white: endOf(theirs, WHITE) };
  if (params.terms.includes('black-point'))
    terms['black-point'] = { distance: Math.abs(ends.black - targets.black) };
  if (params.terms.includes('white-point'))
    terms['white-point'] = { distance: Math.abs(ends.white - targets.white) };
  const [first] = params.channels;
  const shown = emd(mine.channels[first!], theirs.channels[first!]).distance * binWidth(first!);
  return {
    terms,
    value: rounded(shown),
    unit: first === 'lightness' ? 'L*' : first === 'a' || first === 'b' ? `${first}*` : 'levels',
    target: 0,
    ...(params.terms.includes('emd') ? { display: { term: `emd-${first}`, factor: 1 } } : {}),
    facts: {
      shift: signedShift(mine, theirs, 'lightness'),
      da: signedShift(mine, theirs, 'a'),
      db: signedShift(mine, theirs, 'b'),
      contrast: spread(mine) / Math.max(1, spread(theirs)),
      black: ends.black,
      white: ends.white,
      targetBlack: targets.black,
      targetWhite: targets.white,
      comb: Math.max(0, combShare(mine.channels.green) - combShare(theirs.channels.green)),
    },
    places: [],
    evidence: [],
  };
}

const signedShift = (a: Histograms, b: Histograms, channel: Channel): number =>
  emd(a.channels[channel], b.channels[channel]).signed * binWidth(channel);

const endOf = ({ channels }: Histograms, share: number): number =>
  percentile(channels.lightness, share) * binWidth('lightness');

/** Distance between the 10th and 90th percentile of L*. */
const spread = (h: Histograms): number => endOf(h, 0.9) - endOf(h, 0.1);

function explain({ facts, value, unit }: Measurement, verdict: Verdict, params: Params): Finding[] {
  const f = (name: string): number => facts[name] ?? 0;
  const findings: (Finding & { gain: number })[] = [];
  const whole = Math.round;
  const tonal = params.channels.some((channel) => channel !== 'a' && channel !== 'b');
  if (tonal && Math.abs(f('shift')) > 1)
    findings.push({
      code: f('shift') < 0 ? 'histogram.too-dark' : 'histogram.too-light',
      params: { amount: rounded(Math.abs(f('shift'))), unit: 'L*' },
      gain: Math.abs(f('shift')),
    });
  const black = f('black') - f('targetBlack');
  if (params.terms.includes('black-point') && Math.abs(black) > 1.5)
    findings.push({
      code: black > 0 ? 'histogram.black-high' : 'histogram.black-low',
      params: { yours: whole(f('black')), target: whole(f('targetBlack')) },
      gain: Math.abs(black) + 1,
    });
  const white = f('white') - f('targetWhite');
  if (params.terms.includes('white-point') && Math.abs(white) > 1.5)
    findings.push({
      code: white > 0 ? 'histogram.white-high' : 'histogram.white-low',
      params: { yours: whole(f('white')), target: whole(f('targetWhite')) },
      gain: Math.abs(white) + 1,
    });
  const cast = Math.hypot(f('da'), f('db'));
  if (params.channels.some((channel) => channel !== 'lightness') && cast > 1)
    findings.push({
      code: 'histogram.cast',
      params: {
        amount: rounded(cast),
        toward: castName(f('da'), f('db')),
        away: castName(-f('da'), -f('db')),
      },
      gain: cast,
    });
  const contrast = f('contrast') - 1;
  if (tonal && Math.abs(contrast) > 0.1)
    findings.push({
      code: contrast < 0 ? 'histogram.too-flat' : 'histogram.too-contrasty',
      params: { amount: percent(Math.abs(contrast)) },
      gain: Math.abs(contrast) * 20,
    });
  findings.sort((p, q) => q.gain - p.gain);
  const extra: Finding[] =
    f('comb') > 0.15 ? [{ code: 'histogram.comb', params: { amount: percent(f('comb')) } }] : [];
  if (verdict.unclamped < -5)
    return [{ code: 'histogram.worse', params: { value, unit } }, ...findings.slice(0, 2), ...extra];
  if (verdict.score >= 90) return [{ code: 'histogram.matches', params: { value, unit } }, ...extra];
  if (findings.length === 0) return [{ code: 'histogram.shape', params: { value, unit } }, ...extra];
  return [...findings.slice(0, 3), ...extra];
}
