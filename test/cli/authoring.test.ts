import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkExercise } from '#graders/authoring/check.ts';
import { openExercise } from '#graders/exercise/open.ts';
import { EXERCISES } from '#graders/exercise/folders.ts';
import { readWords } from '#graders/report/words.ts';
import { atelier, type Ran } from './run.ts';

let root = '';
let made: Ran = { code: -1, stdout: '', stderr: '' };

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'atelier-new-'));
  await symlink(join(EXERCISES, 'scenes'), join(root, 'scenes'));
  made = await atelier('new', 'seeing/first-light', '--in', root);
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe('atelier new', () => {
  it('scaffolds an exercise that passes the check', async () => {
    expect(made.stderr).toBe('');
    expect(made.code).toBe(0);
    expect((await atelier('check', join(root, 'seeing/first-light'))).stdout).toContain('first-light  sound');
  });

  it.each([
    ['image-set', 'cans'],
    ['text', 'say-it'],
    ['generated', 'pair'],
  ])(
    'scaffolds one of the kind %s that passes the check as it stands',
    async (kind, slug) => {
      const { code, stdout, stderr } = await atelier(
        'new',
        `prompting/${slug}`,
        '--kind',
        kind,
        '--in',
        root,
      );
      expect([stderr, code]).toEqual(['', 0]);
      expect(stdout).toContain('stands and passes the check.');
      expect((await openExercise(join(root, 'prompting', slug))).spec.submission.kind).toBe(kind);
    },
    240_000,
  );

  it('names the kinds there are when asked for another', async () => {
    const { code, stderr } = await atelier('new', 'prompting/movie', '--kind', 'video', '--in', root);
    expect([code, stderr]).toEqual([64, expect.stringContaining('image, image-set, text, generated')]);
  });

  it.each([
    ['no address', []],
    ['an address without a track', ['first-light']],
    ['capitals', ['Seeing/Light']],
    ['a way out of the folder', ['seeing/../../light']],
    ['a folder that exists', ['seeing/first-light']],
    ['a slug taken by another track', ['retouching/first-light']],
  ])('refuses %s', async (_, argv) => {
    expect((await atelier('new', ...argv, '--in', root)).code).toBe(64);
  });
});

