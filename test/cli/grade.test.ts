import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findIn } from '#graders/authoring/pictures.ts';
import { cookSet, SetRecipe } from '#graders/authoring/set-recipe.ts';
import { fileStudio } from '#graders/authoring/studio.ts';
import { EXERCISES, findExercise } from '#graders/exercise/folders.ts';
import { openExercise } from '#graders/exercise/open.ts';
import { grade } from '#graders/grade.ts';
import { Report } from '#graders/report/schema.ts';
import { readWords } from '#graders/report/words.ts';
import { NAMES, writeSet } from '#test/support/set.ts';
import { atelier } from './run.ts';

/** An address that leads out of the page. */
const OUTSIDE = /(src|href)="(?!data:|#).{0,40}|url\((?!['"]?data:).{0,40}/;

let scratch = '';
let start = '';
let reference = '';
let text = '';

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'atelier-cli-'));
  const exercise = await openExercise((await findExercise('white-balance'))!);
  start = join(exercise.folder, exercise.start.path);
  reference = join(exercise.folder, exercise.references[0]!.path);
  text = join(scratch, 'not-a-picture.png');
  await writeFile(text, 'This is text.');
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

describe('atelier grade, of a text', () => {
  const file = async (name: string, content: string | Uint8Array): Promise<string> => {
    const path = join(scratch, name);
    await writeFile(path, content);
    return path;
  };
  const prompt = join(EXERCISES, 'prompting/prompt-anatomy/reference/prompt.txt');

  it.each<[string, () => Promise<string[]>, number, string]>([
    ['an accepted prompt passes', async () => [prompt], 0, 'prompt.txt: passed'],
    ['one word does not', async () => [await file('word.txt', 'bottle')], 1, 'word.txt: not yet'],
    ['nothing is not gradable', async () => [await file('empty.txt', ' ')], 2, 'There is no text'],
    ['a picture is not', async () => [start], 2, 'This is not plain text'],
    ['two prompts are not', async () => [prompt, await file('b.txt', 'b')], 2, 'One prompt, please'],
  ])('%s', async (_, paths, code, said) => {
    const { code: exit, stdout } = await atelier('grade', 'prompt-anatomy', ...(await paths()));
    expect(exit).toBe(code);
    expect(stdout).toContain(said);
  });

  it('prints places in the text with --json, and writes a report without pictures', async () => {
    const out = join(scratch, 'text-out');
    const { stdout } = await atelier('grade', 'prompt-anatomy', prompt, '--json', '--out', out);
    const report = Report.parse(JSON.parse(stdout));
    const text = await readFile(prompt, 'utf8');
    expect(report.prompt?.text).toBe(text);
    expect(report.prompt?.spans.map(({ from, to }) => text.slice(from, to))).toContain('brass collar');
    expect((await readdir(out)).sort()).toEqual(['report.html', 'report.json']);
  });
});

