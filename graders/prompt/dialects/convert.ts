import type { Params } from '../../report/schema.ts';
import { NO_WEIGHT } from './data/midjourney.ts';
import { mergedFragments } from './fragments.ts';
import { renderFragments, written } from './render.ts';
import type { Dialect, Fragment, ParsedPrompt } from './types.ts';

/** Something that the other dialect cannot say. */
export interface Loss {
  /** `prompt-dialect.<code>` in content/feedback. */
  code: string;
  params: Params;
}

export interface Converted {
  text: string;
  /** What belongs into the box for the negative prompt, where the tool has one; null when there is nothing. */
  negative: string | null;
  losses: Loss[];
}

const LORAS: readonly Dialect[] = ['a1111'];

/**
 * The same prompt in another dialect: every word keeps its effective weight to three decimals (in Midjourney: the
 * ratios), and what cannot be carried over is listed.
 */
export function convert(parsed: ParsedPrompt, to: Dialect): Converted {
  if (parsed.dialect === to) return { text: parsed.source, negative: null, losses: [] };
  const losses: Loss[] = [];
  const lose = (code: string, when: boolean, params: Params = {}): void => {
    if (when) losses.push({ code, params });
  };
  const positive = settled(parsed, parsed.positive);
  const negative = settled(parsed, parsed.negative);
  lose('loses-schedule', parsed.schedules.length > 0);
  lose('loses-parts', parsed.parts.length > 1 || parsed.parts[0] !== 1);
  lose('loses-loras', parsed.loras.length > 0 && !LORAS.includes(to), { count: parsed.loras.length });
  const settings = parsed.parameters.filter(({ name }) => name !== 'no');
  lose('loses-parameters', settings.length > 0, {
    names: [...new Set(settings.map(({ name }) => name))].join(', '),
  });
  if (to === 'midjourney') return { ...toMidjourney(positive, negative, lose), losses };
  if (to === 'natural') {
    lose(
      'loses-weights',
      positive.some(({ weight }) => weight !== 1),
    );
    lose('loses-negative', negative.length > 0);
    return { text: plain(positive), negative: null, losses };
  }
  if (to === 'novelai')
    lose(
      'loses-signs',
      [...positive, ...negative].some(({ text }) => /[{}[\]]|::/.test(text)),
    );
  const text = renderFragments(positive, to) + (to === 'a1111' ? parsed.loras.map(network).join('') : '');
  const excluded = fromNo(parsed, negative);
  lose('loses-no-weight', parsed.dialect === 'midjourney' && negative.length > 0);
  if (excluded.length === 0) return { text, negative: null, losses };
  const words = renderFragments(excluded, to);
  if (to === 'a1111') return { text: `${text}\nNegative prompt: ${words}`, negative: null, losses };
  return { text, negative: words, losses };
}

/** What the finished picture is steered by: of a swap its last words, of words in turn the first. */
function settled({ schedules }: ParsedPrompt, fragments: readonly Fragment[]): Fragment[] {
  return fragments
    .filter(
      ({ schedule, alternative = 0 }) =>
        schedule === undefined || alternative === (schedules[schedule]!.kind === 'swap' ? 1 : 0),
    )
    .map(({ from, to, text, weight, part }) => ({
      from,
      to,
      text,
      weight,
      ...(part !== undefined && { part }),
    }));
}

const network = ({ name, weight }: ParsedPrompt['loras'][number]): string =>
  ` <lora:${name}:${written(weight)}>`;

/** `--no` items become a list of plain words. */
function fromNo({ dialect }: ParsedPrompt, negative: readonly Fragment[]): Fragment[] {
  if (dialect !== 'midjourney') return [...negative];
  return negative.map((item, i) => ({ ...item, weight: 1, part: 0, text: (i > 0 ? ', ' : '') + item.text }));
}

const plain = (fragments: readonly Fragment[]): string =>
  fragments
    .map(({ text, part = 0 }, i) =>
      i > 0 && part !== (fragments[i - 1]!.part ?? 0) ? `, ${text.trim()}` : text,
    )
    .join('')
    .trim();

const EDGES = /^[\s,;]+|[\s,;]+$/g;

function toMidjourney(
  positive: readonly Fragment[],
  negative: readonly Fragment[],
  lose: (code: string, when: boolean, params?: Params) => void,
): Omit<Converted, 'losses'> {
  const weighed = mergedFragments(positive.map(({ part: _, ...fragment }) => fragment))
    .map(({ text, weight }) => ({ words: text.replace(EDGES, '').replaceAll('::', ' '), weight }))
    .filter(({ words }) => /[\p{L}\p{N}]/u.test(words));
  const even = weighed.every(({ weight }) => weight === weighed[0]!.weight);
  lose('splits-prompt', !even, { parts: weighed.length });
  const text = even
    ? plain(positive)
    : weighed.map(({ words, weight }) => `${words}::${written(weight)}`).join(' ');
  const items = negative
    .flatMap(({ text: words }) => words.split(','))
    .map((words) => words.trim())
    .filter((words) => words !== '');
  lose(
    'loses-negative-weights',
    negative.some(({ weight }) => weight !== 1),
    { weight: NO_WEIGHT },
  );
  return { text: items.length > 0 ? `${text} --no ${items.join(', ')}` : text, negative: null };
}
