import { parseArgs } from 'node:util';
import { attack, type Attacked } from '#graders/authoring/attack.ts';
import { checkExercise, type Checked } from '#graders/authoring/check.ts';
import { tally } from '#graders/authoring/goldens.ts';
import { isLaid, isText } from '#graders/exercise/kind.ts';
import { attackTexts, type AttackedTexts } from '#graders/authoring/text-attacks.ts';
import { openExercise } from '#graders/exercise/open.ts';
import type { Verdicts } from '#graders/exercise/schema.ts';
import { missingWords } from '#graders/report/missing-words.ts';
import { readWords, WordsError } from '#graders/report/words.ts';
import type { TextExercise } from '#graders/types.ts';
import { EXERCISES, namedExercises } from '../exercises.ts';
import { table } from '../table.ts';
import type { Command } from '../command.ts';

/** What calibration writes for every ratio beyond it. */
const MOST_RATIO = 999;

async function run(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      attack: { type: 'string' },
      seed: { type: 'string', default: '1' },
    },
  });
  const folders = await namedExercises(positionals);
  const words = await readWords();
  const wordless = missingWords(words);
  if (wordless.length > 0) throw new WordsError(wordless.join('\n'));
  if (values.attack !== undefined) {
    const [count, seed] = [Number(values.attack), Number(values.seed)];
    if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed)) {
      console.error('--attack wants how many chains to try, such as --attack 200; --seed a whole number.');
      return 2;
    }
    return attackAll(folders, { count, seed, json: values.json });
  }
  const results: Checked[] = [];
  for (const folder of folders) {
    const options = { words, now: () => performance.now(), exercises: EXERCISES, write: values.write };
    const result = await checkExercise(folder, options);
    results.push(result);
    if (!values.json) console.log(inWords(result));
  }
  const ok = results.every((result) => result.ok);
  if (values.json) console.log(JSON.stringify({ ok, exercises: results }, null, 2));
  else
    console.log(ok ? `${results.length} of ${results.length} exercises are sound.` : 'Refused. See above.');
  return ok ? 0 : 1;
}

/** Random chains of edits instead of the goldens: slow, and never part of the gate. */
async function attackAll(
  folders: readonly string[],
  { count, seed, json }: { count: number; seed: number; json: boolean },
): Promise<number> {
  const options = {
    words: await readWords(),
    now: () => performance.now(),
    exercises: EXERCISES,
    count,
    seed,
  };
  const all: ({ slug: string } & (Attacked | AttackedTexts))[] = [];
  for (const folder of folders) {
    const exercise = await openExercise(folder);
    if (isText(exercise)) {
      all.push(await attackText(exercise, options, json));
      continue;
    }
    if (!isLaid(exercise)) {
      console.error(
        `${exercise.slug}: pictures straight from a generator are not attacked at random; its goldens hold ramps, sheets of colour and copied records.`,
      );
      continue;
    }
    const found = { slug: exercise.slug, ...(await attack(exercise, options)) };
    all.push(found);
    if (json) continue;
    const { slug, tried, passed, start, beyond, bound, breaches } = found;
    console.log(
      `${slug}: ${tried} tried, ${passed} passed, ${beyond} of these further from the reference than the start (${start} ΔE00), ${breaches.length} further than ${bound}`,
    );
    for (const { chain, score, deltaE } of breaches)
      console.log(`  ✗ ${score} points at ${deltaE.toFixed(2)} ΔE00: ${chain}`);
  }
  if (json) console.log(JSON.stringify(all, null, 2));
  return all.every(({ breaches }) => breaches.length === 0) ? 0 : 1;
}

/** Texts that nobody wrote, made of a text exercise's own wordings, brief and accepted texts. */
async function attackText(
  exercise: TextExercise,
  options: Parameters<typeof attackTexts>[1],
  json: boolean,
): Promise<{ slug: string } & AttackedTexts> {
  const { slug } = exercise;
  const found = await attackTexts(exercise, options);
  const { tried, best, breaches, families } = found;
  if (!json) {
    console.log(`${slug}: ${tried} texts tried, ${breaches.length} passed, the best has ${best} points`);
    const rows = families.map(({ name, ...of }) => [name, ...[of.tried, of.passed, of.best].map(String)]);
    console.log(table(['family', 'tried', 'passed', 'best'], rows, '  '));
    for (const { name, score, text } of breaches) console.log(`  ✗ ${score} points, ${name}: ${text}`);
  }
  return { slug, ...found };
}

function inWords({ slug, ok, problems, terms, goldens }: Checked): string {
  const measured = Object.entries(terms).map(termRow);
  const judged = goldens.map(({ name, outcome, score, expect, margin, problems: broken }) => [
    broken.length > 0 ? '✗' : '·',
    name,
    outcome,
    score === null ? '–' : String(score),
    margin >= 100 ? 'free' : String(margin),
    expect,
  ]);
  return [
    `${slug}  ${ok ? 'sound' : 'refused'}`,
    ...(measured.length > 0
      ? [table(['term', 'start', 'limit', 'tolerance', 'ratio', 'of'], measured, '  ')]
      : []),
    ...(judged.length > 0
      ? [table(['', 'golden', 'outcome', 'score', 'margin', 'must be'], judged, '  ')]
      : []),
    ...(goldens.length > 0 ? [`  ${tallied(tally(goldens))}`] : []),
    ...problems.map((problem) => `  ✗ ${problem}`),
    '',
  ].join('\n');
}

/** A term with its ratio, which is of the start, or of the limit where a criterion guards what should stay. */
function termRow([id, { start, tolerance, ratio }]: [string, Checked['terms'][string]]): string[] {
  const ofStart = Math.min(MOST_RATIO, start / tolerance);
  const guards = Math.abs(ratio - ofStart) > 0.005 * ofStart + 0.001;
  const limit = Number((ratio * tolerance).toPrecision(3));
  return [
    id,
    String(start),
    guards ? `${ratio >= MOST_RATIO ? '> ' : ''}${limit}` : '–',
    String(tolerance),
    ratio >= MOST_RATIO ? `> ${MOST_RATIO}` : ratio.toFixed(1),
    guards ? 'limit' : 'start',
  ];
}

const tallied = ({ attempts, falsePasses, falseFails }: Verdicts): string =>
  `${attempts} attempts with a known verdict: ${falsePasses} false passes, ${falseFails} false fails.`;

const command: Command = {
  summary: 'validates exercises: schema, pictures, credits, calibration, goldens with their margins',
  usage: 'check [exercise…] [--write] [--attack <chains>] [--seed <n>] [--json]',
  options: {
    '--write': 'first computes tolerances and margins anew and writes calibration.json',
    '--attack <chains>':
      'hands in so many random chains of edits instead and lists those that pass without the work',
    '--seed <n>': 'other chains; the same for the same number (1)',
    '--json': 'prints the findings as JSON',
  },
  run,
};
export default command;
