import { describe, expect, it } from 'vitest';
import { attackChains } from '#graders/authoring/attack-chains.ts';
import { attack } from '#graders/authoring/attack.ts';
import { isLaid } from '#graders/exercise/kind.ts';
import { EXERCISES, exerciseFolders } from '#graders/exercise/folders.ts';
import { openExercise } from '#graders/exercise/open.ts';
import { readWords } from '#graders/report/words.ts';

/** A few chains for every exercise; `npx atelier check --attack 200` tries many. */
const COUNT = 6;

const exercises = await Promise.all((await exerciseFolders()).map(openExercise));
const laid = exercises.filter(isLaid);

describe('random chains of edits', () => {
  it('are the same for the same seed', () => {
    const known = { regions: ['edit'], width: 90, height: 60, formats: ['jpeg', 'png'] };
    expect(attackChains(20, 7, known)).toEqual(attackChains(20, 7, known));
    expect(attackChains(20, 7, known)).not.toEqual(attackChains(20, 8, known));
    expect(new Set(attackChains(200, 7, known).map(({ name }) => name)).size).toBeGreaterThan(190);
  });

  it.each(laid.map(({ slug, folder }) => [slug, folder]))(
    '%s is not passed by one that leads away from the reference',
    async (_, folder) => {
      const exercise = await openExercise(folder);
      const options = {
        words: await readWords(),
        now: () => performance.now(),
        exercises: EXERCISES,
        count: COUNT,
        seed: 20,
      };
      const { tried, breaches } = await attack(exercise, options);
      expect(breaches).toEqual([]);
      expect(tried).toBeGreaterThan(COUNT / 2);
    },
    120_000,
  );
});
