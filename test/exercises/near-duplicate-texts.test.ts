import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { jaccard, SHARED, shinglesOf } from '#core/integrity/shingles.ts';
import { findExercise } from '#graders/exercise/folders.ts';
import { openExercise } from '#graders/exercise/open.ts';
import { givenAt } from '#server/integrity/given.ts';

/** Honest answers in many hands, and what they have from the exercise's page. */
async function handsOf(slug: string): Promise<{ texts: string[]; given: string }> {
  const exercise = await openExercise((await findExercise(slug))!);
  const file = join(import.meta.dirname, 'honest', `${slug}.yaml`);
  return { texts: parse(await readFile(file, 'utf8')) as string[], given: givenAt(exercise) };
}

const replaced = (nth: number) => (text: string) =>
  text
    .split(' ')
    .map((word, i) => (i % nth === nth >> 1 ? `otherwise${i % 7}` : word))
    .join(' ');
const partsOf = (text: string) => text.split(/(?<=[.!?])\s+|,\s+/);
const halves = (text: string): [string[], string[]] => {
  const parts = partsOf(text);
  const middle = Math.ceil(parts.length / 2);
  return [parts.slice(0, middle), parts.slice(middle)];
};

/** The ways in which the text of somebody else is handed in as one's own. `another`: an honest text of a third hand. */
const WAYS: Record<string, (text: string, another: string) => string> = {
  'one word in twenty': replaced(20),
  'one word in twelve': replaced(12),
  'one word in eight': replaced(8),
  'one word in five': replaced(5),
  'its sentences turned round': (text) => partsOf(text).toReversed().join(', '),
  'its first half alone': (text) => halves(text)[0].join(', '),
  'its first half, a second of another': (text, another) =>
    [...halves(text)[0], ...halves(another)[1]].join(', '),
};

const alike = (a: Set<string> | null, b: Set<string> | null) => (a && b ? jaccard(a, b) : null);
const told = (all: (number | null)[]) => all.filter((one) => one !== null);
const listed = (all: number[]) => all.filter((share) => share >= SHARED).length;

describe('near-duplicates by words', () => {
  it.each([
    ['prompt-anatomy', 28, [28, 28, 22, 0, 25, 28, 28]],
    ['describe-the-frame', 26, [26, 26, 26, 0, 25, 26, 26]],
  ])('%s: copies of %i hands are found, no two hands are named', async (slug, hands, copies) => {
    const { texts, given } = await handsOf(slug);
    const sets = texts.map((text) => shinglesOf(text, given));
    const pairs = told(sets.flatMap((a, i) => sets.slice(i + 1).map((b) => alike(a, b))));
    expect([sets.length, pairs.length, listed(pairs)]).toEqual([hands, (hands * (hands - 1)) / 2, 0]);
    // The limit stands far above what two hands have in common by themselves.
    expect(Math.max(...pairs)).toBeLessThan(SHARED / 2.5);
    const found = Object.entries(WAYS).map(([name, way]) => {
      const shares = texts.map((text, i) =>
        alike(sets[i]!, shinglesOf(way(text, texts[(i + 7) % hands]!), given)),
      );
      return [name, listed(told(shares))];
    });
    console.log(`${slug}: most alike of ${pairs.length} pairs ${Math.max(...pairs).toFixed(3)}`, found);
    expect(found).toEqual(Object.keys(WAYS).map((name, n) => [name, copies[n]]));
  });

  it.each(['fix-the-weights', 'midjourney-parameters'])(
    '%s: of a text that is only mended nobody’s hand can be told',
    async (slug) => {
      const { texts, given } = await handsOf(slug);
      expect(texts.length).toBeGreaterThan(20);
      expect(texts.map((text) => shinglesOf(text, given))).toEqual(texts.map(() => null));
    },
  );
});
