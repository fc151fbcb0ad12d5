import type { CalibratedTerm } from '../exercise/schema.ts';
import { untouched } from '../exercise/untouched.ts';
import type { Term } from '../criteria/types.ts';
import { measure } from '../measure.ts';
import type { Exercise, FeatureCache, Submission } from '../types.ts';
import type { ReferenceExport } from './goldens.ts';

/** Another build of a codec may land a little off ours; tolerances leave it this much room. */
const ROOM = 1.05;

/** A tolerance of nothing would make a single rounded pixel a mistake. */
const FLOOR = 1e-4;

/** A term is kept apart from the noise of saving when its start (or its limit) is at least so many tolerances away. */
export const LEAST_RATIO = 3;

/** Written instead of ratios beyond it, which say no more. */
const MOST_RATIO = 999;

export interface CalibrationProblem {
  term: string;
  message: string;
}

/**
 * Start distance and tolerance of every term that has no absolute scale: distance of the untouched start, and the
 * largest distance of an allowed export from the reference it was made of.
 */
export async function calibrate(
  exercise: Exercise,
  exports: ReferenceExport[],
  cache?: FeatureCache,
): Promise<{ terms: Record<string, CalibratedTerm>; problems: CalibrationProblem[] }> {
  const start = await untouched(exercise);
  const problems: CalibrationProblem[] = [];
  const starts = await distances(exercise, start, 'the untouched start', problems, cache);
  const tolerances = new Map<string, number>();
  for (const made of exports) {
    const found = await distances(exercise, await made.submission(), `export ${made.name}`, problems, cache);
    for (const [id, { distance }] of found[made.reference] ?? []) {
      tolerances.set(id, Math.max(tolerances.get(id) ?? 0, distance));
    }
  }
  const terms: Record<string, CalibratedTerm> = {};
  for (const [id, { limit, tolerance: own }] of starts[0] ?? []) {
    if (own !== undefined) continue;
    const begin = Math.min(...starts.map((against) => against.get(id)?.distance ?? Infinity));
    const tolerance = rounded(Math.max(FLOOR, (tolerances.get(id) ?? 0) * ROOM));
    const ratio = Math.min(MOST_RATIO, rounded((limit ?? begin) / tolerance));
    terms[id] = { start: rounded(begin), tolerance, ratio };
    if (ratio < LEAST_RATIO) problems.push({ term: id, message: tooClose(id, terms[id], limit) });
  }
  return { terms, problems };
}

/** Why a term cannot be graded. */
export function tooClose(id: string, { start, tolerance, ratio }: CalibratedTerm, limit?: number): string {
  const scale = limit === undefined ? `the start is ${start} away` : `the limit is ${limit}`;
  return `${id}: ${scale} and saving alone moves it ${tolerance}: a ratio of ${ratio}, at least ${LEAST_RATIO} is needed`;
}

/** Per reference: term id → term. A file that cannot be measured is a problem of the exercise here. */
async function distances(
  exercise: Exercise,
  submission: Submission,
  what: string,
  problems: CalibrationProblem[],
  cache?: FeatureCache,
): Promise<Map<string, Term>[]> {
  const measured = await measure(submission, exercise, cache === undefined ? {} : { cache });
  if (!measured.ok) {
    problems.push({ term: what, message: `${what} cannot be measured: ${measured.fault.code}` });
    return [];
  }
  return measured.against.map(({ criteria }) => {
    const terms = criteria.flatMap(({ spec, measurement }) =>
      Object.entries(measurement.terms).map(([term, value]) => [`${spec.id}/${term}`, value] as const),
    );
    return new Map(terms);
  });
}

const rounded = (value: number): number => Number(value.toPrecision(4));
