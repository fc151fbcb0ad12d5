import { asLaid } from '../exercise/kind.ts';
import { grade } from '../grade.ts';
import { measure } from '../measure.ts';
import { frameExercises } from '../sets/frames.ts';
import type { Exercise, GradeOptions, Submission } from '../types.ts';
import { sizeOf } from '../views/trusted.ts';
import { attackChains } from './attack-chains.ts';
import { memoryCache } from './cache.ts';
import { calibrate } from './calibrate.ts';
import type { Golden } from './goldens.ts';
import { RecipeError } from './picture.ts';
import { findIn } from './pictures.ts';
import { readGoldens } from './read-goldens.ts';
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
  /**
   * The start's mean ΔE00, or that of a reference saved as JPEG 80 where the start is nearer than saving can tell; where
   * a passing chain lies beyond, that of the honest golden furthest off.
   */
  bound: number;
  breaches: Breach[];
}

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
  const spec = {
    id: 'picture',
    kind: 'tone-colour',
    title: 'Picture',
    weight: 1,
    essential: false,
    passAt: 60,
    params: {},
  };
  const measured: Exercise = { ...exercise, spec: { ...exercise.spec, criteria: [spec] } };
  const saved = SetRecipe.parse({ from: 'reference', save: { format: 'jpeg', quality: 80 } });
  const { terms } = await calibrate(
    measured,
    [{ name: 'jpeg-80', way: 'jpeg-80', reference: 0, submission: () => cookSet(saved, exercise, studios) }],
    cache,
  );
  const { start, tolerance } = terms['picture/mean']!;
  const result: Attacked = { tried: 0, passed: 0, bound: Math.max(start, tolerance), breaches: [] };
  const distanceOf: Distance = async (submission) => {
    const found = await measure(submission, measured, { cache });
    return found.ok
      ? Math.min(...found.against.map(({ criteria }) => criteria[0]!.measurement.terms.mean!.distance))
      : null;
  };
  let honest: Promise<number> | undefined;
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
      const deltaE = await distanceOf(submission);
      if (deltaE === null || deltaE <= result.bound) continue;
      // Where the start is all but right, honest work may lie further off: only then its goldens are asked.
      honest ??= furthest((await readGoldens(exercise, places)).goldens, distanceOf);
      result.bound = Math.max(result.bound, await honest);
      if (deltaE > result.bound) result.breaches.push({ chain: name, score: report.score!, deltaE });
    } catch (error) {
      // Start and reference of a crop differ in size, so some chains cannot be made.
      if (!(error instanceof RecipeError)) throw error;
    }
  }
  return result;
}

/** Mean ΔE00 of 8×8 cells to the nearest reference; null where nothing can be compared. */
type Distance = (submission: Submission) => Promise<number | null>;

/** How far the honest golden lies off that lies furthest off. */
async function furthest(goldens: readonly Golden[], distanceOf: Distance): Promise<number> {
  let most = 0;
  for (const golden of goldens)
    if (golden.expect.outcome === 'passed')
      most = Math.max(most, (await distanceOf(await golden.submission())) ?? 0);
  return most;
}
