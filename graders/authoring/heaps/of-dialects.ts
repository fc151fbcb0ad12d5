import { type Heap, pick, shuffled } from './loot.ts';

const QUALITY = 'masterpiece, best quality, ultra detailed, 8k, trending, award-winning, stunning';
const NUMBER = /\d+(?:\.\d+)?/g;

/** Numbers of a text, each replaced. */
const numbers = (text: string, by: (found: string, i: number) => string): string => {
  let i = 0;
  return text.replace(NUMBER, (found) => by(found, i++));
};

/** For exercises that ask for exact syntax: the right words, and everything else at random. */
export const OF_DIALECTS: Readonly<Record<string, Heap>> = {
  'numbers swapped': ({ references }, chance) => {
    const text = pick(references, chance);
    const put = shuffled(text.match(NUMBER) ?? [], chance);
    return numbers(text, (_, i) => put[i]!);
  },
  'numbers at random': ({ references }, chance) =>
    numbers(pick(references, chance), () => String(Math.round(40 * chance()) / 20 + 0.1)),
  'everything weighed': ({ given }) =>
    given
      .split('\n')
      .map((line) =>
        line
          .split(',')
          .map((part) => `(${part.trim().replace(/[()[\]{}]/g, '')}:1.5)`)
          .join(', '),
      )
      .join('\n'),
  'everything in brackets': ({ references }, chance) => `((${pick(references, chance)}))`,
  'all signs taken out': ({ references }, chance) =>
    pick(references, chance).replace(/[()[\]{}:]|--|\d+(?:\.\d+)?/g, ' '),
  'a load of praise': ({ references }, chance) => `${QUALITY}, ${pick(references, chance)}`,
  'phrases and settings shuffled': ({ references }, chance) =>
    shuffled(pick(references, chance).split(/(?<=[,\s])/), chance).join(''),
  'as it was given': ({ given }) => given,
};
