import { DialectParams, NOTHING, type DialectPart } from './prompt-dialect-params.ts';
import { measureParameters } from './prompt-dialect-parameters.ts';
import { measureWeights } from './prompt-dialect-weights.ts';
import { measureWords } from './prompt-dialect-words.ts';
import { PROBLEM_CODES } from '../prompt/dialects/problems.ts';
import type { ParsedPrompt, SyntaxProblem } from '../prompt/dialects/types.ts';
import type { TextContext, TextKind, TextMeasurement } from '../prompt/types.ts';
import type { Finding, Term } from './types.ts';

/**
 * A prompt in its dialect against exact demands. `weight-n`: |effective weight − asked|, the worst of all places where
 * the phrase stands; a phrase that is missing is as far off as its limit. `parameter-<name>`: 0 when accepted, else 1.
 * `others`: parameters that nobody asked for. `syntax`: errors, two leave nothing. `words`: missing and new words as a
 * share of those given. All absolute; shown is how far they are met on average, in per cent.
 */
export const promptDialect: TextKind<DialectParams> = {
  kind: 'prompt-dialect',
  params: DialectParams,
  region: 'none',
  protects: false,
  measure,
  explain,
  codes: {
    'prompt-dialect.weights-right': ['count'],
    'prompt-dialect.weight-light': ['phrase', 'found', 'target', 'amount'],
    'prompt-dialect.weight-heavy': ['phrase', 'found', 'target', 'amount'],
    'prompt-dialect.weight-nested': ['phrase', 'found', 'target', 'factor'],
    'prompt-dialect.weight-plain': ['phrase', 'target'],
    'prompt-dialect.weight-cut': ['phrase', 'least', 'most', 'target'],
    'prompt-dialect.phrase-missing': ['phrase'],
    'prompt-dialect.parameters-right': ['count'],
    'prompt-dialect.parameter-missing': ['name', 'wanted'],
    'prompt-dialect.parameter-wrong': ['name', 'found', 'wanted'],
    'prompt-dialect.parameter-unwanted': ['name'],
    'prompt-dialect.no-missing': ['items'],
    'prompt-dialect.no-extra': ['items'],
    'prompt-dialect.syntax-clean': [],
    'prompt-dialect.words-kept': [],
    'prompt-dialect.words-missing': ['words'],
    'prompt-dialect.words-new': ['words'],
    'prompt-dialect.weighs': ['phrase', 'found'],
    ...PROBLEM_CODES,
  },
};

/** The findings are made where the prompt is at hand, and shown once the score is known. */
interface DialectMeasurement extends TextMeasurement {
  findings: Finding[];
}

function measure({ parsed }: TextContext, params: DialectParams): DialectMeasurement {
  const parts = [
    measureWeights(parsed, params),
    measureParameters(parsed, params),
    measureWords(parsed, params),
    measureSyntax(parsed, params),
  ];
  const terms: Record<string, Term> = Object.assign({}, ...parts.map((part) => part.terms));
  const all = Object.values(terms);
  const met = all.filter(({ distance, tolerance = 0 }) => distance <= tolerance + 1e-9).length;
  return {
    terms,
    value: Math.round((100 * all.reduce((sum, term) => sum + keptOf(term), 0)) / all.length),
    unit: '%',
    target: 100,
    facts: { met, asked: all.length },
    places: [],
    evidence: [],
    spans: parts.flatMap(({ spans }) => spans),
    findings: parts.flatMap(({ findings }) => findings),
  };
}

/** What a term leaves of its score, 0..1. */
const keptOf = ({ distance, tolerance = 0, limit = 1 }: Term): number =>
  limit > tolerance
    ? 1 - Math.min(1, Math.max(0, (distance - tolerance) / (limit - tolerance)))
    : Number(distance <= tolerance);

function explain(measurement: TextMeasurement): Finding[] {
  return (measurement as DialectMeasurement).findings;
}

/** Told at most; the text itself shows every place. */
const MOST_TOLD = 4;

/** Errors cost; warnings are told. */
function measureSyntax({ problems }: ParsedPrompt, { syntax }: DialectParams): DialectPart {
  if (!syntax) return NOTHING;
  const errors = problems.filter(({ severity }) => severity === 'error');
  const code = (of: SyntaxProblem) => `prompt-dialect.${of.code}`;
  const told = [...errors, ...problems.filter(({ severity }) => severity === 'warning')].filter(
    (one, i, all) => all.findIndex((other) => other.code === one.code) === i,
  );
  return {
    terms: { syntax: { distance: Math.min(2, errors.length), tolerance: 0, limit: 2 } },
    spans: problems.map((one) => ({
      from: one.from,
      to: one.to,
      kind: 'problem',
      code: code(one),
      params: one.params,
    })),
    findings: [
      ...told
        .slice(0, MOST_TOLD)
        .map((one, i) => ({ code: code(one), params: one.params, gain: MOST_TOLD - i })),
      ...(errors.length === 0 ? [{ code: 'prompt-dialect.syntax-clean', params: {} }] : []),
    ],
  };
}
