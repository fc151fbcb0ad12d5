import { phraseFinder, type Weighed } from '../prompt/dialects/fragments.ts';
import type { ParsedPrompt } from '../prompt/dialects/types.ts';
import type { TextSpan } from '../prompt/types.ts';
import type { DialectParams, DialectPart } from './prompt-dialect-params.ts';
import type { Finding, Term } from './types.ts';

type Wanted = NonNullable<DialectParams['weights']>[number];

/** Weights to two decimals, as they are talked about. */
const shown = (weight: number): number => Math.round(weight * 100) / 100;

/** Distance of the end that is further off. */
const off = ({ least, most }: Weighed, { weight }: Wanted): number =>
  Math.max(Math.abs(least - weight), Math.abs(most - weight));

/** What floating point leaves between equal weights. */
const EXACT = 1e-9;

/** Factors that one or two brackets too many, or too few, make. */
const BRACKETS = [1.1, 1.21, 1 / 1.1, 1 / 1.21, 1.05, 1.1025, 1 / 1.05, 1 / 1.1025];

export function measureWeights(parsed: ParsedPrompt, { weights = [] }: DialectParams): DialectPart {
  const find = { positive: phraseFinder(parsed.positive), negative: phraseFinder(parsed.negative) };
  const terms: Record<string, Term> = {};
  const spans: TextSpan[] = [];
  const findings: Finding[] = [];
  weights.forEach((wanted, i) => {
    const found = find[wanted.side](wanted.phrase);
    const worst = found.reduce<Weighed | null>(
      (w, one) => (!w || off(one, wanted) > off(w, wanted) ? one : w),
      null,
    );
    const { tolerance, limit } = wanted;
    const distance = worst ? Math.min(off(worst, wanted), limit) : limit;
    terms[`weight-${i + 1}`] = { distance, tolerance, limit };
    for (const one of found) spans.push(spanOf(one, wanted));
    if (!worst)
      findings.push({ code: 'prompt-dialect.phrase-missing', params: { phrase: wanted.phrase }, gain: 1 });
    else if (distance > tolerance + EXACT)
      findings.push({ ...weightRemark(worst, wanted), gain: distance / limit });
  });
  findings.sort((a, b) => b.gain! - a.gain!);
  if (weights.length > 0 && findings.length === 0)
    findings.push({ code: 'prompt-dialect.weights-right', params: { count: weights.length } });
  return { terms, spans, findings };
}

/** What the phrase weighs where it stands, right or wrong. */
function spanOf(found: Weighed, wanted: Wanted): TextSpan {
  const { from, to, least, most } = found;
  const remark = off(found, wanted) > wanted.tolerance + EXACT ? weightRemark(found, wanted) : null;
  if (remark) return { from, to, kind: 'problem', ...remark };
  const { phrase } = wanted;
  return {
    from,
    to,
    kind: 'weight',
    weight: shown(least === most ? least : (least + most) / 2),
    code: 'prompt-dialect.weighs',
    params: { phrase, found: shown(most) },
  };
}

/** The most telling reason why a phrase does not weigh what it should. */
function weightRemark(
  { least, most }: Weighed,
  { phrase, weight: target }: Wanted,
): { code: string; params: TextSpan['params'] } {
  const code = (name: string) => `prompt-dialect.${name}`;
  if (shown(least) !== shown(most))
    return { code: code('weight-cut'), params: { phrase, least: shown(least), most: shown(most), target } };
  const found = shown(most);
  if (found === 1) return { code: code('weight-plain'), params: { phrase, target } };
  const factor = most / target;
  const nested = BRACKETS.find((f) => Math.abs(factor - f) < 0.004);
  if (nested && target !== 1)
    return { code: code('weight-nested'), params: { phrase, found, target, factor: shown(nested) } };
  const amount = shown(Math.abs(most - target));
  return {
    code: code(most > target ? 'weight-heavy' : 'weight-light'),
    params: { phrase, found, target, amount },
  };
}
