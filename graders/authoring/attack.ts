import { asLaid } from '../exercise/kind.ts';
import { grade } from '../grade.ts';
import { measure } from '../measure.ts';
import { frameExercises } from '../sets/frames.ts';
import type { Exercise, GradeOptions } from '../types.ts';
import { sizeOf } from '../views/trusted.ts';
import { attackChains } from './attack-chains.ts';
import { memoryCache } from './cache.ts';
import { calibrate } from './calibrate.ts';
import { RecipeError } from './picture.ts';
import { findIn } from './pictures.ts';
import { cookSet, SetRecipe } from './set-recipe.ts';
import { fileStudio } from './studio.ts';

/** A random chain of edits that passes although the picture is no nearer to the reference than the start is. */
export interface Breach {
  chain: string;
  score: number;
  /** Mean ΔE00 of 8×8 cells to the nearest reference. */
  deltaE: number;
}

export interface Attacked {
  tried: number;
  passed: number;
  /** The start's mean ΔE00. */
  start: number;
  /** How many that passed lie further off than the start. */
  beyond: number;
  /** The larger of the start's distance and {@link NOTICEABLE}. */
  bound: number;
  /** Those of them further off than the bound. */
  breaches: Breach[];
}

/**
 * Mean ΔE00 up to which two pictures can hardly be told apart: 1 is about what shows between patches side by side, a
 * picture forgives a little more (Stokes, Fairchild & Berns 1992). Where the task is not tone or colour the start lies nearer
 * to the reference than that, and so may honest work.
 */
export const NOTICEABLE = 1.2;

export interface AttackOptions extends Pick<GradeOptions, 'words' | 'now'> {
  exercises: string;
  count: number;
  seed: number;
}

/** Hands in `count` random chains of edits and looks for one that passes without the work. */
export async function attack(exercise: Exercise, options: AttackOptions): Promise<Attacked> {
  const { exercises, count, seed, words, now } = options;
  const places = { exercises, folder: exercise.folder, findExercise: findIn(exercises) };
  const studios = frameExercises(exercise).map((frame) => fileStudio({ ...places, exercise: frame }));
  const cache = memoryCache();
  const measured: Exercise = { ...exercise, spec: { ...exercise.spec, criteria: [PICTURE] } };
  const { terms } = await calibrate(measured, [], cache);
  const { start } = terms['picture/mean']!;
  const bound = Math.max(start, NOTICEABLE);
  const result: Attacked = { tried: 0, passed: 0, start, beyond: 0, bound, breaches: [] };
  const { width, height } = await sizeOf(frameExercises(exercise)[0]!.references[0]!);
  const regions = Object.keys(exercise.regions);
  const { formats } = asLaid(exercise).spec.submission;
  for (const { name, recipe } of attackChains(count, seed, { width, height, regions, formats })) {
    try {
      const submission = await cookSet(SetRecipe.parse(recipe), exercise, studios);
      result.tried++;
      const { report } = await grade(submission, exercise, { words, now, cache });
      if (report.outcome !== 'passed') continue;
      result.passed++;
      const found = await measure(submission, measured, { cache });
      if (!found.ok) continue;
      const distances = found.against.map(({ criteria }) => criteria[0]!.measurement.terms.mean!.distance);
      const deltaE = Math.min(...distances);
      if (deltaE > start) result.beyond++;
      if (deltaE > bound) result.breaches.push({ chain: name, score: report.score!, deltaE });
    } catch (error) {
      // Start and reference of a crop differ in size, so some chains cannot be made.
      if (!(error instanceof RecipeError)) throw error;
    }
  }
  return result;
}

const PICTURE = {
  id: 'picture',
  kind: 'tone-colour',
  title: 'Picture',
  weight: 1,
  essential: false,
  passAt: 60,
  params: {},
};
