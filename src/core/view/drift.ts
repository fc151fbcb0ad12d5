import type { Assignment } from '../cohorts.ts';

/** An exercise as far as it matters here. */
interface Facts {
  track: string;
  spec: { id: string };
}

/** What a chosen track has gained since it was assigned, and what is no longer on offer at all; null while neither is so. */
export function drifted<One extends Facts>(
  { source, exerciseIds }: Pick<Assignment, 'source' | 'exerciseIds'>,
  exercises: readonly One[],
): { added: One[]; gone: string[] } | null {
  const added = exercises.filter(
    ({ track, spec }) => source.tracks.includes(track) && !exerciseIds.includes(spec.id),
  );
  const gone = exerciseIds.filter((id) => !exercises.some(({ spec }) => spec.id === id));
  return added.length + gone.length === 0 ? null : { added, gone };
}
