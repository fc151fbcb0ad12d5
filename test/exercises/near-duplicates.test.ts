import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { ALIKE, editDistance, type Edit } from '#core/integrity/edits.ts';
import { jaccard, SHARED, shinglesOf } from '#core/integrity/shingles.ts';
import { findIn } from '#graders/authoring/pictures.ts';
import { readGoldens } from '#graders/authoring/read-goldens.ts';
import { EXERCISES, findExercise } from '#graders/exercise/folders.ts';
import { asLaid } from '#graders/exercise/kind.ts';
import { openExercise } from '#graders/exercise/open.ts';
import { sampleEdit } from '#graders/integrity/edit.ts';
import { layOut } from '#graders/sets/lay-out.ts';
import type { Exercise, Submission } from '#graders/types.ts';

async function opened(slug: string): Promise<Exercise> {
  return openExercise((await findExercise(slug))!);
}

async function goldensOf(exercise: Exercise) {
  const places = { exercises: EXERCISES, folder: exercise.folder, findExercise: findIn(EXERCISES) };
  return (await readGoldens(exercise, places)).goldens;
}

async function editOf(exercise: Exercise, submission: Submission): Promise<Edit | null> {
  const laid = await layOut(submission, asLaid(exercise), {});
  if (!laid.ok) return null;
  const { start, attempt } = laid.against[0]![0]!;
  return sampleEdit(start.cells, attempt.cells);
}

/** The ways in which a picture of somebody else is handed in as one's own. */
const RESAVED: [string, (picture: Sharp, width: number) => Sharp][] = [
  ['jpeg 92', (picture) => picture.jpeg({ quality: 92 })],
  ['jpeg 70', (picture) => picture.jpeg({ quality: 70 })],
  ['webp 80', (picture) => picture.webp({ quality: 80 })],
  ['a tenth smaller', (picture, width) => picture.resize(Math.round(width * 0.9)).jpeg({ quality: 88 })],
];

describe('near-duplicates by edit', () => {
  it.each(['white-balance', 'value-range', 'remove-the-intruder', 'melted-label', 'product-colour'])(
    '%s: copies are found, honest edits of different hands are not',
    async (slug) => {
      const exercise = await opened(slug);
      const honest: { name: string; edit: Edit; copies: (Edit | null)[] }[] = [];
      for (const golden of await goldensOf(exercise)) {
        if (golden.expect.outcome !== 'passed' || golden.name.startsWith('export ') || honest.length >= 7)
          continue;
        const submission = await golden.submission();
        const edit = await editOf(exercise, submission);
        if (!edit) continue;
        const [file] = submission.files;
        const { width = 0 } = await sharp(file!.bytes).metadata();
        const copies: (Edit | null)[] = [];
        for (const [name, way] of RESAVED) {
          const bytes = await way(sharp(file!.bytes).keepIccProfile(), width).toBuffer();
          const format = name.startsWith('webp') ? 'webp' : 'jpg';
          copies.push(await editOf(exercise, { files: [{ name: `copy.${format}`, bytes }] }));
        }
        honest.push({ name: golden.name, edit, copies });
      }
      const ofCopies = honest.flatMap(({ edit, copies }) =>
        copies.flatMap((copy) => (copy ? [editDistance(edit, copy)] : [])),
      );
      const ofHands = honest.flatMap((a, i) =>
        honest
          .slice(i + 1)
          .map((b) => ({ pair: `${a.name} / ${b.name}`, distance: editDistance(a.edit, b.edit) })),
      );
      const told = (all: (number | null)[]) => all.filter((one) => one !== null);
      const found = told(ofCopies).filter((distance) => distance < ALIKE).length;
      const wrong = ofHands.filter(({ distance }) => distance !== null && distance < ALIKE);
      const figures = (all: number[]) =>
        all.length === 0 ? '–' : `${Math.min(...all).toFixed(3)}–${Math.max(...all).toFixed(3)}`;
      console.log(
        `${slug}: copies ${found} of ${ofCopies.length} found (${figures(told(ofCopies))}); ` +
          `${wrong.length} of ${ofHands.length} honest pairs named (${figures(told(ofHands.map((one) => one.distance)))})` +
          wrong.map(({ pair, distance }) => `\n  ${pair}: ${distance!.toFixed(3)}`).join(''),
      );
      const at = (limit: number) =>
        `${limit}: ${told(ofCopies).filter((one) => one < limit).length}/${ofCopies.length} ${ofHands.filter((one) => one.distance !== null && one.distance < limit).length}/${ofHands.length}`;
      console.log(`${slug} ${[0.006, 0.01, 0.015, 0.02, 0.03, 0.05].map(at).join(' | ')}`);
      expect(ofCopies.length).toBeGreaterThan(0);
    },
    240_000,
  );
});

describe('near-duplicates by words', () => {
  it.each(['describe-the-frame', 'prompt-anatomy', 'palette-by-prompt'])('%s', async (slug) => {
    const exercise = await opened(slug);
    const texts: string[] = [];
    for (const golden of await goldensOf(exercise)) {
      if (golden.expect.outcome !== 'passed') continue;
      texts.push(new TextDecoder().decode((await golden.submission()).files[0]!.bytes));
    }
    const sets = texts.map((text) => shinglesOf(text, exercise.brief ?? ''));
    const copies = texts.map((text) => shinglesOf(reworded(text), exercise.brief ?? ''));
    const ofHands = sets.flatMap((a, i) => sets.slice(i + 1).map((b) => (a && b ? jaccard(a, b) : null)));
    const ofCopies = sets.map((a, i) => (a && copies[i] ? jaccard(a, copies[i]) : null));
    const told = (all: (number | null)[]) => all.filter((one) => one !== null);
    const over = (all: (number | null)[]) => told(all).filter((share) => share >= SHARED).length;
    console.log(
      `${slug}: copies ${over(ofCopies)} of ${told(ofCopies).length} found; ${over(ofHands)} of ${told(ofHands).length} honest pairs named, the most alike ${Math.max(0, ...told(ofHands)).toFixed(2)}`,
    );
    expect(told(ofHands).length).toBeGreaterThan(0);
  });
});

/** One word in twelve replaced, as somebody does who does not want to be found. */
const reworded = (text: string): string =>
  text
    .split(' ')
    .map((word, i) => (i % 12 === 5 ? 'otherwise' : word))
    .join(' ');
