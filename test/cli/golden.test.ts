import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { GeneratedGoldensFile } from '#graders/authoring/generated-goldens.ts';
import { GoldensFile } from '#graders/authoring/goldens.ts';
import type { Exercise } from '#graders/types.ts';
import type { JudgedWork } from '#server/review/accepted.ts';
import { scratch, sweepFolders } from '#test/support/platform.ts';
import { goldenEntry } from '../../src/cli/golden/entry.ts';
import { writeGolden } from '../../src/cli/golden/write.ts';
import { report } from '../core/view/fakes.ts';

afterAll(sweepFolders);

const exercise = (kind: string) => ({ spec: { submission: { kind } } }) as unknown as Exercise;
const work = (change: Partial<JudgedWork> = {}): JudgedWork => ({
  exerciseId: 'x',
  files: [{ name: 'Mine.JPEG', sha256: 'a', bytes: 1 }],
  report: report(),
  outcome: 'passed',
  graded: [],
  accepted: true,
  consent: true,
  why: '',
  ...change,
});
const called = { name: 'appeal accepted, a', stem: 'appeal-a', text: null };
const two = [
  { name: 'b.png', sha256: 'b', bytes: 1 },
  { name: 'a.png', sha256: 'a', bytes: 1 },
];

describe('a golden out of an attempt', () => {
  it.each<[string, string, Partial<JudgedWork>, object, string[]]>([
    [
      'a picture',
      'image',
      {},
      { from: 'file:goldens/appeal-a.jpg', expect: { outcome: 'passed' } },
      ['goldens/appeal-a.jpg'],
    ],
    [
      'criteria that a person graded, on their side of the bound',
      'image',
      {
        graded: [
          { id: 'tone', pass: true, metFrom: 60 },
          { id: 'edge', pass: false, metFrom: 70 },
        ],
      },
      {
        from: 'file:goldens/appeal-a.jpg',
        expect: { outcome: 'passed', criteria: { tone: [60, 100], edge: [0, 69] } },
      },
      ['goldens/appeal-a.jpg'],
    ],
    [
      'a set, each frame with the file that shows it',
      'image-set',
      {
        files: two,
        report: report({
          frames: [
            { name: 'lemon', title: 'Lemon', file: 1 },
            { name: 'mint', title: 'Mint', file: 0 },
          ],
        }),
      },
      {
        from: 'start',
        frames: {
          lemon: { from: 'file:goldens/appeal-a-2.png' },
          mint: { from: 'file:goldens/appeal-a-1.png' },
        },
        expect: { outcome: 'passed' },
      },
      ['goldens/appeal-a-1.png', 'goldens/appeal-a-2.png'],
    ],
    [
      'pictures of a generator, under their names',
      'generated',
      { files: two },
      {
        files: [
          { name: 'b.png', from: 'file:goldens/appeal-a-1.png' },
          { name: 'a.png', from: 'file:goldens/appeal-a-2.png' },
        ],
        expect: { outcome: 'passed' },
      },
      ['goldens/appeal-a-1.png', 'goldens/appeal-a-2.png'],
    ],
  ])('%s', (_, kind, change, entry, paths) => {
    const golden = goldenEntry(exercise(kind), work(change), called);
    expect(golden.entry).toEqual({ name: called.name, ...entry });
    expect(golden.files.map(({ path }) => path)).toEqual(paths);
    const file = kind === 'generated' ? GeneratedGoldensFile : GoldensFile;
    expect(file.safeParse({ goldens: [golden.entry] }).success).toBe(true);
  });

  it('a text stands in the entry itself', () => {
    const golden = goldenEntry(exercise('text'), work({ outcome: 'not-yet' }), {
      ...called,
      text: 'a quiet morning',
    });
    expect(golden).toEqual({
      entry: { name: called.name, text: 'a quiet morning', expect: { outcome: 'not-yet' } },
      files: [],
    });
  });
});

it('is added at the end of both files; comments stay, and no file is written over', async () => {
  const folder = await scratch('golden');
  await writeFile(
    join(folder, 'goldens.yaml'),
    '# Made by hand.\ngoldens:\n  - name: half way # as it is\n    from: start\n    expect: { outcome: not-yet }\n',
  );
  await writeFile(join(folder, 'credits.yaml'), 'pictures: []\n');
  await mkdir(join(folder, 'given'));
  await writeFile(join(folder, 'given', 'blob'), Buffer.from([0xff, 0xd8, 1, 2, 3]));
  const golden = goldenEntry(exercise('image'), work(), called);
  const credit = { madeBy: 'a learner', settings: 'as handed in', licence: 'CC-BY-4.0', author: 'A learner' };
  const written = { folder, golden, sources: [join(folder, 'given', 'blob')], credit };
  await writeGolden(written);
  const yaml = await readFile(join(folder, 'goldens.yaml'), 'utf8');
  expect([yaml.includes('# Made by hand.'), yaml.includes('# as it is')]).toEqual([true, true]);
  expect((parse(yaml) as { goldens: unknown[] }).goldens).toHaveLength(2);
  expect(parse(await readFile(join(folder, 'credits.yaml'), 'utf8'))).toEqual({
    pictures: [{ path: 'goldens/appeal-a.jpg', ...credit }],
  });
  expect([...(await readFile(join(folder, 'goldens', 'appeal-a.jpg')))]).toEqual([0xff, 0xd8, 1, 2, 3]);
  await expect(writeGolden(written)).rejects.toMatchObject({ code: 'EEXIST' });
});
