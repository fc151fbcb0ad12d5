import { KINDS } from '../criteria/kinds.ts';
import type { Words } from '../types.ts';
import { say } from './say.ts';

/** What a criterion might say and has no words for, or words that ask for what it does not give; a sentence each. */
export function missingWords(words: Words): string[] {
  return [...KINDS.values()].flatMap(({ kind, codes }) =>
    Object.entries(codes).flatMap(([code, params]) => {
      const file = `content/feedback/${kind}.yaml`;
      try {
        say(words, code, Object.fromEntries(params.map((name) => [name, 1])));
        return [];
      } catch (error) {
        return [`${file}: ${(error as Error).message}; ${given(params)}`];
      }
    }),
  );
}

const given = (params: readonly string[]): string =>
  `its kind gives ${params.length > 0 ? params.map((name) => `{${name}}`).join(', ') : 'nothing'}`;
