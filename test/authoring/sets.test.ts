import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { checkExercise } from '#graders/authoring/check.ts';
import { eachFrame } from '#graders/authoring/each-frame.ts';
import { makePictures } from '#graders/authoring/pictures.ts';
import { PicturesFile } from '#graders/authoring/recipe.ts';
import { readWords } from '#graders/report/words.ts';
import { png } from '#test/support/files.ts';
import { scratch, sweepFolders } from '#test/support/platform.ts';
import { NAMES, REFERENCES, setOf } from '#test/support/set.ts';

describe('an entry with frames', () => {
  it('is written out for every frame, with its name, its number and its own operations', () => {
    const entry = {
      path: 'start/{frame}.png',
      from: 'plate:cans-{n}',
      ops: [{ 'match-light': { to: 'picture:reference/{frame}.webp' } }],
      frames: { cherry: [{ exposure: -0.5 }], lemon: null },
      save: { quality: 90 },
    };
    expect(eachFrame(entry)).toEqual([
      {
        path: 'start/cherry.png',
        from: 'plate:cans-1',
        ops: [{ 'match-light': { to: 'picture:reference/cherry.webp' } }, { exposure: -0.5 }],
        save: { quality: 90 },
      },
      {
        path: 'start/lemon.png',
        from: 'plate:cans-2',
        ops: [{ 'match-light': { to: 'picture:reference/lemon.webp' } }],
        save: { quality: 90 },
      },
    ]);
  });

  it('without frames stays as it is', () => {
    const entry = { path: 'start/one.png', from: 'plate:one', ops: [{ exposure: 1 }] };
    expect(eachFrame(entry)).toEqual([entry]);
    expect(PicturesFile.parse({ pictures: [entry] }).pictures.map(({ path }) => path)).toEqual([
      'start/one.png',
    ]);
  });

  it('is checked like any other: an unknown operation is refused with its place', () => {
    const parsed = PicturesFile.safeParse({
      pictures: [{ path: '{frame}.png', from: 'plate:x', frames: { a: [{ exposur: 1 }] } }],
    });
    expect(parsed.error?.issues[0]?.message).toMatch(/exposur/);
  });
});

const PICTURES = {
  pictures: [
    {
      path: 'reference/{frame}.png',
      from: 'plate:thing-{n}',
      frames: Object.fromEntries(NAMES.map((n) => [n, []])),
    },
    {
      path: 'start/{frame}.png',
      from: 'picture:reference/{frame}.png',
      frames: {
        cherry: [{ exposure: -0.55 }],
        lemon: [{ exposure: 0.4 }, { gains: [0.88, 1, 1.14] }],
        mint: [{ gains: [1.16, 1, 0.8] }],
        plum: [{ exposure: -0.4 }, { gains: [1.1, 1, 0.88] }],
      },
    },
    {
      path: 'regions/table.png',
      from: 'plate:thing-1',
      ops: [{ shape: { box: { x: 0.35, y: 0.18, width: 0.3, height: 0.64 } } }, { invert: true }],
      save: { grey: true },
    },
  ],
};

const GOLDENS = {
  goldens: [
    {
      name: 'half way',
      from: 'start',
      ops: [{ blend: { with: 'reference', amount: 0.5 } }],
      expect: { outcome: 'not-yet', score: [30, 72] },
    },
    {
      name: 'matched by gains, frame by frame, handed in backwards',
      from: 'start',
      ops: [{ 'fit-gains': { to: 'reference' } }],
      files: NAMES.toReversed(),
      save: { format: 'jpeg', quality: 92 },
      expect: { outcome: 'passed', score: [90, 100], code: 'note.order' },
    },
    {
      name: 'mint forgotten',
      from: 'reference',
      frames: { mint: { from: 'start' } },
      expect: { outcome: 'not-yet', score: [0, 72], code: 'series.frame-cast' },
    },
    {
      name: 'all alike and all too dark',
      from: 'reference',
      ops: [{ exposure: -0.5 }],
      expect: { outcome: 'not-yet', score: [0, 72], code: 'series.set-dark' },
    },
    {
      name: 'lemon twice',
      from: 'reference',
      frames: { mint: { from: 'picture:reference/lemon.png', ops: [{ exposure: 0.3 }] } },
      expect: { outcome: 'ungradable', code: 'frame-twice' },
    },
  ],
};

