import { foreignIn } from './foreign.ts';
import { DEFAULT_VERSION, MULTI_PROMPTS_UNTIL, NO_WEIGHT } from './data/midjourney.ts';
import { readParameters } from './midjourney-parameters.ts';
import { nothingIn, problem } from './reading.ts';
import type { Fragment, ParsedPrompt } from './types.ts';

const MULTI = /::(\s{0,3})(-?(?:\d{1,6}(?:\.\d{1,9})?|\.\d{1,9}))?(?![\p{L}\d])|::/gu;
const FIRST_PARAMETER = /(?<![^\s])(?:--|—|–)\s?[a-z]/i;

/**
 * Prompts of Midjourney: words, then parameters, to the end. `words::2` weighs a sub-prompt against the others, of
 * which only the ratios count; a missing number is 1; `--no words` weighs −0.5. Behaviour: docs.midjourney.com,
 * Multi-Prompts & Weights, Parameter List.
 */
export function parseMidjourney(source: string): ParsedPrompt {
  const parsed = nothingIn(source, 'midjourney');
  const { problems } = parsed;
  const words = FIRST_PARAMETER.exec(source)?.index ?? source.length;
  parsed.parameters = readParameters(source, words, problems);
  parsed.positive = readWords(parsed, words);
  for (const { name, value, to } of parsed.parameters)
    if (name === 'no') parsed.negative.push(...excluded(value, to - value.length));
  problems.push(...foreignIn(source, 'midjourney', 0, words));
  return parsed;
}

function readWords({ source, parameters, problems }: ParsedPrompt, end: number): Fragment[] {
  const fragments: Fragment[] = [];
  let from = 0;
  const add = (to: number, weight: number): void => {
    const text = source.slice(from, to).trim();
    if (text === '') return;
    const start = from + source.slice(from, to).indexOf(text);
    const part = fragments.length;
    fragments.push({ from: start, to: start + text.length, text, weight, ...(part > 0 && { part }) });
  };
  const separators = [...source.slice(0, end).matchAll(MULTI)];
  for (const { index, 0: separator, 1: space = '', 2: number = '' } of separators) {
    const weight = space === '' && number !== '' ? Number(number) : 1;
    add(index, weight);
    if (space !== '' && number !== '')
      problems.push(
        problem('space-before-weight', 'error', index, index + separator.length, { weight: Number(number) }),
      );
    from = index + (space === '' ? separator.length : 2);
  }
  add(end, 1);
  if (separators.length === 0) return fragments;
  const sum = fragments.reduce((total, { weight }) => total + weight, 0);
  const last = separators.at(-1)!;
  if (sum <= 0)
    problems.push(
      problem('weights-sum', 'error', last.index, last.index + last[0].length, { sum: tidy(sum) }),
    );
  const version = Number(parameters.find(({ name }) => name === 'version')?.value ?? DEFAULT_VERSION);
  if (version > MULTI_PROMPTS_UNTIL)
    problems.push(
      problem('gone-in-version', 'warning', last.index, last.index + 2, {
        form: '::',
        version,
        until: MULTI_PROMPTS_UNTIL,
      }),
    );
  return fragments;
}

/** `plants, red cars` as one fragment each. */
function excluded(value: string, from: number): Fragment[] {
  const fragments: Fragment[] = [];
  let at = from;
  for (const item of value.split(',')) {
    const text = item.trim();
    const start = at + item.indexOf(text);
    if (text !== '') fragments.push({ from: start, to: start + text.length, text, weight: NO_WEIGHT });
    at += item.length + 1;
  }
  return fragments;
}

const tidy = (value: number): number => Math.round(value * 1000) / 1000;
