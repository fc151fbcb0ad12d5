import { foreignIn } from './foreign.ts';
import { schedulesOf, type Scheduled } from './schedules.ts';
import { nothingIn, problem, sticky } from './reading.ts';
import { open, weightWithin, type Scope } from './scopes.ts';
import type { Fragment, ParsedPrompt, SyntaxProblem } from './types.ts';
import { Writer } from './writer.ts';

const UP = 1.1;
const DOWN = 1 / 1.1;

const NETWORK = /<(\w{1,40}):([^<>]{1,200})>/y;
const BREAK = /(?<![\p{L}\p{N}_])BREAK(?![\p{L}\p{N}_])\s*/uy;
const WEIGHT = /:\s*([+-]?[.\d]{1,40})\s*\)/y;
const NEGATIVE = /^Negative prompt:[ \t]*/m;
const SETTINGS = /^Steps: \d+, /m;
const AND = /(?<![\p{L}\p{N}_])AND(?![\p{L}\p{N}_])/gu;
const PART_WEIGHT = /(?<![\s:])\s*:\s*([-+]?(?:\d+\.?|\d*\.\d+))\s*$/;
/** What stands before a closing bracket where a weight was meant. */
const COMMA_WEIGHT = /:\s*([+-]?\d+,\d+)\s*$/;
const BARE_WEIGHT = /[^\s:]\s+([+-]?\d*\.\d+)\s*$/;

interface Place {
  round: Scope | null;
  square: Scope | null;
  part: number;
  schedule: Within | undefined;
}

/** The schedule and which of its alternatives. */
interface Within {
  schedule: number;
  alternative: number;
}

interface Bracket {
  scope: Scope;
  at: number;
  /** Whether anything stands between it and its partner. */
  from: number;
}

/**
 * Prompts of AUTOMATIC1111's webui and its family (Forge, SD.Next). `(x)` × 1.1, `[x]` ÷ 1.1, `(x:1.3)` × 1.3, each
 * multiplied with the brackets around it; round and square ones pair on their own, and one that never closes runs to
 * the end. Extra networks are taken out first. Behaviour: modules/prompt_parser.py at 0674fab.
 */
export function parseA1111(source: string): ParsedPrompt {
  const negativeAt = NEGATIVE.exec(source);
  const settingsAt = SETTINGS.exec(source)?.index ?? source.length;
  const end = Math.min(negativeAt?.index ?? source.length, settingsAt);
  const parsed: ParsedPrompt = {
    ...nothingIn(source, 'a1111'),
    parameters: settings(source, settingsAt),
    parts: [],
  };
  parsed.positive = readSide(parsed, 0, end);
  if (negativeAt && negativeAt.index < settingsAt) {
    const { loras, schedules } = parsed;
    const side = { ...parsed, parts: [], loras, schedules };
    parsed.negative = readSide(side, negativeAt.index + negativeAt[0].length, settingsAt);
  }
  return parsed;
}

/** One side of the prompt, cut at AND; every part has brackets of its own. */
function readSide(parsed: ParsedPrompt, from: number, to: number): Fragment[] {
  const cuts = [...parsed.source.slice(from, to).matchAll(AND)].map(({ index }) => from + index);
  const parts = [from, ...cuts.map((cut) => cut + 3)].map((start, i) => [start, cuts[i] ?? to] as const);
  const state = { part: 0 };
  const fragments = parts.flatMap(([start, stop], i) => {
    const weight = PART_WEIGHT.exec(parsed.source.slice(Math.max(start, stop - 60), stop));
    parsed.parts.push(weight ? Number(weight[1]) : 1);
    const last = weight ? stop - weight[0].length : stop;
    if (weight && parts.length === 1)
      parsed.problems.push(problem('whole-weight', 'warning', last, stop, { weight: Number(weight[1]) }));
    if (i > 0) state.part++;
    return readPart(parsed, start, last, state);
  });
  parsed.problems.push(...foreignIn(parsed.source, 'a1111', from, to));
  return fragments;
}

