import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { findExercise } from '#graders/exercise/folders.ts';
import { openExercise } from '#graders/exercise/open.ts';
import { grade } from '#graders/grade.ts';
import { Report } from '#graders/report/schema.ts';
import { readWords } from '#graders/report/words.ts';

const content = new URL('../../content/', import.meta.url);

/** What of a report a reader of the page sees. */
const seen = ({ outcome, score, next, criteria }: Report) => ({
  outcome,
  score,
  next: next?.text,
  criteria: criteria.map(({ id, score: own, places }) => [id, own, places.map(({ text }) => text)]),
});

describe('the report shown on the home page', () => {
  it('is what the grader says of the picture beside it', async () => {
    const shown = Report.parse(JSON.parse(await readFile(new URL('proofs/home.json', content), 'utf8')));
    const exercise = await openExercise((await findExercise(shown.exercise.slug))!);
    const bytes = new Uint8Array(await readFile(new URL('pictures/home/attempt.webp', content)));
    const options = { words: await readWords(), now: () => 0 };
    const { report } = await grade({ files: [{ name: 'attempt.webp', bytes }] }, exercise, options);
    expect(seen(shown)).toEqual(seen(report));
  });
});
