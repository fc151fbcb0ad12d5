import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ExerciseError, openExercise } from '#graders/exercise/open.ts';
import { grade } from '#graders/grade.ts';
import { readWords } from '#graders/report/words.ts';
import type { Report } from '#graders/report/schema.ts';
import type { Graded, SubmittedFile } from '#graders/types.ts';
import { readConfig } from '#server/config.ts';
import { shownPicture } from '#server/pictures/shown.ts';
import { trustAnchors, trustFolder } from '#server/trust-anchors.ts';
import { WrongUsage, type Command } from '../command.ts';
import { oneExercise } from '../exercises.ts';
import { bytesOf } from '../files.ts';
import { reportPage } from '../report-html/page.ts';
import { reportText } from '../wording.ts';

const EXIT: Record<Report['outcome'], number> = { passed: 0, 'not-yet': 1, ungradable: 2 };

async function run(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, out: { type: 'string' } },
  });
  const [name, ...paths] = positionals;
  if (name === undefined || paths.length === 0)
    throw new WrongUsage('An exercise and at least one file are needed.');
  const folder = await oneExercise(name);
  const files = await Promise.all(
    paths.map(async (path) => ({ name: basename(path), bytes: await bytesOf(path) })),
  );
  const exercise = await openExercise(folder).catch((error: unknown) => {
    throw error instanceof ExerciseError ? new WrongUsage(error.message) : error;
  });
  const graded = await grade({ files }, exercise, {
    words: await readWords(),
    anchors: await trustAnchors(trustFolder(readConfig().data)),
    now: () => performance.now(),
  });
  if (values.out !== undefined) {
    await writeOut(values.out, exercise.spec.title, graded, files);
    console.error(`Report: ${resolve(values.out, 'report.html')}\n`);
  }
  console.log(
    values.json
      ? JSON.stringify(graded.report, null, 2)
      : reportText(files.map((file) => file.name).join(', '), graded.report),
  );
  return EXIT[graded.report.outcome];
}

/** report.json, report.html and the evidence pictures, all in one folder. */
async function writeOut(
  folder: string,
  title: string,
  { report, evidence }: Graded,
  files: SubmittedFile[],
): Promise<void> {
  const shown = report.outcome === 'ungradable' || report.prompt ? [] : files;
  const yours = await Promise.all(
    shown.map(async ({ bytes }) => ({ mime: 'image/webp', ...(await shownPicture(bytes)) })),
  );
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  await writeFile(join(folder, 'report.html'), reportPage(title, report, evidence, yours));
  for (const { name, bytes } of evidence) await writeFile(join(folder, name), bytes);
}

const command: Command = {
  summary: 'grades files as the server does, without server or database',
  usage: 'grade <exercise> <file…> [--json] [--out DIR]',
  options: {
    '--json': 'prints the report alone, as the server gives it',
    '--out DIR': 'writes report.json, a self-contained report.html and the evidence pictures there',
  },
  run,
};
export default command;
