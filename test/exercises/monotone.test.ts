import { describe, expect, it } from 'vitest';
import { memoryCache } from '#graders/authoring/cache.ts';
import { findIn } from '#graders/authoring/pictures.ts';
import { cookSet, SetRecipe } from '#graders/authoring/set-recipe.ts';
import { fileStudio } from '#graders/authoring/studio.ts';
import { EXERCISES, findExercise } from '#graders/exercise/folders.ts';
import { openExercise } from '#graders/exercise/open.ts';
import { grade } from '#graders/grade.ts';
import { readWords } from '#graders/report/words.ts';
import { frameExercises } from '#graders/sets/frames.ts';

/** Scores along the way from the start to the reference and beyond, in shares of that way. */
async function along(slug: string, amounts: number[]): Promise<number[]> {
  const folder = (await findExercise(slug))!;
  const exercise = await openExercise(folder);
  const places = { exercises: EXERCISES, folder, findExercise: findIn(EXERCISES) };
  const studios = frameExercises(exercise).map((frame) => fileStudio({ ...places, exercise: frame }));
  const options = { words: await readWords(), now: () => performance.now(), cache: memoryCache() };
  const scores: number[] = [];
  for (const amount of amounts) {
    const recipe = SetRecipe.parse({ from: 'start', ops: [{ blend: { with: 'reference', amount } }] });
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

describe.each(['white-balance', 'value-range', 'series-match'])('%s', (slug) => {
  it('never falls on the way to the reference', async () => {
    const scores = await along(slug, tenths(0, 10));
    expect(scores).toEqual(scores.toSorted((a, b) => a - b));
    expect(scores[10]).toBe(100);
  }, 240_000);

  it('never rises beyond it', async () => {
    const scores = await along(slug, tenths(10, 20));
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(scores[10]).toBeLessThan(70);
  }, 240_000);
});
