import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findExercise } from '#graders/exercise/folders.ts';
import { openExercise } from '#graders/exercise/open.ts';
import { grade } from '#graders/grade.ts';
import { Report } from '#graders/report/schema.ts';
import { readWords } from '#graders/report/words.ts';
import { atelier } from './run.ts';

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
    const refusal = await atelier('grade', 'white-balance', text);
    expect(refusal.stdout).toMatch(/^not-a-picture\.png: \w.+\n {2}\w/);
  });

  it('writes a report that stands alone, with its evidence', async () => {
    const out = join(scratch, 'out');
    await atelier('grade', 'white-balance', start, '--out', out);
    const report = Report.parse(JSON.parse(await readFile(join(out, 'report.json'), 'utf8')));
    const page = await readFile(join(out, 'report.html'), 'utf8');
    expect(page).toContain('<h1>Not yet</h1>');
    for (const { title, feedback } of report.criteria) {
      expect(page).toContain(title);
      for (const { code } of feedback) expect(page).not.toContain(code);
    }
    expect(page).not.toMatch(/(src|href)="(?!data:)/);
    const pictures = report.criteria.flatMap(({ evidence }) => evidence);
    expect(pictures.length).toBeGreaterThan(0);
    expect(page.match(/src="data:image/g)).toHaveLength(new Set(pictures).size);
    expect((await readdir(out)).length).toBe(2 + new Set(pictures).size);
  });

  it('takes the path of a folder as well as a slug', async () => {
    const folder = (await findExercise('white-balance'))!;
    expect((await atelier('grade', folder, reference)).code).toBe(0);
  });
});
