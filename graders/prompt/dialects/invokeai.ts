import { foreignIn } from './foreign.ts';
import { pairsOf } from './invokeai-pairs.ts';
import { nothingIn, problem, sticky } from './reading.ts';
import { open, weightWithin, type Scope } from './scopes.ts';
import type { ParsedPrompt } from './types.ts';
import { Writer } from './writer.ts';

const MORE = 1.1;
const LESS = 0.9;

/** Behind a bracket or a quotation. */
const SIGNS = /(?:\++|-+)(?![\p{L}\p{N}])/uy;
const NUMBER = /\d{0,6}\.?\d{1,9}(?![\p{L}\d])/uy;
const ATTEND = /\.attend\(\s*([+-]+|\d{0,6}\.?\d{1,9})\s*\)/y;
const JOINED = /\.(?:blend|and)\(([^()]{0,200})\)/y;
const SWAPPED = /\.swap\(([^()]{0,200})\)/y;
/** A word up to a space, a bracket, a comma. */
const WORD = /[^\s()"[\],\\]+/y;
const WEIGHED_WORD = /^(.*?[\p{L}\p{N}])(\++|-+)([.;:!?]*)$/u;
const WORD_METHOD = /^(.*[\p{L}\p{N}])\.(?:swap|attend)$/u;

/** What a bracket or quotation turns out to be once its end is read. */
interface Item {
  parent: Item | null;
  part?: number;
  schedule?: number;
  alternative?: number;
  /** The commas between the sub-prompts of a blend. */
  dropped: boolean;
}

interface Open {
  scope: Scope;
  item: Item;
  close: number;
  quotes: Item[];
}

interface Place {
  scope: Scope | null;
  item: Item | null;
  negative: boolean;
}

/**
 * Prompts of InvokeAI (the compel library): `word+` × 1.1, `word-` × 0.9, once per sign; `(a b)++`, `(a b)1.3`,
 * `"a b".attend(1.3)`; nested ones multiply; brackets alone do nothing, and what does not pair is text.
 * `("a", "b").blend(1, 0.8)` and `.and()` join sub-prompts, `cat.swap(dog)` changes words on the way. In the old
 * syntax (2.x) `[words]` is the negative prompt. Behaviour: compel doc/syntax.md, test/test_prompt_parser.py.
 */
export function parseInvokeAi(source: string): ParsedPrompt {
  const parsed = nothingIn(source, 'invokeai');
  const { problems, schedules } = parsed;
  const pairs = pairsOf(source);
  const closing = new Set(pairs.values());
  const writer = new Writer<Place>();
  const items: Item[] = [];
  const stack: Open[] = [];
  let negativeTo = -1;
  let i = 0;

  const itemIn = (parent: Item | null): Item => {
    const item: Item = { parent, dropped: false };
    items.push(item);
    return item;
  };
  const place = (): Place => ({
    scope: stack.at(-1)?.scope ?? null,
    item: stack.at(-1)?.item ?? null,
    negative: i < negativeTo,
  });
  const swapTo = (match: RegExpExecArray, from: number, scope: Scope | null, item: Item): void => {
    item.schedule = schedules.push({ kind: 'swap', from, to: i + match[0].length }) - 1;
    item.alternative = 0;
    const other: Item = { parent: item, dropped: false, alternative: 1 };
    items.push(other);
    const words = match[1]!.split(',')[0]!;
    const at = i + '.swap('.length;
    writer.add(words, at, at + words.length);
    writer.end({ scope, item: other, negative: i < negativeTo });
  };
  /** Reads what weighs or joins behind a closing sign; all brackets inside it are known by then. */
  const readEnd = ({ scope, item, quotes }: Open): void => {
    for (let weighed = false; ;) {
      const factor = weighed
        ? null
        : (sticky(SIGNS, source, i) ?? sticky(NUMBER, source, i) ?? sticky(ATTEND, source, i));
      const joined = factor ? null : sticky(JOINED, source, i);
      const swapped = factor || joined ? null : sticky(SWAPPED, source, i);
      if (factor) {
        scope.factor = factorOf(factor[1] ?? factor[0]);
        weighed = true;
      } else if (joined && quotes.length > 0) {
        const weights = joined[1]!.split(',').map(Number).filter(Number.isFinite);
        const given = joined[1]!.trim() !== '';
        if (given && weights.length !== quotes.length)
          problems.push(
            problem('parts-and-weights', 'error', i, i + joined[0].length, {
              parts: quotes.length,
              weights: weights.length,
            }),
          );
        item.dropped = true;
        quotes.forEach((quote, n) => {
          quote.part = n;
          quote.dropped = false;
        });
        parsed.parts = quotes.map((_, n) => (given ? (weights[n] ?? 1) : 1));
      } else if (swapped) swapTo(swapped, scope.at, scope, item);
      else return;
      i += (factor ?? joined ?? swapped)![0].length;
    }
  };

  while (i < source.length) {
    const character = source[i]!;
    const close = pairs.get(i);
    const word = /[\s()"[\],\\]/.test(character) ? null : sticky(WORD, source, i)![0];
    if (close !== undefined) {
      writer.end(place());
      const around = stack.at(-1);
      const item = itemIn(around?.item ?? null);
      if (character === '"') around?.quotes.push(item);
      stack.push({ scope: open(around?.scope ?? null, i), item, close, quotes: [] });
      i++;
    } else if (closing.has(i) && stack.at(-1)?.close === i) {
      writer.end(place());
      i++;
      readEnd(stack.pop()!);
    } else if (character === '\\' && '()[]"+-\\'.includes(source[i + 1] ?? ' ')) {
      writer.add(source[i + 1]!, i, i + 2);
      i += 2;
    } else if (character === '[' && i >= negativeTo && source.includes(']', i)) {
      writer.end(place());
      negativeTo = source.indexOf(']', i);
      problems.push(problem('old-negative', 'warning', i, negativeTo + 1, {}));
      i++;
    } else if (character === ']' && i === negativeTo) {
      writer.end({ ...place(), negative: true });
      i++;
    } else if (word) {
      const weighed = WEIGHED_WORD.exec(word);
      const method = source[i + word.length] === '(' ? WORD_METHOD.exec(word) : null;
      const base = weighed?.[1] ?? method?.[1];
      if (base === undefined) writer.add(word, i, (i += word.length));
      else {
        writer.end(place());
        const around = place();
        const scope = open(around.scope, i, weighed ? factorOf(weighed[2]!) : 1);
        const item = itemIn(around.item);
        writer.add(base, i, i + base.length);
        writer.end({ scope, item, negative: around.negative });
        i += base.length + (weighed?.[2]!.length ?? 0);
        if (method) readEnd({ scope, item, close: i, quotes: [] });
      }
    } else {
      if (character === '(' || character === ')')
        problems.push(problem('unpaired-text', 'error', i, i + 1, { bracket: character }));
      writer.add(character, i, ++i);
    }
  }
  writer.end(place());

  for (const item of items) {
    item.part ??= item.parent?.part;
    item.schedule ??= item.parent?.schedule;
    item.alternative ??= item.parent?.alternative;
  }
  const side = (negative: boolean) =>
    writer.fragments(
      ({ scope, item }) => ({
        weight: weightWithin(scope),
        ...(item?.part && { part: item.part }),
        ...(item?.schedule !== undefined && { schedule: item.schedule, alternative: item.alternative ?? 0 }),
      }),
      (at) => at.negative === negative && !at.item?.dropped,
    );
  parsed.positive = side(false);
  parsed.negative = side(true);
  problems.push(...foreignIn(source, 'invokeai'));
  return parsed;
}

const factorOf = (text: string): number =>
  text.startsWith('+') ? MORE ** text.length : text.startsWith('-') ? LESS ** text.length : Number(text);
