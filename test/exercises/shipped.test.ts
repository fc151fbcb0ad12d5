import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkExercise, LEAST_MARGIN } from '#graders/authoring/check.ts';
import { EXERCISES, exerciseFolders } from '#graders/exercise/folders.ts';
import { readWords } from '#graders/report/words.ts';

const SHIPPED = [
  'crisp-not-crunchy',
  'cut-out',
  'describe-the-frame',
  'disclose-it',
  'dust-and-scratches',
  'fix-the-weights',
  'hero-under-budget',
  'keystone',
  'level-horizon',
  'melted-label',
  'midjourney-parameters',
  'one-variable',
  'palette-by-prompt',
  'product-colour',
  'prompt-anatomy',
  'remove-the-intruder',
  'series-match',
  'thirds-crop',
  'value-range',
  'white-balance',
];

const folders = await exerciseFolders();

describe('shipped exercises', () => {
  it('are all there', () => {
    expect(folders.map((folder) => basename(folder)).sort()).toEqual(SHIPPED);
  });

  it.each(folders.map((folder) => [basename(folder), folder]))(
    '%s gives every golden its verdict, with room to spare',
    async (slug, folder) => {
      const options = {
        words: await readWords(),
        now: () => performance.now(),
        exercises: EXERCISES,
        write: false,
      };
      const { problems, goldens, terms } = await checkExercise(folder, options);
      for (const { name, score, margin } of goldens) {
        console.log(
          `${slug} · ${name}: ${score ?? 'not gradable'}, margin ${margin >= 100 ? 'free' : margin}`,
        );
      }
      expect(problems).toEqual([]);
      expect(goldens.length).toBeGreaterThanOrEqual(15);
      expect(Math.min(...goldens.map(({ margin }) => margin))).toBeGreaterThanOrEqual(LEAST_MARGIN);
      expect(Math.min(...Object.values(terms).map(({ ratio }) => ratio))).toBeGreaterThanOrEqual(3);
    },
    240_000,
  );
});
