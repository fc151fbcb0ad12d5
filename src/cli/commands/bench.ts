import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Command } from '../command.ts';
import { EXERCISES } from '../exercises.ts';
import { table } from '../table.ts';

const PLATE = join(EXERCISES, 'scenes', 'plates', 'breakfast-detail.png');

async function run(argv: string[]): Promise<number> {
  const { values } = parseArgs({ args: argv, options: { json: { type: 'boolean', default: false } } });
  const [{ buildTrials }, { bench }] = await Promise.all([
    import('../bench/exercises.ts'),
    import('../bench/run.ts'),
  ]);
  const root = await mkdtemp(join(tmpdir(), 'atelier-bench-'));
  try {
    const results = [];
    for (const trial of await buildTrials(root, PLATE)) results.push(await bench(trial));
    if (values.json) {
      console.log(JSON.stringify({ picture: '4000 × 3000 JPEG', results }, null, 2));
      return 0;
    }
    for (const { exercise, bytes, decodeMs, steps, peakMiB, firstPeakMiB } of results) {
      console.log(
        `${exercise}: 4000 × 3000 px, ${(bytes / 1e6).toFixed(1)} MB JPEG, one decode ${decodeMs} ms, ` +
          `peak of a fresh grading process ${peakMiB} MiB (${firstPeakMiB} when the exercise is new to it)`,
      );
      const rows = steps.map(({ name, ms, ratio }) => [name, ms.toFixed(0), ratio.toFixed(2)]);
      console.log(`${table(['step', 'ms', '× decode'], rows, '  ')}\n`);
    }
    return 0;
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

const command: Command = {
  summary: 'times the grader on 12-megapixel pictures it makes itself, as ratios to one decode',
  usage: 'bench [--json]',
  run,
};
export default command;
