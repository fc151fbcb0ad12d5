import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { ALIKE, editDistance, type Edit } from '#core/integrity/edits.ts';
import { findIn } from '#graders/authoring/pictures.ts';
import { readGoldens } from '#graders/authoring/read-goldens.ts';
import { EXERCISES, findExercise } from '#graders/exercise/folders.ts';
import { asLaid } from '#graders/exercise/kind.ts';
import { openExercise } from '#graders/exercise/open.ts';
import { sampleEdit } from '#graders/integrity/edit.ts';
import { layOut } from '#graders/sets/lay-out.ts';
import type { Exercise, Submission } from '#graders/types.ts';

async function editOf(exercise: Exercise, submission: Submission): Promise<Edit | null> {
  const laid = await layOut(submission, asLaid(exercise), {});
  if (!laid.ok) return null;
  const { start, attempt } = laid.against[0]![0]!;
  return sampleEdit(start.cells, attempt.cells);
}

/** The ways in which a picture of somebody else is handed in as one's own. */
const WAYS: [string, (picture: Sharp, width: number) => Sharp][] = [
  ['copy.jpg', (picture) => picture.jpeg({ quality: 92 })],
  ['smaller.jpg', (picture, width) => picture.resize(Math.round(width * 0.9)).jpeg({ quality: 88 })],
  ['coarse.jpg', (picture) => picture.jpeg({ quality: 70 })],
  ['copy.webp', (picture) => picture.webp({ quality: 80 })],
];

/** Attempts that pass, in the order of the goldens: recipes and files of editors, each by another hand or tool. */
async function handsOf(
  exercise: Exercise,
  most: number,
): Promise<{ name: string; submission: Submission }[]> {
  const places = { exercises: EXERCISES, folder: exercise.folder, findExercise: findIn(EXERCISES) };
  const { goldens } = await readGoldens(exercise, places);
  const honest = goldens.filter(
    ({ expect: { outcome }, name }) => outcome === 'passed' && !/^(export|the same,) /.test(name),
  );
  return Promise.all(
    honest.slice(0, most).map(async ({ name, submission }) => ({ name, submission: await submission() })),
  );
}

/** Seven hands and four ways at every exercise, as the table of `graders/integrity/README.md` was measured: a minute. */
const ALL = process.env['ATELIER_TEST_ALL'] === '1';

interface Found {
  /** Copies that lie below the limit, of those the exercise takes. */
  copies: [number, number];
  /** Honest pairs below it. */
  named: string[];
}

const GAINS = [
  'eyedropper on the linen',
  'the three best gains',
  'ImageMagick, gains from the linen',
] as const;

/** Three hands and two ways; then all of them. */
const CASES: [slug: string, few: Found | null, all: Found][] = [
  [
    'white-balance',
    { copies: [6, 6], named: [] },
    {
      copies: [24, 24],
      // The same arithmetic by three tools.
      named: [`${GAINS[0]} / ${GAINS[1]}`, `${GAINS[0]} / ${GAINS[2]}`, `${GAINS[1]} / ${GAINS[2]}`],
    },
  ],
  [
    'value-range',
    { copies: [3, 6], named: [] },
    { copies: [15, 20], named: ['levels without the colour / GIMP, levels read off the histogram'] },
  ],
  ['remove-the-intruder', { copies: [3, 3], named: [] }, { copies: [9, 9], named: [] }],
  [
    'melted-label',
    null,
    {
      copies: [2, 9],
      named: ['paper cleaned, artwork bent round the bottle, in its light / without grain, one flat cream'],
    },
  ],
  ['product-colour', null, { copies: [3, 9], named: [] }],
];

describe('near-duplicates by edit', () => {
  it.each(
    CASES.flatMap(([slug, few, all]) => (ALL ? [[slug, all] as const] : few ? [[slug, few] as const] : [])),
  )(
    '%s: how many copies are found, and which honest pairs are named',
    async (slug, expected) => {
      const exercise = await openExercise((await findExercise(slug))!);
      const hands: { name: string; edit: Edit }[] = [];
      const ofCopies: (number | null)[] = [];
      for (const { name, submission } of await handsOf(exercise, ALL ? 7 : 3)) {
        const edit = await editOf(exercise, submission);
        if (!edit) continue;
        const { bytes } = submission.files[0]!;
        const { width = 0 } = await sharp(bytes).metadata();
        for (const [file, way] of ALL ? WAYS : WAYS.slice(0, 2)) {
          const saved = await way(sharp(bytes).keepIccProfile(), width).toBuffer();
          const copy = await editOf(exercise, { files: [{ name: file, bytes: saved }] });
          ofCopies.push(copy && editDistance(edit, copy));
        }
        hands.push({ name, edit });
      }
      const pairs = hands.flatMap((a, i) =>
        hands
          .slice(i + 1)
          .map((b) => ({ names: `${a.name} / ${b.name}`, apart: editDistance(a.edit, b.edit) })),
      );
      const told = (all: (number | null)[]) => all.filter((one) => one !== null).toSorted((a, b) => a - b);
      const range = (all: number[]) => `${all.at(0)?.toFixed(3)} to ${all.at(-1)?.toFixed(3)}`;
      const [copies, apart] = [told(ofCopies), told(pairs.map((pair) => pair.apart))];
      console.log(
        `${slug}: ${copies.length} copies ${range(copies)}, ${apart.length} honest pairs ${range(apart)} apart`,
      );
      const found: Found = {
        copies: [copies.filter((one) => one < ALIKE).length, copies.length],
        named: pairs.filter((pair) => pair.apart !== null && pair.apart < ALIKE).map(({ names }) => names),
      };
      expect(found).toEqual(expected);
    },
    120_000,
  );
});
