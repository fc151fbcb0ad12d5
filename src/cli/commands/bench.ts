import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { TrialName } from '../bench/exercises.ts';
import type { Benched } from '../bench/run.ts';
import { WrongUsage, type Command } from '../command.ts';
import { EXERCISES } from '../exercises.ts';
import { table } from '../table.ts';

const PLATE = join(EXERCISES, 'scenes', 'plates', 'breakfast-detail.png');
const TRIALS: readonly TrialName[] = ['tone', 'retouch', 'crop', 'delivery'];
/** The other tools run beside these trials only. */
const COMPARED: readonly TrialName[] = ['tone', 'retouch'];

async function run(argv: string[]): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: { json: { type: 'boolean', default: false }, megapixels: { type: 'string', default: '12' } },
  });
  const [{ buildTrial, SIZES }, { bench }] = await Promise.all([
    import('../bench/exercises.ts'),
    import('../bench/run.ts'),
  ]);
  const wanted =
    values.megapixels === 'all' ? SIZES.map((s) => s.megapixels) : values.megapixels.split(',').map(Number);
  const sizes = SIZES.filter(({ megapixels }) => wanted.includes(megapixels));
  if (sizes.length !== wanted.length)
    throw new WrongUsage(`Sizes are ${SIZES.map((s) => s.megapixels).join(', ')} megapixels, or all.`);
  const results: Benched[] = [];
  for (const size of sizes)
    for (const name of TRIALS) {
      const root = await mkdtemp(join(tmpdir(), 'atelier-bench-'));
      try {
        const result = await bench(await buildTrial(root, PLATE, name, size), {
          others: COMPARED.includes(name),
        });
        results.push(result);
        if (!values.json) console.log(`${inWords(result)}\n`);
      } finally {
        await rm(root, { recursive: true, force: true });
      }
    }
  if (values.json) console.log(JSON.stringify({ results }, null, 2));
  else if (sizes.length > 1) console.log(linearity(results));
  return 0;
}

const shown = (value: number | null, digits: number): string => value?.toFixed(digits) ?? '–';

function inWords({ exercise, megapixels, bytes, steps, peakMiB, firstPeakMiB }: Benched): string {
  const rows = steps.map(({ name, ms, ratio, cpuMs, cpuRatio }) => [
    name,
    shown(ms, 0),
    shown(ratio, 2),
    shown(cpuMs, 0),
    shown(cpuRatio, 2),
  ]);
  return [
    `${exercise}: ${megapixels} megapixels, ${(bytes / 1e6).toFixed(1)} MB JPEG, ` +
      `peak of a fresh grading process ${peakMiB} MiB (${firstPeakMiB} when the exercise is new to it)`,
    table(['step', 'ms', '× decode', 'CPU ms', '× decode'], rows, '  '),
  ].join('\n');
}

/** The same exercises at every size: a cost that is linear in pixels stays the same for each of them. */
function linearity(results: readonly Benched[]): string {
  const ordered = [...results].sort((p, q) => TRIALS.indexOf(p.exercise) - TRIALS.indexOf(q.exercise));
  const rows = ordered.map(({ exercise, megapixels, steps, perMegapixel: { decode, grade } }) => {
    const whole = steps.find(({ name }) => name === 'whole grade')!;
    return [exercise, String(megapixels), shown(whole.cpuRatio, 2), decode.toFixed(1), grade.toFixed(1)];
  });
  const head = ['whole grade', 'megapixels', '× decode', 'decode', 'grade'];
  return `CPU time, and cost per megapixel in ms\n${table(head, rows, '  ')}`;
}

const command: Command = {
  summary:
    'times the grader on pictures it makes itself, by wall and by processor, as ratios to one decode of the same file',
  usage: 'bench [--megapixels 2,12,24,50] [--json]',
  options: {
    '--megapixels N': 'sizes to measure, divided by commas, or all; default: 12',
    '--json': 'prints the figures as JSON',
  },
  notes:
    'Beside the trials tone and retouch, pixelmatch, odiff and ssim.js are measured on the same pair of pictures: ' +
    'pixelmatch alone, odiff with its picture, and ssim.js up to 13 megapixels. odiff and ssim.js are packages for ' +
    'development; where they are not installed, their rows are left out.',
  run,
};
export default command;
