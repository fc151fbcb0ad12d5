import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ExerciseError } from '#graders/exercise/open.ts';
import { makePictures } from '#graders/authoring/pictures.ts';
import { RecipeError } from '#graders/authoring/picture.ts';
import { EXERCISES, namedExercises } from '../exercises.ts';
import type { Command } from '../command.ts';

const CONTENT = fileURLToPath(new URL('../../../content/pictures/', import.meta.url));

/** Rebuilds pictures from their recipes; says for each whether it changed. */
async function run(argv: string[]): Promise<number> {
  const { positionals } = parseArgs({ args: argv, allowPositionals: true });
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
      for (const made of await makePictures(folder, EXERCISES)) {
        const size = `${made.width}×${made.height}`.padStart(9);
        const kilobytes = `${Math.round(made.bytes / 1000)} kB`.padStart(9);
        console.log(`  ${made.path.padEnd(34)} ${size} ${kilobytes}${made.changed ? '' : '  unchanged'}`);
      }
    } catch (error) {
      if (!(error instanceof RecipeError || error instanceof ExerciseError)) throw error;
      console.error(`  ${error.message}`);
      failed++;
    }
  }
  return failed === 0 ? 0 : 1;
}

const command: Command = {
  summary: 'makes the pictures of exercises and lessons from their recipes',
  usage: 'pictures [exercise…|content]',
  run,
};
export default command;
