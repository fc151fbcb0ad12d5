import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { checkExercise } from '#graders/authoring/check.ts';
import { trackIds } from '#graders/authoring/curriculum.ts';
import { isSubmissionKind, scaffold, SUBMISSION_KINDS } from '#graders/authoring/scaffold/index.ts';
import { findExercise } from '#graders/exercise/folders.ts';
import { readWords } from '#graders/report/words.ts';
import { WrongUsage, type Command } from '../command.ts';
import { EXERCISES } from '../exercises.ts';

const ADDRESS = /^([a-z0-9]+(?:-[a-z0-9]+)*)\/([a-z0-9]+(?:-[a-z0-9]+)*)$/;

/** Scaffolds an exercise and calibrates it, so that the author begins from something that passes the check. */
async function run(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { in: { type: 'string', default: EXERCISES }, kind: { type: 'string', default: 'image' } },
  });
  const [track, slug] = ADDRESS.exec(positionals[0] ?? '')?.slice(1) ?? [];
  if (track === undefined || slug === undefined || positionals.length > 1) {
    throw new WrongUsage(
      'One address is needed, such as retouching/my-exercise, in lower case with hyphens.',
    );
  }
  const { kind } = values;
  if (!isSubmissionKind(kind))
    throw new WrongUsage(`There is no kind “${kind}”. There are ${SUBMISSION_KINDS.join(', ')}.`);
  const tracks = await trackIds();
  if (!tracks.includes(track))
    throw new WrongUsage(`There is no track “${track}”. There are ${tracks.join(', ')}.`);
  const root = values.in;
  if (existsSync(join(root, track, slug)))
    throw new WrongUsage(`There is already a folder ${track}/${slug}.`);
  if ((await findExercise(slug, root)) !== null) {
    throw new WrongUsage(`There is already an exercise “${slug}” in another track; slugs are unique.`);
  }
  const folder = await scaffold(root, { track, slug, kind });
  const options = { words: await readWords(), now: () => performance.now(), exercises: root, write: true };
  const checked = await checkExercise(folder, options);
  for (const problem of checked.problems) console.error(`✗ ${problem}`);
  console.log(
    `${relative(process.cwd(), folder)} ${checked.ok ? 'stands and passes the check.' : 'was written.'}`,
  );
  console.log(
    `Change its words and pictures, then: npx atelier pictures ${slug} && npx atelier check ${slug} --write\n` +
      'It is open to learners from the next start on.',
  );
  return checked.ok ? 0 : 1;
}

const command: Command = {
  summary: 'scaffolds an exercise that passes the check',
  usage: 'new <track>/<slug> [--kind image|image-set|text|generated] [--in FOLDER]',
  options: {
    '--kind KIND':
      'what learners hand in: one edited picture (image, the default), a set of them, a text, or files from a generator',
    '--in FOLDER': 'the folder of exercises to write into; default: the one of this school',
  },
  run,
};
export default command;
