import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ExerciseError } from '#graders/exercise/open.ts';
import { makePictures, type Made } from '#graders/authoring/pictures.ts';
import { RecipeError } from '#graders/authoring/picture.ts';
import { EXERCISES, namedExercises } from '../exercises.ts';
import type { Command } from '../command.ts';

const CONTENT = fileURLToPath(new URL('../../../content/pictures/', import.meta.url));

/** A note of what was made from what; it may be deleted at any time. */
const MEMORY = fileURLToPath(new URL('../../../node_modules/.cache/atelier/', import.meta.url));

const told = ({ changed, skipped }: Made): string =>
  skipped ? '  up to date' : changed ? '' : '  unchanged';

/** Makes the pictures whose recipe or source has changed; says of each what became of it as soon as it stands there. */
async function run(argv: string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { all: { type: 'boolean', default: false } },
  });
  const lessons = positionals.length === 0 || positionals.includes('content');
  const names = positionals.filter((name) => name !== 'content');
  const exercises = positionals.length > 0 && names.length === 0 ? [] : await namedExercises(names);
  const folders = [...exercises, ...(lessons ? [CONTENT] : [])].filter((folder) =>
    existsSync(join(folder, 'pictures.yaml')),
  );
  let failed = 0;
  for (const folder of folders) {
    console.log(folder === CONTENT ? 'content' : basename(folder));
    try {
      if (values.all) await rm(memoryOf(folder), { force: true });
      await makePictures(folder, EXERCISES, {
        memory: memoryOf(folder),
        onMade(made, n, of) {
          const size = `${made.width}×${made.height}`.padStart(9);
          const kilobytes = `${Math.round(made.bytes / 1000)} kB`.padStart(9);
          const place = `${String(n).padStart(String(of).length)} of ${of}`;
          console.log(`  ${place}  ${made.path.padEnd(34)} ${size} ${kilobytes}${told(made)}`);
        },
      });
    } catch (error) {
      if (!(error instanceof RecipeError || error instanceof ExerciseError)) throw error;
      console.error(`  ${error.message}`);
      failed++;
    }
  }
  return failed === 0 ? 0 : 1;
}

/** One for each folder, by its place on this machine. */
const memoryOf = (folder: string): string =>
  join(MEMORY, `pictures-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}.json`);

const command: Command = {
  summary: 'makes the pictures of exercises and lessons from their recipes',
  usage: 'pictures [exercise…|content] [--all]',
  options: { '--all': 'makes every picture, also those whose recipe and sources are as they were' },
  run,
};
export default command;
