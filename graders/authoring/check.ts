import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isLaid } from '../exercise/kind.ts';
import { ExerciseError, inputsDigest, openExercise, readYaml } from '../exercise/open.ts';
import type { Calibration } from '../exercise/schema.ts';
import { grade } from '../grade.ts';
import type { Exercise, GradeOptions } from '../types.ts';
import { GRADER_VERSION } from '../version.ts';
import { memoryCache } from './cache.ts';
import { calibrate, LEAST_RATIO, tooClose } from './calibrate.ts';
import { folderProblems } from './folder.ts';
import { judge, tally, type Golden, type Judged } from './goldens.ts';
import { RecipeError } from './picture.ts';
import { findIn } from './pictures.ts';
import { readGoldens } from './read-goldens.ts';
import { PicturesFile } from './recipe.ts';

/** A golden closer than this to its bound would tip over with the next change: refused. */
export const LEAST_MARGIN = 2;

export interface Checked {
  folder: string;
  slug: string;
  ok: boolean;
  /** What must be put right, in sentences. */
  problems: string[];
  terms: Calibration['terms'];
  goldens: Judged[];
}

export interface CheckOptions extends Pick<GradeOptions, 'words' | 'now'> {
  /** The folder with all exercises and the plates. */
  exercises: string;
  /** Recompute and write calibration.json first. */
  write: boolean;
}

/** Checks one exercise folder from its schema to the margins of its goldens. */
export async function checkExercise(folder: string, options: CheckOptions): Promise<Checked> {
  const result: Checked = {
    folder,
    slug: folder.split('/').at(-1)!,
    ok: false,
    problems: [],
    terms: {},
    goldens: [],
  };
  try {
    await examine(folder, options, result);
  } catch (error) {
    if (!(error instanceof ExerciseError || error instanceof RecipeError)) throw error;
    result.problems.push(error.message);
  }
  result.ok = result.problems.length === 0;
  return result;
}

async function examine(folder: string, options: CheckOptions, result: Checked): Promise<void> {
  let exercise = await openExercise(folder);
  await readYaml(folder, 'pictures.yaml', PicturesFile);
  result.problems.push(...(await folderProblems(exercise)));
  if (result.problems.length > 0) return;

  const places = { exercises: options.exercises, folder, findExercise: findIn(options.exercises) };
  if (options.write) {
    const { terms, problems } = isLaid(exercise)
      ? await calibrate(exercise, (await readGoldens(exercise, places)).exports)
      : { terms: {}, problems: [] };
    result.terms = terms;
    result.problems.push(...problems.map(({ message }) => message));
    if (problems.length > 0) return;
    await writeCalibration(exercise, { terms, goldens: [] });
    exercise = await openExercise(folder);
  }
  result.problems.push(...calibrationProblems(exercise));
  result.terms = exercise.calibration?.terms ?? {};
  if (result.problems.length > 0) return;

  result.goldens = await judgeGoldens(exercise, (await readGoldens(exercise, places)).goldens, options);
  for (const { name, problems, margin, expect } of result.goldens) {
    if (problems.length > 0) result.problems.push(`golden “${name}”: ${problems.join('; ')}`);
    else if (margin < LEAST_MARGIN) {
      result.problems.push(`golden “${name}”: only ${margin} points from its bound (${expect})`);
    }
  }
  if (options.write) {
    const goldens = result.goldens.map(({ name, score, expect, margin }) => ({
      name,
      score,
      expect,
      margin,
    }));
    await writeCalibration(exercise, { terms: result.terms, goldens, verdicts: tally(result.goldens) });
  }
}

/** Grades every golden as a learner's upload would be. */
export async function judgeGoldens(
  exercise: Exercise,
  goldens: Golden[],
  { words, now }: Pick<CheckOptions, 'words' | 'now'>,
): Promise<Judged[]> {
  const cache = memoryCache();
  const judged: Judged[] = [];
  for (const golden of goldens) {
    const { report } = await grade(await golden.submission(), exercise, { words, now, cache });
    judged.push(judge(golden.name, golden.expect, report));
  }
  return judged;
}

function calibrationProblems(exercise: Exercise): string[] {
  const { calibration, spec } = exercise;
  if (calibration === null) return ['there is no calibration.json: run the check with --write'];
  if (calibration.inputs !== inputsDigest(exercise) || calibration.graderVersion !== GRADER_VERSION) {
    return [
      'calibration.json is older than the pictures, the criteria or the grader: run the check with --write',
    ];
  }
  return Object.entries(calibration.terms)
    .filter(([, term]) => term.ratio < LEAST_RATIO)
    .map(([id, term]) =>
      tooClose(id, term, limitOf(spec.criteria.find((c) => id.startsWith(`${c.id}/`))?.params)),
    );
}

const limitOf = (params: Record<string, unknown> | undefined): number | undefined =>
  typeof params?.limit === 'number' ? params.limit : undefined;

async function writeCalibration(
  exercise: Exercise,
  known: Pick<Calibration, 'terms' | 'goldens' | 'verdicts'>,
): Promise<void> {
  const calibration: Calibration = {
    graderVersion: GRADER_VERSION,
    inputs: inputsDigest(exercise),
    ...known,
  };
  await writeFile(join(exercise.folder, 'calibration.json'), `${JSON.stringify(calibration, null, 2)}\n`);
}