const BRIEF = `**Client:** a small brewery\n\n${'We need four pictures that belong together, please bring the light of each to the one we chose. '.repeat(6)}`;

async function folderOf(root: string, slug: string, change: Record<string, unknown> = {}): Promise<string> {
  const folder = join(root, 'retouching', slug);
  const { spec } = await setOf();
  const { start: _, references: __, ...rest } = spec;
  const plates = join(root, 'scenes', 'plates');
  await Promise.all([folder, plates].map((path) => mkdir(path, { recursive: true })));
  for (const [i, picture] of REFERENCES.entries())
    await writeFile(join(plates, `thing-${i + 1}.png`), await png(picture));
  const credit = (path: string) => ({ path, madeBy: 'a test', licence: 'CC0-1.0', author: 'Atelier' });
  const files = {
    'exercise.yaml': stringify({ ...rest, ...change }),
    'pictures.yaml': stringify(PICTURES),
    'goldens.yaml': stringify(GOLDENS),
    'credits.yaml': stringify({
      pictures: [...NAMES.flatMap((n) => [`start/${n}.png`, `reference/${n}.png`]), 'regions/table.png'].map(
        credit,
      ),
    }),
    'brief.mdx': BRIEF,
    'design.md': '# A set\n',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

describe('the check of a set', () => {
  let root: string;
  const check = async (folder: string, write: boolean) =>
    checkExercise(folder, { words: await readWords(), now: () => 0, exercises: root, write });

  beforeAll(async () => {
    root = await scratch('authoring');
  });
  afterAll(sweepFolders);

  it('makes its pictures, calibrates it and holds every golden, also those that any set must meet', async () => {
    const folder = await folderOf(root, 'small-set');
    const made = await makePictures(folder, root);
    expect(made.map(({ path }) => path)).toEqual([
      ...NAMES.map((name) => `reference/${name}.png`),
      ...NAMES.map((name) => `start/${name}.png`),
      'regions/table.png',
    ]);

    const { ok, problems, terms, goldens } = await check(folder, true);
    expect(problems).toEqual([]);
    expect(ok).toBe(true);
    expect(Object.keys(terms)).toEqual(['set/spread', 'set/look', 'tone/mean']);
    const names = goldens.map(({ name }) => name).filter((name) => !name.startsWith('export '));
    expect(names).toEqual([
      'untouched start',
      'in another order',
      'one file missing',
      ...NAMES.map((name) => `only ${name} put right`),
      ...GOLDENS.goldens.map(({ name }) => name),
    ]);
    expect(goldens.filter(({ name }) => name.startsWith('export ')).length).toBeGreaterThan(5);

    const second = await check(folder, false);
    expect(second.problems).toEqual([]);
    const kept = JSON.parse(await readFile(join(folder, 'calibration.json'), 'utf8')) as {
      goldens: unknown[];
    };
    expect(kept.goldens).toHaveLength(goldens.length);
  }, 240_000);

  it.each<[string, Record<string, unknown>, RegExp]>([
    [
      'too many bytes in all',
      {
        submission: {
          kind: 'image-set',
          formats: ['png'],
          maxBytes: 40_000_000,
          maxPixels: 4e6,
          size: { rule: 'same-aspect', minWidth: 200 },
        },
      },
      /4 files of 40 MB are too much at once/,
    ],
    [
      'a region that a frame lacks',
      { criteria: [{ id: 'set', kind: 'series', title: 'Set', weight: 1, region: 'label' }] },
      /frame cherry has no region “label”; there are table/,
    ],
    [
      'a region misspelt',
      { criteria: [{ id: 'set', kind: 'series', title: 'Set', weight: 1, region: 'tabel' }] },
      /frame cherry has no region “tabel”; there are table. Did you mean “table”\?/,
    ],
    [
      'frames told across a kind that sees them all',
      { criteria: [{ id: 'set', kind: 'series', title: 'Set', weight: 1, across: 'mean' }] },
      /series looks at all frames together/,
    ],
  ])(
    'refuses %s',
    async (_, change, words) => {
      const folder = await folderOf(root, 'wrong-set', change);
      await makePictures(folder, root);
      expect((await check(folder, false)).problems.join('\n')).toMatch(words);
    },
    60_000,
  );
});
