import type { Looked } from '../files/look.ts';
import { sortedFacts, type PrivateFact } from '../pixels/private-facts.ts';
import type { Words } from '../types.ts';
import type { Says } from './says.ts';
import type { FileFacts } from './schema.ts';
import { say } from './words.ts';

/** The facts of a file and what it says about itself, observations and private facts in words. */
export const withSays = (file: Looked, words: Words): FileFacts => ({
  ...file.facts,
  says: saysOf(file, words),
});

/** What a file says about itself, for people to read. */
export const saysOf = (
  { generation, provenance, private: facts }: Pick<Looked, 'generation' | 'provenance' | 'private'>,
  words: Words,
): Says => {
  const inWords = (some: readonly PrivateFact[]) => some.map((fact) => say(words, `private.${fact}`, {}));
  const { secret, open } = sortedFacts(facts);
  return {
    generation,
    provenance: provenance && {
      ...provenance,
      observations: provenance.observations.map(({ code, params }) => ({
        code,
        params,
        text: say(words, code, params),
      })),
    },
    private: inWords(secret),
    ...(open.length > 0 ? { capture: inWords(open) } : {}),
  };
};
