import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ExerciseError, openExercise } from '#graders/exercise/open.ts';
import { isText } from '#graders/exercise/kind.ts';
import { grade } from '#graders/grade.ts';
import { readWords } from '#graders/report/words.ts';
import type { PromptReport, Report } from '#graders/report/schema.ts';
import type { Exercise, Graded, GradeOptions, SubmittedFile } from '#graders/types.ts';
import { readConfig } from '#server/config.ts';
import { trustAnchors, trustFolder } from '#server/trust-anchors.ts';
import { WrongUsage, type Command } from '../command.ts';
import { oneExercise } from '../exercises.ts';
import { bytesOf } from '../files.ts';
import { readAssets } from '../report-html/assets.ts';
import { picturesOf } from '../report-html/pictures.ts';
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
  const options = {
    words: await readWords(),
    anchors: await trustAnchors(trustFolder(readConfig().data)),
    now: () => performance.now(),
  };
  const graded = await grade({ files }, exercise, options);
  if (values.out !== undefined) {
    const accepted = graded.report.outcome === 'passed' ? await acceptedText(exercise, options) : null;
    await writeOut(values.out, exercise, graded, files, accepted);
    console.error(`Report: ${resolve(values.out, 'report.html')}\n`);
  }
  console.log(
    values.json
      ? JSON.stringify(graded.report, null, 2)
      : reportText(files.map((file) => file.name).join(', '), graded.report),
  );
  return EXIT[graded.report.outcome];
}

/** The text the client accepted, read as an attempt is; of a text exercise. */
async function acceptedText(exercise: Exercise, options: GradeOptions): Promise<PromptReport | null> {
  const [reference] = isText(exercise) ? exercise.references : [];
  if (!reference) return null;
  const files = [{ name: basename(reference.path), bytes: await reference.bytes() }];
  return (await grade({ files }, exercise, options)).report.prompt ?? null;
}

/** report.json, report.html and the evidence pictures, all in one folder. */
async function writeOut(
  folder: string,
  exercise: Exercise,
  { report, evidence }: Graded,
  files: SubmittedFile[],
  accepted: PromptReport | null,
): Promise<void> {
  const pictures = await picturesOf(exercise, report, files);
  const page = await reportPage({ exercise, report, evidence, pictures, accepted }, await readAssets());
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  await writeFile(join(folder, 'report.html'), page);
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
