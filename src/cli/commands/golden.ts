import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { blobStore } from '#server/blobs/blob-store.ts';
import { database, readConfig } from '#server/config.ts';
import { migrate } from '#server/db/migrate.ts';
import { openStore } from '#server/db/open.ts';
import { judgedWork } from '#server/review/accepted.ts';
import { isText } from '../../../graders/exercise/kind.ts';
import { openExercise } from '../../../graders/exercise/open.ts';
import { WrongUsage, type Command } from '../command.ts';
import { oneExercise } from '../exercises.ts';
import { goldenEntry } from '../golden/entry.ts';
import { writeGolden } from '../golden/write.ts';

const OPTIONS = {
  name: { type: 'string' },
  licence: { type: 'string' },
  force: { type: 'boolean', default: false },
} as const;

class Refusing extends Error {}

async function perform(argv: string[]): Promise<string> {
  const { values, positionals } = parseArgs({ args: argv, allowPositionals: true, options: OPTIONS });
  const [action, attemptId, address, ...rest] = positionals;
  if (action !== 'from-attempt' || !attemptId || !address || rest.length > 0)
    throw new WrongUsage('Say which attempt, and of which exercise it becomes a golden.');
  const config = readConfig();
  const folder = await oneExercise(address);
  const exercise = await openExercise(folder);
  const store = openStore(database(config));
  try {
    await migrate(store.db, Date.now);
    const work = await judgedWork(store, attemptId);
    if (!work) throw new Refusing(`There is no attempt ${attemptId}.`);
    if (work.exerciseId !== exercise.spec.id)
      throw new Refusing(`Attempt ${attemptId} was made at another exercise than ${exercise.slug}.`);
    if (!work.accepted && !values.force)
      throw new Refusing('No appeal of this attempt was accepted. Accept it first, or use --force.');
    if (work.accepted && !work.consent && !values.force)
      throw new Refusing(
        'The learner has not ticked that the school may keep the file as a test. Ask them, then use --force.',
      );
    if (work.outcome === null) throw new Refusing('Nothing counts for this attempt yet: it has no verdict.');
    const blobs = await blobStore(join(config.data, 'blobs'));
    const digest = work.files[0]?.sha256.slice(0, 8) ?? attemptId.slice(0, 8);
    const name = values.name ?? `appeal accepted, ${digest}`;
    const text = isText(exercise) ? new TextDecoder().decode(await blobs.read(work.files[0]!.sha256)) : null;
    const golden = goldenEntry(exercise, work, { name, stem: `appeal-${digest}`, text });
    await writeGolden({
      folder,
      golden,
      sources: work.files.map(({ sha256 }) => blobs.path(sha256)),
      credit: {
        madeBy: 'a learner of the school',
        settings: 'handed in, kept byte for byte after an accepted appeal',
        licence: values.licence ?? exercise.spec.licence,
        author: 'A learner',
      },
    });
    const written = golden.files.map(({ path }) => path).join(', ');
    return [
      `Added “${name}” to ${exercise.slug}${written ? ` with ${written}` : ''}: it must be ${work.outcome}.`,
      'The files are kept byte for byte, with all they say about themselves: look with `atelier inspect` before they go public.',
      `Now run \`atelier check ${exercise.slug}\`: while the grader still disagrees, it says so.`,
    ].join('\n');
  } finally {
    await store.close();
  }
}

const command: Command = {
  summary: 'makes a golden attempt of an exercise out of an attempt whose appeal was accepted',
  usage: 'golden from-attempt <attempt id> <exercise> [--name NAME] [--licence SPDX] [--force]',
  options: {
    '--name NAME': 'what the golden is called in goldens.yaml',
    '--licence SPDX': 'under which the file is credited; otherwise the exercise’s own',
    '--force': 'without an accepted appeal, or without the learner’s tick',
  },
  async run(argv) {
    try {
      console.log(await perform(argv));
      return 0;
    } catch (error) {
      if (!(error instanceof Refusing)) throw error;
      console.error(error.message);
      return 1;
    }
  },
};

export default command;
