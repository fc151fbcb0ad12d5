import { parseArgs } from 'node:util';
import { checkExercise, type Checked } from '#graders/authoring/check.ts';
import { readWords } from '#graders/report/words.ts';
import { EXERCISES, namedExercises } from '../exercises.ts';
import { table } from '../table.ts';
import type { Command } from '../command.ts';

async function run(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
  });
  const folders = await namedExercises(positionals);
  const words = await readWords();
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

function inWords({ slug, ok, problems, terms, goldens }: Checked): string {
  const measured = Object.entries(terms).map(([id, { start, tolerance, ratio }]) => [
    id,
    String(start),
    String(tolerance),
    ratio >= 999 ? '> 999' : ratio.toFixed(1),
  ]);
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
    ...(measured.length > 0 ? [table(['term', 'start', 'tolerance', 'ratio'], measured, '  ')] : []),
    ...(judged.length > 0
      ? [table(['', 'golden', 'outcome', 'score', 'margin', 'must be'], judged, '  ')]
      : []),
    ...problems.map((problem) => `  ✗ ${problem}`),
    '',
  ].join('\n');
}

const command: Command = {
  summary: 'validates exercises: schema, pictures, credits, calibration, goldens with their margins',
  usage: 'check [exercise…] [--write] [--json]',
  options: {
    '--write': 'first computes tolerances and margins anew and writes calibration.json',
    '--json': 'prints the findings as JSON',
  },
  run,
};
export default command;
