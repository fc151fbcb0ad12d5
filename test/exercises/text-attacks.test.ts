import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { attackTexts, textAttacks } from '#graders/authoring/text-attacks.ts';
import { exerciseFolders } from '#graders/exercise/folders.ts';
import { isText } from '#graders/exercise/kind.ts';
import { openExercise } from '#graders/exercise/open.ts';
import { readWords } from '#graders/report/words.ts';

/** Some of every kind; `npx atelier check --attack 2000` tries many. */
const COUNT = 112;

const exercises = await Promise.all((await exerciseFolders()).map(openExercise));
/** Those that ask for facets: there a swindler has wordings to heap up. */
const texts = exercises
  .filter(isText)
  .filter(({ spec }) => spec.criteria.some(({ kind }) => kind === 'prompt'));

describe('heaps of words', () => {
  it('are there to be tried', () => {
    expect(texts.map(({ folder }) => basename(folder))).toEqual(
      expect.arrayContaining(['describe-the-frame', 'prompt-anatomy']),
    );
  });

  it('are the same for the same seed', async () => {
    const one = await textAttacks(texts[0]!, 40, 7);
    expect(await textAttacks(texts[0]!, 40, 7)).toEqual(one);
    expect(await textAttacks(texts[0]!, 40, 8)).not.toEqual(one);
    expect(new Set(one.map(({ name }) => name)).size).toBeGreaterThanOrEqual(12);
  });

  it.each(texts.map((exercise) => [exercise.slug, exercise] as const))(
    '%s is not passed by any, although they are made of its own wordings',
    async (slug, exercise) => {
      const options = { words: await readWords(), now: () => 0, count: COUNT, seed: 20 };
      const { tried, best, breaches } = await attackTexts(exercise, options);
      console.log(`${slug}: ${tried} heaps, the best has ${best} points`);
      expect(breaches).toEqual([]);
      expect(tried).toBe(COUNT);
    },
    120_000,
  );
});