describe('atelier check', () => {
  /** The problems of a copy of the scaffold in which one file was changed. */
  async function problemsAfter(name: string, change: (text: string) => string): Promise<string[]> {
    const folder = join(root, 'seeing', `harmed-${Math.random().toString(36).slice(2)}`);
    await cp(join(root, 'seeing/first-light'), folder, { recursive: true });
    await writeFile(join(folder, name), change(await readFile(join(folder, name), 'utf8')));
    const options = { words: await readWords(), now: () => performance.now(), exercises: root, write: false };
    const { problems, ok } = await checkExercise(folder, options);
    expect(ok).toBe(false);
    return problems;
  }

  it.each([
    [
      'a typo in a key',
      'exercise.yaml',
      /^minutes/m,
      'minuets',
      'Unrecognized key: "minuets". Did you mean “minutes”?',
    ],
    [
      'a typo in a key of a criterion',
      'exercise.yaml',
      /weight: (?=\d)/,
      'wieght: ',
      /criterion [\w-]+: Unrecognized key: "wieght". Did you mean “weight”\?/,
    ],
    [
      'a typo in a param',
      'exercise.yaml',
      'limit: 0.03',
      'limits: 0.03',
      /criterion clipping: params: Unrecognized key: "limits". Did you mean “limit”\?/,
    ],
    [
      'a param that is nothing like those there are',
      'exercise.yaml',
      'limit: 0.03',
      'strictness: 0.03',
      'Unrecognized key: "strictness"; known here are ends, tolerance, limit',
    ],
    [
      'a kind that does not exist',
      'exercise.yaml',
      'kind: clipping',
      'kind: clippings',
      'but received clippings. Did you mean “clipping”?',
    ],
    ['a param out of range', 'exercise.yaml', 'limit: 0.03', 'limit: yes', 'params.limit'],
    [
      'a region that is not there',
      'exercise.yaml',
      'kind: tone-colour',
      'kind: tone-colour\n    region: sky',
      'there is no region “sky”; there are none',
    ],
    [
      'a picture that is not there',
      'exercise.yaml',
      'frame-dark.png',
      'frame-drak.png',
      'there is no picture start/frame-drak.png',
    ],
    [
      'a picture without a credit',
      'credits.yaml',
      'path: start/frame-dark.png',
      'path: start/other.png',
      'does not credit start/frame-dark.png',
    ],
    [
      'a key in the wrong case, in one sentence',
      'exercise.yaml',
      /^passMark/m,
      'passmark',
      /^exercise\.yaml: Unrecognized key: "passmark"\. Did you mean “passMark”\?$/,
    ],
    [
      'a list under a misspelt key, in one sentence',
      'exercise.yaml',
      /^references/m,
      'refrences',
      /^exercise\.yaml: Unrecognized key: "refrences"\. Did you mean “references”\?$/,
    ],
    [
      'a key that is not there',
      'exercise.yaml',
      /^passMark.*/m,
      '',
      'passMark is missing; a number belongs there',
    ],
    ['a key without a value', 'exercise.yaml', /^title.*/m, 'title:', 'title is empty; a text belongs there'],
    [
      'a text for a number',
      'exercise.yaml',
      /^passMark.*/m,
      'passMark: abc',
      'passMark: expected a number but found the text “abc”',
    ],
    [
      'a number beyond its range',
      'exercise.yaml',
      /^passMark.*/m,
      'passMark: 101',
      'passMark: expected at most 100 but found 101',
    ],
    [
      'an empty list',
      'exercise.yaml',
      /^skills.*/m,
      'skills: []',
      'skills is empty; at least 1 belongs there',
    ],
    [
      'a value that is not among those there are',
      'exercise.yaml',
      /^level.*/m,
      'level: starterr',
      'level: expected one of starter, intermediate, advanced but found “starterr”. Did you mean “starter”?',
    ],
    [
      'a kind of submission that does not exist',
      'exercise.yaml',
      'kind: image',
      'kind: imgae',
      'submission.kind: expected one of image, image-set, generated, text but found “imgae”. Did you mean “image”?',
    ],
    [
      'a submission without a kind',
      'exercise.yaml',
      /^ +kind: image\n/m,
      '',
      'submission.kind is missing; one of image, image-set, generated, text belongs there',
    ],
    [
      'a track that does not exist',
      'exercise.yaml',
      /^track.*/m,
      'track: seeeing',
      /there is no track “seeeing”; there are seeing, .*, delivery\. Did you mean “seeing”\?/,
    ],
    [
      'a skill that does not exist',
      'exercise.yaml',
      /^skills.*/m,
      'skills: [white-balence]',
      'there is no skill “white-balence” in content/skills.yaml. Did you mean “white-balance”?',
    ],
    [
      'a required exercise that does not exist',
      'exercise.yaml',
      /^skills/m,
      'requires: [value-rnge]\nskills',
      'there is no exercise “value-rnge”, which is required. Did you mean “value-range”?',
    ],
    [
      'a reference that is no picture',
      'reference/frame.webp',
      /[^]*/,
      'a text',
      /^reference\/frame\.webp: this file is no picture that can be read; make it anew with `npx atelier pictures <exercise>`/m,
    ],
    [
      'a start that is no picture',
      'start/frame-dark.png',
      /[^]*/,
      'a text',
      /^start\/frame-dark\.png: this file is no picture/m,
    ],
    ['a brief that imports code', 'brief.mdx', /^/, "import x from 'y'\n\n", 'imports code'],
    ['a stale calibration', 'exercise.yaml', 'passMark: 75', 'passMark: 76', 'older than'],
    [
      'a golden that misses its verdict',
      'goldens.yaml',
      'score: [10, 72]',
      'score: [10, 20]',
      'golden “half way”: score is',
    ],
    [
      'an operation that does not exist',
      'goldens.yaml',
      'flip: horizontal',
      'flop: horizontal',
      'expected one operation',
    ],
  ] as const)('refuses %s', async (_, file, from, to, sentence) => {
    const problems = (await problemsAfter(file, (text) => text.replace(from, to))).join('\n');
    if (typeof sentence === 'string') expect(problems).toContain(sentence);
    else expect(problems).toMatch(sentence);
  });

  it('refuses a golden without a margin', async () => {
    const { goldens } = await checkExercise(join(root, 'seeing/first-light'), {
      words: await readWords(),
      now: () => performance.now(),
      exercises: root,
      write: false,
    });
    const score = goldens.find(({ name }) => name === 'half way')!.score!;
    const thin = (text: string): string => text.replace('score: [10, 72]', `score: [${score - 1}, 72]`);
    expect((await problemsAfter('goldens.yaml', thin)).join()).toContain('only 1 points from its bound');
  });

  it('prints JSON alone with --json', async () => {
    const { stdout, code } = await atelier('check', join(root, 'seeing/first-light'), '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      exercises: [{ slug: 'first-light', ok: true, problems: [] }],
    });
  });
});
