import { mergedFragments } from './fragments.ts';
import type { Dialect, Fragment } from './types.ts';

/** Decimals that a written weight keeps. */
export const DECIMALS = 3;

export const written = (weight: number): string => String(Number(weight.toFixed(DECIMALS)));

const ESCAPED: Partial<Record<Dialect, RegExp>> = {
  a1111: /[\\()[\]]/g,
  comfyui: /[()]/g,
  invokeai: /[\\()[\]"]|[+-](?![\p{L}\p{N}])/gu,
};

/** One weighed stretch of words; `next` is what follows it. */
const WEIGHED: Partial<Record<Dialect, (words: string, weight: string, next: string) => string>> = {
  a1111: (words, weight) => `(${words}:${weight})`,
  comfyui: (words, weight) => `(${words}:${weight})`,
  invokeai: (words, weight, next) =>
    /^[\p{L}\p{N}.]/u.test(next) ? `(${words}).attend(${weight})` : `(${words})${weight}`,
  novelai: (words, weight) => `${weight}::${words}${/[\d.-]$/.test(words) ? ' ' : ''}::`,
};

/** What joins sub-prompts: only the webui has a sign for it that keeps the order. */
const BETWEEN_PARTS: Partial<Record<Dialect, string>> = { a1111: ' BREAK ' };

/**
 * The words with their weights in one of the bracket dialects, as short as it can be said: `(words:1.3)`,
 * `(words)1.3`, `1.3::words::`. Weights keep three decimals. In a dialect without weights, the words alone.
 */
export function renderFragments(fragments: readonly Fragment[], dialect: Dialect): string {
  const runs = mergedFragments(fragments).map(({ text, weight, part = 0 }) => ({
    text: ESCAPED[dialect] ? text.replace(ESCAPED[dialect], (sign) => `\\${sign}`) : text,
    weight: written(weight),
    part,
  }));
  let out = '';
  runs.forEach(({ text, weight, part }, i) => {
    const before = runs[i - 1];
    if (before && before.part !== part) out = out.trimEnd() + (BETWEEN_PARTS[dialect] ?? ', ');
    const words = text.trim();
    const lead = text.slice(0, text.length - text.trimStart().length);
    const trail = words === '' ? '' : text.slice(text.trimEnd().length);
    const next = trail + (runs[i + 1]?.text ?? '');
    const weigh = WEIGHED[dialect];
    const plain = weight === '1' && !(i === runs.length - 1 && trapped(words, dialect));
    const apart = dialect === 'novelai' && !plain && lead === '' && /[\p{L}\p{N}.-]$/u.test(out) ? ' ' : '';
    out += lead + apart + (words === '' || !weigh || plain ? words : weigh(words, weight, next)) + trail;
  });
  return out;
}

/** `16:9` at the very end of a webui prompt would weigh the whole of it by 9. */
const trapped = (words: string, dialect: Dialect): boolean =>
  dialect === 'a1111' && /:\s*[-+]?[\d.]+\s*$/.test(words);
