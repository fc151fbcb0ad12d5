import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { memoryCache } from '#graders/authoring/cache.ts';
import { openExercise } from '#graders/exercise/open.ts';
import { grade } from '#graders/grade.ts';
import { differenceMap } from '#graders/metrics/pixelmatch.ts';
import { decodeTrusted } from '#graders/pixels/decode.ts';
import { readWords } from '#graders/report/words.ts';
import type { Trial } from './exercises.ts';

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
  exercise: string;
  score: number | null;
  bytes: number;
  decodeMs: number;
  steps: Timed[];
  /**
   * Highest resident memory, in MiB, of a fresh process that grades this file once: `first` when the features of start
   * and reference are measured as well, `peakMiB` when they are found as kept.
   */
  firstPeakMiB: number;
  peakMiB: number;
}

/** Times one trial: phases and the whole grade with kept features, and beside them a decode and pixelmatch alone. */
export async function bench({ name, folder, attempt }: Trial): Promise<Benched> {
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
  const mine = await decodeTrusted(attempt);
  const reference = await decodeTrusted(new Uint8Array(await readFile(join(folder, 'reference.png'))));
  for (let i = 0; i < 3; i++) {
    note('pixelmatch alone', await timed(async () => differenceMap(mine, reference, { threshold: 0.1 })));
  }

  const decodeMs = median(samples.get('decode')!);
  const steps = [...samples].map(([step, all]) => {
    const ms = median(all);
    return { name: step, ms: round(ms), ratio: round(ms / decodeMs) };
  });
  return {
    exercise: name,
    score,
    bytes: attempt.length,
    decodeMs: round(decodeMs),
    steps,
    firstPeakMiB: await peak(folder, attempt),
    peakMiB: await peak(folder, attempt),
  };
}

async function peak(folder: string, attempt: Uint8Array): Promise<number> {
  const path = join(folder, 'attempt.jpg');
  await writeFile(path, attempt);
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