function readPart(parsed: ParsedPrompt, from: number, to: number, state: { part: number }): Fragment[] {
  const { source, problems } = parsed;
  const scheduled = schedulesOf(source, from, to);
  const signs = signsOf(scheduled, parsed, problems);
  const writer = new Writer<Place>();
  const rounds: Bracket[] = [];
  const squares: Bracket[] = [];
  let schedule: Within | undefined;
  const place = (): Place => ({
    round: rounds.at(-1)?.scope ?? null,
    square: squares.at(-1)?.scope ?? null,
    part: state.part,
    schedule,
  });
  const close = (stack: Bracket[], other: Bracket[], factor: number, at: number): void => {
    writer.end(place());
    const bracket = stack.pop()!;
    bracket.scope.factor = factor;
    const crossing = other.at(-1);
    if (crossing && crossing.at > bracket.at)
      problems.push(problem('crossed', 'error', crossing.at, crossing.at + 1, { bracket: source[at]! }));
    if (source.slice(bracket.from, Math.min(at, bracket.from + 200)).trim() === '')
      problems.push(problem('empty', 'warning', bracket.at, at + 1, {}));
  };
  for (let i = from; i < to;) {
    const sign = signs.get(i);
    if (sign) {
      writer.end(place());
      schedule = sign.within;
      i = sign.to;
      continue;
    }
    const character = source[i]!;
    const network = character === '<' ? sticky(NETWORK, source, i, to) : null;
    if (network) {
      writer.end(place());
      const [name = '', weight] = network[2]!.split(':');
      if (/^(lora|lyco|hypernet)$/.test(network[1]!))
        parsed.loras.push({
          name,
          weight: Number.isFinite(Number(weight ?? 1)) ? Number(weight ?? 1) : 1,
          from: i,
          to: i + network[0].length,
        });
      i += network[0].length;
      continue;
    }
    const pause = character === 'B' ? sticky(BREAK, source, i, to) : null;
    if (pause) {
      writer.end(place());
      state.part++;
      i += pause[0].length;
      continue;
    }
    const weight = character === ':' ? sticky(WEIGHT, source, i, to) : null;
    if (weight && rounds.length > 0) {
      const factor = Number(weight[1]);
      const after = i + weight[0].length;
      if (Number.isNaN(factor))
        problems.push(problem('not-a-number', 'error', i, after, { text: weight[1]! }));
      close(rounds, squares, Number.isNaN(factor) ? UP : factor, after - 1);
      i = after;
    } else if (weight) {
      problems.push(
        problem('unopened', 'error', i + weight[0].length - 1, i + weight[0].length, { bracket: ')' }),
      );
      writer.add(weight[0], i, i + weight[0].length);
      i += weight[0].length;
    } else if (character === '\\') {
      const next = i + 1 < to && '()[]\\'.includes(source[i + 1]!);
      writer.add(next ? source[i + 1]! : '', i, i + (next ? 2 : 1));
      i += next ? 2 : 1;
    } else if (character === '(' || character === '[') {
      writer.end(place());
      const stack = character === '(' ? rounds : squares;
      stack.push({ scope: open(stack.at(-1)?.scope ?? null, i), at: i, from: i + 1 });
      i++;
    } else if (character === ')' && rounds.length > 0) {
      suspicious(source, rounds.at(-1)!.at, i, problems);
      close(rounds, squares, UP, i);
      i++;
    } else if (character === ']' && squares.length > 0) {
      close(squares, rounds, DOWN, i);
      i++;
    } else {
      if (character === ')' || character === ']')
        problems.push(problem('unopened', 'error', i, i + 1, { bracket: character }));
      writer.add(character, i, i + 1);
      i++;
    }
  }
  writer.end(place());
  for (const [stack, factor] of [
    [rounds, UP],
    [squares, DOWN],
  ] as const)
    for (const { scope, at } of stack) {
      scope.factor = factor;
      problems.push(problem('unclosed', 'error', at, at + 1, { bracket: source[at]! }));
    }
  return writer.fragments(({ round, square, part, schedule: within }) => ({
    weight: weightWithin(round, square),
    ...(part > 0 && { part }),
    ...within,
  }));
}

interface Sign {
  to: number;
  within: Within | undefined;
}

/** The brackets, separators and numbers of schedules: where each ends, and which schedule the words after it are in. */
function signsOf(
  scheduled: ReadonlyMap<number, Scheduled>,
  parsed: ParsedPrompt,
  problems: SyntaxProblem[],
): Map<number, Sign> {
  const signs = new Map<number, Sign>();
  const around: { to: number; halves: Scheduled['halves']; index: number }[] = [];
  for (const item of [...scheduled.values()].sort((a, b) => a.from - b.from)) {
    while (around.length > 0 && around.at(-1)!.to <= item.from) around.pop();
    const outer = around.at(-1);
    const { halves, ...schedule } = item;
    const index = parsed.schedules.push(schedule) - 1;
    around.push({ to: item.to, halves, index });
    const bare = halves[0]!.from === halves[1]!.from;
    signs.set(item.from, { to: item.from + 1, within: { schedule: index, alternative: bare ? 1 : 0 } });
    halves.forEach(({ from }, alternative) => {
      if (alternative > 0 && !bare)
        signs.set(from - 1, { to: from, within: { schedule: index, alternative } });
    });
    const within = outer && {
      schedule: outer.index,
      alternative: outer.halves.findLastIndex(({ from }) => from <= item.from),
    };
    signs.set(halves.at(-1)!.to, { to: item.to, within });
    const { at } = item;
    if (item.kind === 'swap' && bare && at! > 0.05 && at! <= 2 && at! % 1 !== 0)
      problems.push(problem('schedule-not-weight', 'warning', item.from, item.to, { number: at! }));
  }
  return signs;
}

/** A bracket that closes as × 1.1 although a weight was meant. */
function suspicious(source: string, from: number, at: number, problems: SyntaxProblem[]): void {
  const tail = source.slice(Math.max(from, at - 40), at);
  const comma = COMMA_WEIGHT.exec(tail);
  const bare = BARE_WEIGHT.exec(tail);
  if (comma) problems.push(problem('decimal-comma', 'error', at - comma[0].length, at, { text: comma[1]! }));
  else if (bare)
    problems.push(problem('missing-colon', 'warning', at - bare[1]!.length, at, { text: bare[1]! }));
}

/** `Steps: 30, Sampler: Euler a, …` of a copied infotext. */
function settings(source: string, from: number): ParsedPrompt['parameters'] {
  const found: ParsedPrompt['parameters'] = [];
  for (const match of source.slice(from, from + 20_000).matchAll(/(\w[\w .]{0,60}): ("[^"]*"|[^,\n]*)/g))
    found.push({
      name: match[1]!,
      value: match[2]!.trim(),
      from: from + match.index,
      to: from + match.index + match[0].length,
    });
  return found;
}
