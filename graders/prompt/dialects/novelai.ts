import { foreignIn } from './foreign.ts';
import { nothingIn, problem, sticky } from './reading.ts';
import { open, weightWithin, type Scope } from './scopes.ts';
import type { ParsedPrompt } from './types.ts';
import { Writer } from './writer.ts';

const UP = 1.05;
const DOWN = 1 / 1.05;

/** `1.5::` opens a stretch, `::` alone ends it. */
const EMPHASIS = /(-?(?:\d{1,3}(?:\.\d{0,9})?|\.\d{1,9}))?::/y;

interface Open {
  at: number;
  sign: '{' | '[';
}

interface Place {
  scope: Scope | null;
  stretch: number;
}

/**
 * Prompts of NovelAI: `{x}` × 1.05, `[x]` ÷ 1.05, and since V4 `1.5::words::`, which weighs all up to the next `::`.
 * Round brackets are plain text. Behaviour: docs.novelai.net, Strengthening & Weakening Vectors.
 */
export function parseNovelAi(source: string): ParsedPrompt {
  const parsed = nothingIn(source, 'novelai');
  const { problems } = parsed;
  const writer = new Writer<Place>();
  const stack: (Open & { scope: Scope })[] = [];
  let stretch: { weight: number; at: number } | null = null;
  const place = (): Place => ({ scope: stack.at(-1)?.scope ?? null, stretch: stretch?.weight ?? 1 });
  for (let i = 0; i < source.length;) {
    const character = source[i]!;
    const emphasis =
      (character === ':' ||
        ((character === '-' || character === '.' || isDigit(character)) && begins(source, i))) &&
      sticky(EMPHASIS, source, i);
    if (emphasis) {
      writer.end(place());
      const number = emphasis[1] ?? '';
      if (number === '' && !stretch) problems.push(problem('nothing-to-end', 'warning', i, i + 2, {}));
      stretch = number === '' ? null : { weight: Number(number), at: i };
      i += emphasis[0].length;
    } else if (character === '{' || character === '[') {
      writer.end(place());
      const scope = open(stack.at(-1)?.scope ?? null, i, character === '{' ? UP : DOWN);
      stack.push({ at: i, sign: character, scope });
      i++;
    } else if (character === '}' || character === ']') {
      const bracket = stack.at(-1);
      if (bracket?.sign === (character === '}' ? '{' : '[')) {
        writer.end(place());
        stack.pop();
      } else {
        problems.push(problem('unopened', 'error', i, i + 1, { bracket: character }));
        writer.add(character, i, i + 1);
      }
      i++;
    } else {
      writer.add(character, i, i + 1);
      i++;
    }
  }
  writer.end(place());
  for (const { at, sign } of stack)
    problems.push(problem('unclosed', 'error', at, at + 1, { bracket: sign }));
  if (stretch)
    problems.push(
      problem('stretch-runs-on', 'warning', stretch.at, source.length, { weight: stretch.weight }),
    );
  parsed.positive = writer.fragments(({ scope, stretch: weight }) => ({
    weight: weight * weightWithin(scope),
  }));
  problems.push(...foreignIn(source, 'novelai'));
  return parsed;
}

const isDigit = (character: string): boolean => character >= '0' && character <= '9';

/** A number begins here: what stands before it is no part of it. */
const begins = (source: string, at: number): boolean => at === 0 || !/[\p{L}\p{N}.]/u.test(source[at - 1]!);
