import { z } from 'zod';
import { binWidth, BLACK, percentile, WHITE } from '../metrics/histogram.ts';
import { rounded } from './direction.ts';
import type { FileView, Finding, Kind, Measurement, Term, Verdict } from './types.ts';

const Lightness = z.number().min(0).max(100);
const Range = z
  .tuple([Lightness, Lightness])
  .refine(([from, to]) => from < to, 'the first must lie below the second');

const Params = z
  .strictObject({
    /** L* of the median: where the picture lives, from low key to high key. */
    median: Range.optional(),
    /** L* between the 0.5th and the 99.5th percentile, at least. */
    span: Lightness.optional(),
    /** L* beyond a bound at which nothing is left. */
    limit: z.number().positive().default(15),
  })
  .refine(({ median, span }) => median !== undefined || span !== undefined, 'a median or a span');
type Params = z.infer<typeof Params>;

const MIDDLE = 0.5;

/**
 * The key of a picture by its lightness histogram, against absolute bounds: `median` L* outside its range, `span` L*
 * that black and white point lack of the least distance. Blind to place and colour; needs no reference.
 */
export const key: Kind<Params> = {
  kind: 'key',
  params: Params,
  region: 'none',
  protects: false,
  measure,
  measureAlone: measure,
  explain,
  codes: {
    'key.right': ['median', 'span'],
    'key.dark': ['median', 'wanted', 'amount'],
    'key.light': ['median', 'wanted', 'amount'],
    'key.flat': ['span', 'wanted'],
  },
};

function measure({ attempt }: FileView, { median: range, span: least, limit }: Params): Measurement {
  const bins = attempt.histograms.channels.lightness;
  const at = (share: number): number => percentile(bins, share) * binWidth('lightness');
  const median = at(MIDDLE);
  const span = at(WHITE) - at(BLACK);
  const terms: Record<string, Term> = {};
  if (range)
    terms.median = { distance: Math.max(0, range[0] - median, median - range[1]), tolerance: 0, limit };
  if (least !== undefined) terms.span = { distance: Math.max(0, least - span), tolerance: 0, limit };
  return {
    terms,
    value: rounded(median),
    unit: 'L* in the middle',
    target: range ? rounded((range[0] + range[1]) / 2) : rounded(median),
    ...(range ? { display: { term: 'median', factor: 1 } } : {}),
    facts: { median, span },
    places: [],
    evidence: [],
  };
}

function explain(
  { facts, terms }: Measurement,
  _verdict: Verdict,
  { median: range, span: least }: Params,
): Finding[] {
  const [median, span] = [facts.median!, facts.span!];
  const findings: Finding[] = [];
  if (range && terms.median!.distance > 0) {
    const dark = median < range[0];
    const wanted = `${range[0]} to ${range[1]}`;
    findings.push({
      code: dark ? 'key.dark' : 'key.light',
      params: { median: rounded(median), wanted, amount: rounded(terms.median!.distance) },
    });
  }
  if (least !== undefined && terms.span!.distance > 0)
    findings.push({ code: 'key.flat', params: { span: rounded(span), wanted: rounded(least) } });
  return findings.length > 0
    ? findings
    : [{ code: 'key.right', params: { median: rounded(median), span: rounded(span) } }];
}
