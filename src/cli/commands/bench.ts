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
  return 0;
}

function inWords({ exercise, megapixels, bytes, decodeMs, steps, peakMiB, firstPeakMiB }: Benched): string {
  const rows = steps.map(({ name, ms, ratio }) => [name, ms.toFixed(0), ratio.toFixed(2)]);
  return [
    `${exercise}: ${megapixels} megapixels, ${(bytes / 1e6).toFixed(1)} MB JPEG, one decode ${decodeMs} ms, ` +
      `peak of a fresh grading process ${peakMiB} MiB (${firstPeakMiB} when the exercise is new to it)`,
    table(['step', 'ms', '× decode'], rows, '  '),
  ].join('\n');
}

const command: Command = {
  summary: 'times the grader on pictures it makes itself, as ratios to one decode of the same file',
  usage: 'bench [--megapixels 2,12,24,50] [--json]',
  options: {
    '--megapixels N': 'sizes to measure, divided by commas, or all; default: 12',
    '--json': 'prints the figures as JSON',
  },
  run,
};
export default command;
