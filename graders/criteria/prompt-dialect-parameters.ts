import type { Parameter, ParsedPrompt } from '../prompt/dialects/types.ts';
import type { Params } from '../report/schema.ts';
import { NOTHING, type DialectParams, type DialectPart } from './prompt-dialect-params.ts';
import type { TextSpan } from '../prompt/types.ts';
import type { Finding, Term } from './types.ts';

type Wanted = NonNullable<NonNullable<DialectParams['parameters']>[string]>;

/** Two that nobody asked for leave nothing. */
const OTHERS_LIMIT = 2;

/** A remark about one parameter, and where it is about. */
interface ParameterRemark {
  code: string;
  params: Params;
  at: Parameter | null;
}

export function measureParameters(parsed: ParsedPrompt, params: DialectParams): DialectPart {
  const { parameters: wanted, allow } = params;
  if (!wanted) return NOTHING;
  const remarks = parameterRemarks(parsed, params);
  const terms: Record<string, Term> = {};
  for (const name of Object.keys(wanted)) {
    const wrong = remarks.some((remark) => remark.params['name'] === name || remark.at?.name === name);
    terms[`parameter-${name}`] = { distance: wrong ? 1 : 0, tolerance: 0, limit: 1 };
  }
  const others = parsed.parameters.filter(({ name }) => !(name in wanted) && !allow.includes(name)).length;
  terms['others'] = { distance: Math.min(others, OTHERS_LIMIT), tolerance: 0, limit: OTHERS_LIMIT };
  const spans = remarks.flatMap(({ code, params: p, at }): TextSpan[] =>
    at ? [{ from: at.from, to: at.to, kind: 'problem', code, params: p }] : [],
  );
  const findings: Finding[] = remarks.map(({ code, params: p }, i) => ({
    code,
    params: p,
    gain: remarks.length - i,
  }));
  if (remarks.length === 0)
    findings.push({ code: 'prompt-dialect.parameters-right', params: { count: Object.keys(wanted).length } });
  return { terms, spans, findings };
}

/** What is missing, wrong or uncalled for, in the order of the brief. */
function parameterRemarks(
  { parameters }: ParsedPrompt,
  { parameters: wanted = {}, allow }: DialectParams,
): ParameterRemark[] {
  const remarks: ParameterRemark[] = [];
  for (const [name, accepted] of Object.entries(wanted)) {
    const given = parameters.filter((parameter) => parameter.name === name);
    const last = given.at(-1) ?? null;
    if (accepted === null) {
      if (last) remarks.push({ code: 'prompt-dialect.parameter-unwanted', params: { name }, at: last });
    } else if (!last) {
      remarks.push({
        code: 'prompt-dialect.parameter-missing',
        params: { name, wanted: inWords(accepted) },
        at: null,
      });
    } else if ('items' in accepted) remarks.push(...itemRemarks(given, accepted.items));
    else if (!isAccepted(last.value, accepted))
      remarks.push({
        code: 'prompt-dialect.parameter-wrong',
        params: { name, found: last.value || 'nothing', wanted: inWords(accepted) },
        at: last,
      });
  }
  for (const parameter of parameters)
    if (!(parameter.name in wanted) && !allow.includes(parameter.name))
      remarks.push({
        code: 'prompt-dialect.parameter-unwanted',
        params: { name: parameter.name },
        at: parameter,
      });
  return remarks;
}

/** `--no` holds all items, in any order, and no other; of an item given as a list, one wording is enough. */
function itemRemarks(
  given: readonly Parameter[],
  items: readonly (string | readonly string[])[],
): ParameterRemark[] {
  const found = given
    .flatMap(({ value }) => value.split(','))
    .map(plain)
    .filter((item) => item !== '');
  const wordings = items.map((item) => (typeof item === 'string' ? [item] : item).map(plain));
  const missing = wordings
    .filter((of) => !of.some((wording) => found.includes(wording)))
    .map(([first]) => first!);
  const extra = found.filter((item) => !wordings.some((of) => of.includes(item)));
  const at = given.at(-1)!;
  return [
    ...(missing.length > 0
      ? [{ code: 'prompt-dialect.no-missing', params: { items: missing.join(', ') }, at }]
      : []),
    ...(extra.length > 0
      ? [{ code: 'prompt-dialect.no-extra', params: { items: extra.join(', ').slice(0, 80) }, at }]
      : []),
  ];
}

function isAccepted(value: string, accepted: Exclude<Wanted, { items: unknown }>): boolean {
  if ('is' in accepted) return accepted.is.some((one) => normal(one) === normal(value));
  const number = Number(value);
  return value !== '' && number >= accepted.least && number <= accepted.most;
}

function inWords(accepted: Wanted): string {
  if ('is' in accepted) return accepted.is.map((value) => value || 'no value').join(' or ');
  if ('items' in accepted)
    return accepted.items.map((item) => (typeof item === 'string' ? item : item[0]!)).join(', ');
  return accepted.least === accepted.most ? String(accepted.least) : `${accepted.least} to ${accepted.most}`;
}

/** 32:18 is 16:9, 1.0 is 1, RAW is raw. */
function normal(value: string): string {
  const ratio = /^(\d{1,6}):(\d{1,6})$/.exec(value.trim());
  if (ratio) {
    const [w, h] = [Number(ratio[1]), Number(ratio[2])];
    const common = greatest(w, h) || 1;
    return `${w / common}:${h / common}`;
  }
  const text = value.trim().toLowerCase();
  return /^\d{0,12}\.?\d{1,12}$/.test(text) ? String(Number(text)) : text;
}

const greatest = (a: number, b: number): number => (b === 0 ? a : greatest(b, a % b));

const plain = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim();
