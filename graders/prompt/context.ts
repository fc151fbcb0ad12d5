import { z } from 'zod';
import type { TextExercise } from '../types.ts';
import { parsePrompt } from './dialects/parse.ts';
import { Facet } from './facets/schema.ts';
import type { TextContext } from './types.ts';

const WithFacets = z.object({ facets: z.array(Facet) });
const kept = new WeakMap<TextExercise['spec'], readonly Facet[]>();

/** What all criteria of an exercise look for in a prompt, one after the other. */
export function facetsOf({ spec }: Pick<TextExercise, 'spec'>): readonly Facet[] {
  const known = kept.get(spec);
  if (known) return known;
  const facets = spec.criteria.flatMap(({ params }) => WithFacets.safeParse(params).data?.facets ?? []);
  kept.set(spec, facets);
  return facets;
}

/** A text as the criteria of an exercise read it. */
export const textContext = (text: string, exercise: Pick<TextExercise, 'spec' | 'brief'>): TextContext => ({
  text,
  parsed: parsePrompt(text, exercise.spec.submission.dialect),
  brief: exercise.brief ?? '',
  facets: facetsOf(exercise),
});
