import { analyse } from '../../prompt/analyse.ts';
import { facetsOf } from '../../prompt/context.ts';
import type { Facet } from '../../prompt/facets/schema.ts';
import type { TextExercise } from '../../types.ts';

/** What a swindler has: the wordings of every facet (more than any learner sees), the brief, accepted texts. */
export interface Loot {
  facets: readonly Facet[];
  brief: string;
  /** An accepted text, another at every turn. */
  references: readonly string[];
  /** Accepted texts of other exercises. */
  foreign: readonly string[];
  /** What was given to be mended; empty where nothing was. */
  given: string;
  /** How an accepted text names its main thing: the nouns, as they stand there. */
  subjects: ReadonlySet<string>;
}

export type Chance = () => number;

/** One way of making a text that nobody wrote. */
export type Heap = (loot: Loot, chance: Chance) => string;

export const pick = <T>(from: readonly T[], chance: Chance): T => from[Math.floor(chance() * from.length)]!;

export function shuffled<T>(items: readonly T[], chance: Chance): T[] {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const k = Math.floor(chance() * (i + 1));
    [out[i], out[k]] = [out[k]!, out[i]!];
  }
  return out;
}

export const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{N}'’-]+/gu) ?? [];
export const sentencesIn = (text: string): string[] => text.match(/[^.!?]+[.!?]+/g) ?? [text];

export async function lootOf(exercise: TextExercise, foreign: readonly string[]): Promise<Loot> {
  const { given, dialect } = exercise.spec.submission;
  const facets = facetsOf(exercise);
  const references = await acceptedTexts(exercise);
  const first = facets.filter(({ early }) => early);
  const subjects = new Set(
    references.flatMap((text) =>
      analyse(text, { dialect, facets: first }).found.flatMap(({ spans }) =>
        spans.map(({ from, to }) => wordsIn(text.slice(from, to)).at(-1)!.toLowerCase()),
      ),
    ),
  );
  return { facets, brief: exercise.brief ?? '', references, foreign, given: given ?? '', subjects };
}

export const acceptedTexts = async (exercise: TextExercise): Promise<string[]> =>
  Promise.all(exercise.references.map(async ({ bytes }) => new TextDecoder().decode(await bytes())));
