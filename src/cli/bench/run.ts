import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { memoryCache } from '#graders/authoring/cache.ts';
import { openExercise } from '#graders/exercise/open.ts';
import { grade } from '#graders/grade.ts';
import { decodeTrusted } from '#graders/pixels/decode.ts';
import { resize } from '#graders/pixels/resize.ts';
import { readWords } from '#graders/report/words.ts';
import type { Trial, TrialName } from './exercises.ts';
import { otherTools } from './others.ts';

const RUNS = 7;
const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));

export interface Timed {
  name: string;
  /** Milliseconds, median. */
  ms: number;
  /** Multiples of one decode of the same submission, measured in the same run. */
  ratio: number;
}

export interface Benched {
  exercise: TrialName;
  megapixels: number;
  score: number | null;
  bytes: number;
  decodeMs: number;
  /** Decode, the phases, the whole grade with kept features, and other tools on the same pair. */
  steps: Timed[];
  /**
   * Highest resident memory, in MiB, of a fresh process that grades this file once: `first` when the features of start
   * and reference are measured as well, `peakMiB` when they are found as kept.
   */
  firstPeakMiB: number;
  peakMiB: number;
}

/** Times one trial. `others`: also the other tools, which take longer than everything else together. */
export async function bench(
  { name, size, folder, attempt }: Trial,
  { others }: { others: boolean },
): Promise<Benched> {
  const exercise = await openExercise(folder);
  const words = await readWords();
  const cache = memoryCache();
  const submission = { files: [{ name: 'attempt.jpg', bytes: attempt }] };
  const once = () => grade(submission, exercise, { words, now: () => performance.now(), cache });
  for (let i = 0; i < 3; i++) await once();

  const samples = new Map<string, number[]>();
  const note = (step: string, ms: number): void => {
    samples.set(step, [...(samples.get(step) ?? []), ms]);
  };
  let score: number | null = null;
  for (let i = 0; i < RUNS; i++) {
    note('decode', await timed(() => decodeTrusted(attempt)));
    const begin = performance.now();
    const { report } = await once();
    note('whole grade', performance.now() - begin);
    for (const phase of report.phases) note(phase.name, phase.ms);
    score = report.score;
  }
  const path = join(folder, 'attempt.jpg');
  await writeFile(path, attempt);
  if (others)
    for (const tool of await otherTools(await pairOf(folder, path, attempt)))
      for (let i = 0; i < tool.times; i++) note(tool.name, await timed(tool.run));

  const decodeMs = median(samples.get('decode')!);
  const steps = [...samples].map(([step, all]) => {
    const ms = median(all);
    return { name: step, ms: round(ms), ratio: round(ms / decodeMs) };
  });
  return {
    exercise: name,
    megapixels: size.megapixels,
    score,
    bytes: attempt.length,
    decodeMs: round(decodeMs),
    steps,
    firstPeakMiB: await peak(folder, path),
    peakMiB: await peak(folder, path),
  };
}

async function pairOf(folder: string, path: string, attempt: Uint8Array) {
  const mine = await decodeTrusted(attempt);
  const exercise = await openExercise(folder);
  const reference = await decodeTrusted(await exercise.references[0]!.bytes());
  return {
    mine,
    reference: resize(reference, mine.width, mine.height),
    files: { mine: path, reference: join(folder, 'reference.png'), folder },
  };
}

async function peak(folder: string, path: string): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [CHILD, folder, path]);
  return Math.round(Number(stdout) / 1024);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

const round = (value: number): number => Math.round(value * 100) / 100;
