import { DEFAULT_VERSION, parameterCalled, PARAMETERS, type ParameterFact } from './data/midjourney.ts';
import { problem } from './reading.ts';
import type { Parameter, SyntaxProblem } from './types.ts';

const NAME = /(?<![^\s])(--|—|–)(\s?)([a-z]+)/gi;
const RATIO = /^(\d{1,6}):(\d{1,6})$/;

interface Found extends Parameter {
  fact: ParameterFact | undefined;
}

/** The parameters from `from` on. A value ends where the next parameter begins; what a parameter cannot take is text. */
export function readParameters(source: string, from: number, problems: SyntaxProblem[]): Parameter[] {
  const names = [...source.slice(from).matchAll(NAME)];
  const found = names.map((match, i) => {
    const at = from + match.index;
    const end = i + 1 < names.length ? from + names[i + 1]!.index : source.length;
    return readOne(source, match, at, end, problems);
  });
  const seen = new Set<string>();
  for (const { name, from: at, to } of found) {
    if (seen.has(name) && name !== 'no') problems.push(problem('given-twice', 'warning', at, to, { name }));
    seen.add(name);
  }
  const version = Number(found.findLast(({ name }) => name === 'version')?.value ?? DEFAULT_VERSION);
  for (const { fact, from: at, to } of found) {
    const [form, since, until] = [`--${fact?.name}`, fact?.since, fact?.until];
    if (since && version < since)
      problems.push(problem('not-yet-in-version', 'warning', at, to, { form, version, since }));
    if (until && version > until)
      problems.push(problem('gone-in-version', 'warning', at, to, { form, version, until }));
  }
  return found.map(({ name, value, from: at, to }) => ({ name, value, from: at, to }));
}

function readOne(
  source: string,
  [sign = '', dashes = '', space = '', letters = '']: RegExpExecArray,
  at: number,
  end: number,
  problems: SyntaxProblem[],
): Found {
  const nameEnd = at + sign.length;
  const fact = parameterCalled(letters);
  const name = fact?.name ?? letters.toLowerCase();
  if (dashes !== '--') problems.push(problem('long-dash', 'warning', at, at + 1, { name }));
  if (space !== '') problems.push(problem('space-after-dashes', 'error', at, nameEnd, { name }));
  if (!fact) {
    const near = nearest(name);
    problems.push(
      near
        ? problem('unknown-parameter-near', 'warning', at, nameEnd, { name, near })
        : problem('unknown-parameter', 'warning', at, nameEnd, { name }),
    );
  }
  const rest = source.slice(nameEnd, end);
  const glued = rest !== '' && !/^\s/.test(rest);
  const value = rest.trim();
  const valueAt = nameEnd + (value === '' ? 0 : rest.indexOf(value));
  if (glued)
    problems.push(problem('glued-value', 'error', at, valueAt + value.split(/\s/, 1)[0]!.length, { name }));
  const kept = checked({ fact, name, value, valueAt, at, nameEnd, glued }, problems);
  return { name, value: kept, from: at, to: kept === '' ? nameEnd : valueAt + kept.length, fact };
}

interface Given {
  fact: ParameterFact | undefined;
  name: string;
  value: string;
  valueAt: number;
  at: number;
  nameEnd: number;
  glued: boolean;
}

/** The part of the text behind a name that is its value; says what is wrong with it. */
function checked(
  { fact, name, value, valueAt, at, nameEnd, glued }: Given,
  problems: SyntaxProblem[],
): string {
  if (!fact) return value;
  const { takes } = fact;
  if (takes === 'words' || takes === 'reference') {
    if (value === '') problems.push(problem('missing-value', 'error', at, nameEnd, { name }));
    return value;
  }
  const first = takes === 'nothing' ? '' : value.split(/\s/, 1)[0]!;
  const word = glued ? first.replace(/^[:=]/, '') : first;
  const extra = value.slice(first.length).trim();
  const extraAt = valueAt + value.length - extra.length;
  const comma = /[,.;]$/.test(word) ? word.at(-1)! : '';
  if (comma)
    problems.push(
      problem('stray-sign', 'error', valueAt + first.length - 1, valueAt + first.length, { sign: comma }),
    );
  if (extra !== '')
    problems.push(
      problem('text-after-parameters', 'error', extraAt, extraAt + extra.length, {
        text: extra.slice(0, 40),
      }),
    );
  if (takes === 'nothing') return '';
  const kept = comma ? first.slice(0, -1) : first;
  const clean = comma ? word.slice(0, -1) : word;
  if (clean === '') problems.push(problem('missing-value', 'error', at, nameEnd, { name }));
  else
    for (const found of valueProblems(fact, clean))
      problems.push({ ...found, from: valueAt, to: valueAt + kept.length });
  return kept;
}

function valueProblems(fact: ParameterFact, value: string): SyntaxProblem[] {
  const { name, takes, range, choices } = fact;
  const say = (code: string, severity: SyntaxProblem['severity'], params: SyntaxProblem['params']) => [
    problem(code, severity, 0, 0, { name, value: value.slice(0, 40), ...params }),
  ];
  if (takes === 'ratio') {
    const ratio = RATIO.exec(value);
    return ratio && Number(ratio[1]) > 0 && Number(ratio[2]) > 0 ? [] : say('bad-ratio', 'error', {});
  }
  if (takes === 'choice')
    return choices!.includes(value.toLowerCase())
      ? []
      : say('unknown-value', 'warning', { choices: choices!.join(', ') });
  if (!(takes === 'whole' ? /^\d{1,12}$/ : /^\d{0,9}(\.\d{1,9})?$/).test(value))
    return say('bad-number', 'error', {});
  const [least, most] = range!;
  return Number(value) < least || Number(value) > most ? say('out-of-range', 'warning', { least, most }) : [];
}

/** A known name one or two letters away; empty when none is. */
function nearest(name: string): string {
  const near = PARAMETERS.map((fact) => ({
    name: fact.name,
    distance: distance(name.slice(0, 20), fact.name),
  }))
    .filter(({ distance: d, name: known }) => d <= Math.min(2, known.length - 2))
    .sort((a, b) => a.distance - b.distance)[0];
  return near?.name ?? '';
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}