describe('atelier grade', () => {
  it.each([
    ['an answer passes', () => ['white-balance', reference], 0],
    ['the untouched start does not', () => ['white-balance', start], 1],
    ['a file that is no picture cannot be graded', () => ['white-balance', text], 2],
    ['no exercise', () => [], 64],
    ['no file', () => ['white-balance'], 64],
    ['an exercise that does not exist', () => ['white-ballance', start], 64],
    ['a file that does not exist', () => ['white-balance', join(scratch, 'nowhere.png')], 64],
    ['an option that does not exist', () => ['white-balance', start, '--jsn'], 64],
  ] as const)('%s: exit code', async (_, argv, code) => {
    expect((await atelier('grade', ...argv())).code).toBe(code);
  });

  it('the report in one file shows what a file says about itself', async () => {
    const picture = join(scratch, 'generated.jpg');
    const folder = (await findExercise('white-balance'))!;
    const exercise = await openExercise(folder);
    const studio = fileStudio({ exercises: EXERCISES, folder, findExercise: findIn(EXERCISES), exercise });
    const generation = { tool: 'sd-webui', prompt: 'a lemon <on> linen', seed: '18446744073709551557' };
    const recipe = SetRecipe.parse({
      from: 'start',
      save: { format: 'jpeg', quality: 80, metadata: { generation } },
    });
    const { files } = await cookSet(recipe, exercise, [studio]);
    await writeFile(picture, files[0]!.bytes);
    const out = join(scratch, 'says-out');
    await atelier('grade', 'white-balance', picture, '--out', out);
    const page = await readFile(join(out, 'report.html'), 'utf8');
    for (const part of [
      'What this file says about itself',
      'a lemon &lt;on&gt; linen',
      '18446744073709551557',
    ])
      expect(page).toContain(part);
  });

  it('prints the report alone with --json, the very one the server would store', async () => {
    const { stdout } = await atelier('grade', 'white-balance', start, '--json');
    const printed = Report.parse(JSON.parse(stdout));
    const exercise = await openExercise((await findExercise('white-balance'))!);
    const files = [{ name: exercise.start.path.split('/').at(-1)!, bytes: await exercise.start.bytes() }];
    const { report } = await grade({ files }, exercise, { words: await readWords(), now: () => 0 });
    const timeless = (from: Report): object => ({ ...from, phases: from.phases.map(({ name }) => name) });
    expect(timeless(printed)).toEqual(timeless(report));
  });

  it('speaks in sentences otherwise', async () => {
    const { stdout } = await atelier('grade', 'white-balance', start);
    expect(stdout).toContain('breakfast-warm.png: not yet, ');
    expect(stdout).toContain('Do this next:');
    expect(stdout).toMatch(/^ +\d+ of 100 {2}.+ – not met \(.+\)$/m);
    const refusal = await atelier('grade', 'white-balance', text);
    expect(refusal.stdout).toMatch(/^not-a-picture\.png: \w.+\n {2}\w/);
  });

  it('writes a report that stands alone, with its evidence', async () => {
    const out = join(scratch, 'out');
    await atelier('grade', 'white-balance', start, '--out', out);
    const report = Report.parse(JSON.parse(await readFile(join(out, 'report.json'), 'utf8')));
    const page = await readFile(join(out, 'report.html'), 'utf8');
    expect(page).toContain(`<title>Morning without the lamp: Not yet, ${report.score} of 100</title>`);
    for (const { title, feedback } of report.criteria) {
      expect(page).toContain(title);
      for (const { code } of feedback) expect(page).not.toContain(code);
    }
    expect(OUTSIDE.exec(page)?.[0]).toBeUndefined();
    const pictures = report.criteria.flatMap(({ evidence }) => evidence);
    expect(pictures.length).toBeGreaterThan(0);
    // The start and the picture as it was handed in, each once; no reference before it is passed.
    expect(page.match(/src="data:image/g)).toHaveLength(2 + new Set(pictures).size);
    expect(page.includes('A solution the client accepted')).toBe(false);
    expect((await readdir(out)).length).toBe(2 + new Set(pictures).size);
  });

  it('takes the path of a folder as well as a slug', async () => {
    const folder = (await findExercise('white-balance'))!;
    expect((await atelier('grade', folder, reference)).code).toBe(0);
  });
});

describe('atelier grade with a set', () => {
  let folder = '';
  const files = (of: 'start' | 'reference'): string[] => NAMES.map((name) => join(folder, of, `${name}.png`));
  beforeAll(async () => {
    await writeSet(scratch);
    folder = join(scratch, 'retouching', 'test-set');
  }, 60_000);

  it.each([
    ['all put right, in any order', () => files('reference').toReversed(), 0],
    ['untouched', () => files('start'), 1],
    ['one missing', () => files('reference').slice(1), 2],
    ['one of them twice', () => [...files('reference').slice(1), files('reference')[1]!], 2],
  ] as const)('%s: exit code', async (_, paths, code) => {
    expect((await atelier('grade', folder, ...paths())).code).toBe(code);
  });

  it('says in a sentence what is missing', async () => {
    const { stdout } = await atelier('grade', folder, ...files('reference').slice(1));
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      '3 files arrived; this brief asks for 4 pictures: cherry, lemon, mint and plum.',
    );
  });

  it('prints one report for all files, and names the frames in words', async () => {
    const { stdout } = await atelier('grade', folder, ...files('start'), '--json');
    const report = Report.parse(JSON.parse(stdout));
    expect(report.frames?.map(({ name }) => name)).toEqual([...NAMES]);
    expect(report.submission.map(({ name }) => name)).toEqual(NAMES.map((name) => `${name}.png`));
    const { stdout: words } = await atelier('grade', folder, ...files('start'));
    expect(words).toContain('Frame 1, cherry');
  });

  it('writes a page that shows every frame', async () => {
    const out = join(scratch, 'set-out');
    await atelier('grade', folder, ...files('start'), '--out', out);
    const page = await readFile(join(out, 'report.html'), 'utf8');
    for (const [i, name] of NAMES.entries()) {
      expect(page).toContain(`aria-label="Compare the pictures of Frame ${i + 1}, ${name}"`);
      expect(page).toContain(`frame ${i + 1}, ${name}"`);
    }
    expect(OUTSIDE.exec(page)?.[0]).toBeUndefined();
    expect(await readdir(out)).toContain('set-strip.jpg');
  });
});
