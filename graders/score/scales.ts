import type { Measurement } from '../criteria/types.ts';
import type { Exercise } from '../types.ts';
import type { TermScale } from './score.ts';

/** The scale of every term: its own where the kind is absolute, otherwise from the exercise's calibration. */
export function scalesOf(
  exercise: Exercise,
  criterion: string,
  measurement: Measurement,
): (term: string) => TermScale {
  return (id) => {
    const term = measurement.terms[id]!;
    if (term.limit !== undefined && term.tolerance !== undefined)
      return { limit: term.limit, tolerance: term.tolerance };
    const kept = exercise.calibration?.terms[`${criterion}/${id}`];
    if (!kept)
      throw new Error(
        `${exercise.slug}: no calibration for ${criterion}/${id}; run the check that writes it`,
      );
    return { limit: term.limit ?? kept.start, tolerance: term.tolerance ?? kept.tolerance };
  };
}
