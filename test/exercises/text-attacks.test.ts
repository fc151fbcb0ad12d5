import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { acceptedTexts } from '#graders/authoring/heaps/loot.ts';
import { attackTexts, textAttacks } from '#graders/authoring/text-attacks.ts';
import { exerciseFolders } from '#graders/exercise/folders.ts';
import { isText } from '#graders/exercise/kind.ts';
import { openExercise } from '#graders/exercise/open.ts';
import { grade } from '#graders/grade.ts';
import { readWords } from '#graders/report/words.ts';

/** About eight of every family; `npx atelier check --attack 2000` tries many. */
const COUNT = 224;
/** Share of a family and of all texts that may pass. */
const OF_A_FAMILY = 0.25;
const OF_ALL = 0.02;

const all = await Promise.all((await exerciseFolders()).map(openExercise));
const texts = all.filter(isText).map((exercise) => [exercise.slug, exercise] as const);
/** Those that ask for facets: there a swindler has wordings to heap up, and a writer has a choice of words. */
const described = texts.filter(([, { spec }]) => spec.criteria.some(({ kind }) => kind === 'prompt'));
const options = { words: await readWords(), now: () => 0 };

describe('texts that nobody wrote', () => {
  it('are there to be tried', () => {
    expect(described.map(([, { folder }]) => basename(folder))).toEqual(
      expect.arrayContaining(['describe-the-frame', 'prompt-anatomy']),
    );
  });

  it('are the same for the same seed', async () => {
    const [, exercise] = described[0]!;
    const one = await textAttacks(exercise, 40, 7);
    expect(await textAttacks(exercise, 40, 7)).toEqual(one);
    expect(await textAttacks(exercise, 40, 8)).not.toEqual(one);
    expect(new Set(one.map(({ name }) => name)).size).toBeGreaterThanOrEqual(25);
  });

  it.each(texts)(
    '%s is hardly ever passed by them, and never by its brief',
    async (slug, exercise) => {
      const others = texts.filter(([other]) => other !== slug);
      const foreign = (await Promise.all(others.map(([, other]) => acceptedTexts(other)))).flat();
      const found = await attackTexts(exercise, { ...options, count: COUNT, seed: 20, foreign });
      const { tried, best, breaches, families } = found;
      console.log(`${slug}: ${tried} texts, ${breaches.length} passed, the best has ${best} points`);
      expect(tried).toBeGreaterThan(0.9 * COUNT);
      expect(breaches.length / tried).toBeLessThanOrEqual(OF_ALL);
      for (const { name, tried: of, passed } of families)
        expect(passed / of, name).toBeLessThanOrEqual(/brief/.test(name) ? 0 : OF_A_FAMILY);
    },
    120_000,
  );
});

describe('honest answers that say everything', () => {
  it.each(texts)(
    '%s is passed by at least 95 of 100',
    async (slug, exercise) => {
      const file = new URL(`honest/${slug}.yaml`, import.meta.url);
      const written = z
        .array(z.string())
        .min(25)
        .parse(parse(await readFile(file, 'utf8')));
      const reports = await Promise.all(
        written.map(async (text) => {
          const bytes = new TextEncoder().encode(text);
          const { report } = await grade({ files: [{ name: 'prompt.txt', bytes }] }, exercise, options);
          return { text, outcome: report.outcome, score: report.score };
        }),
      );
      const lost = reports.filter(({ outcome }) => outcome !== 'passed');
      console.log(`${slug}: ${written.length - lost.length} of ${written.length} pass`);
      expect(lost.length / written.length, JSON.stringify(lost)).toBeLessThanOrEqual(0.05);
    },
    120_000,
  );
});
