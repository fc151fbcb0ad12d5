import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { memoryCache } from '#graders/authoring/cache.ts';
import { findIn } from '#graders/authoring/pictures.ts';
import { cookSet, SetRecipe } from '#graders/authoring/set-recipe.ts';
import { fileStudio } from '#graders/authoring/studio.ts';
import { EXERCISES, findExercise } from '#graders/exercise/folders.ts';
import { openExercise, readYaml } from '#graders/exercise/open.ts';
import { grade } from '#graders/grade.ts';
import { readWords } from '#graders/report/words.ts';
import { frameExercises } from '#graders/sets/frames.ts';

/** The operation that carries the start a share of the way to the reference, and over 1 beyond it. */
type Way = (folder: string) => Promise<(amount: number) => unknown>;

/** Tone, colour, sharpness, the opacity of a repair: both pictures mixed. */
const mixed: Way = async () => (amount) => ({ blend: { with: 'reference', amount } });

const Moved = z.object({
  pictures: z.array(
    z.object({
      path: z.string(),
      ops: z
        .array(
          z.union([
            z.object({ rotate: z.object({ degrees: z.number() }) }),
            z.object({ perspective: z.object({ matrix: z.array(z.array(z.number())) }) }),
            z.object({}),
          ]),
        )
        .default([]),
    }),
  ),
});

/** A frame turned or tilted: a part of the one operation that made its reference from its start. */
const moved: Way = async (folder) => {
  const { pictures } = await readYaml(folder, 'pictures.yaml', Moved);
  const op = pictures.find(({ path }) => path.startsWith('reference/'))!.ops[0]!;
  if ('rotate' in op)
    return (amount) => ({ rotate: { degrees: amount * op.rotate.degrees, crop: 'inscribed' } });
  if ('perspective' in op) return (amount) => ({ perspective: { ...op.perspective, amount, crop: 'edges' } });
  throw new Error(`${folder}: the reference was made in another way`);
};

/** Scores along the way, in shares of it. */
async function along(slug: string, way: Way, amounts: number[]): Promise<number[]> {
  const folder = (await findExercise(slug))!;
  const exercise = await openExercise(folder);
  const places = { exercises: EXERCISES, folder, findExercise: findIn(EXERCISES) };
  const studios = frameExercises(exercise).map((frame) => fileStudio({ ...places, exercise: frame }));
  const options = { words: await readWords(), now: () => performance.now(), cache: memoryCache() };
  const stepAt = await way(folder);
  const scores: number[] = [];
  for (const amount of amounts) {
    const recipe = SetRecipe.parse({ from: 'start', ops: [stepAt(amount)] });
    const { report } = await grade(await cookSet(recipe, exercise, studios), exercise, options);
    scores.push(report.score ?? -1);
  }
  console.log(
    `${slug}: ${amounts.map((amount, i) => `${Math.round(amount * 100)} % → ${scores[i]}`).join(', ')}`,
  );
  return scores;
}

const tenths = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => (from + i) / 10);

describe.each<[string, Way]>([
  ['value-range', mixed],
  ['white-balance', mixed],
  ['series-match', mixed],
  ['product-colour', mixed],
  ['crisp-not-crunchy', mixed],
  ['dust-and-scratches', mixed],
  ['melted-label', mixed],
  ['remove-the-intruder', mixed],
  ['level-horizon', moved],
  ['keystone', moved],
])('%s', (slug, way) => {
  it('never falls on the way to the reference', async () => {
    const scores = await along(slug, way, tenths(0, 10));
    expect(scores).toEqual(scores.toSorted((a, b) => a - b));
    expect(scores[0]).toBeGreaterThanOrEqual(0);
    expect(scores[10]).toBe(100);
  }, 240_000);

  it('never rises beyond it', async () => {
    const scores = await along(slug, way, tenths(10, 20));
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(scores[10]).toBeLessThan(70);
  }, 240_000);
});
