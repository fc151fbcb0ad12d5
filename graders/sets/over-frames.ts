import { rounded } from '../criteria/direction.ts';
import type { Measurement, Term } from '../criteria/types.ts';
import type { CriterionSpec } from '../exercise/schema.ts';

/**
 * The measurements of a set's frames as one: of every term the worst frame's distance, or the mean. Its scale is then
 * that of the whole set: the untouched start's worst frame, the worst export. What is shown is the value of the frame
 * that is furthest off, or the mean.
 */
export function overFrames(
  { across = 'worst' }: Pick<CriterionSpec, 'across'>,
  frames: readonly Measurement[],
): Measurement {
  const [first] = frames as [Measurement];
  if (frames.length === 1) return first;
  const shown = first.display?.term ?? Object.keys(first.terms)[0]!;
  const distances = frames.map(({ terms }) => terms[shown]!.distance);
  const worst = frames[distances.indexOf(Math.max(...distances))]!;
  return {
    ...first,
    terms: Object.fromEntries(Object.keys(first.terms).map((id) => [id, termOver(id, across, frames)])),
    value: across === 'worst' ? worst.value : rounded(mean(frames.map(({ value }) => value))),
    target: worst.target,
    facts: {},
    places: [],
    evidence: [],
  };
}

function termOver(id: string, across: 'worst' | 'mean', frames: readonly Measurement[]): Term {
  const terms = frames.map((frame) => frame.terms[id]!);
  if (across === 'mean') return { ...terms[0]!, distance: mean(terms.map(({ distance }) => distance)) };
  return terms.reduce((worst, term) => (term.distance > worst.distance ? term : worst));
}

const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
