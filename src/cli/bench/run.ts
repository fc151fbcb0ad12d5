import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { memoryCache } from '#graders/authoring/cache.ts';
import { openExercise } from '#graders/exercise/open.ts';
import { grade } from '#graders/grade.ts';
import { decodeTrusted } from '#graders/pixels/decode.ts';
import { release } from '#graders/pixels/release.ts';
import { resize } from '#graders/pixels/resize.ts';
import type { Report } from '#graders/report/schema.ts';
import { readWords } from '#graders/report/words.ts';
import { collectByHeap } from '../../worker/collect.ts';
import { median, passed, spent, type Spent } from './clock.ts';
import type { Trial, TrialName } from './exercises.ts';
import { otherTools } from './others.ts';

const RUNS = 7;
/** Grades before anything is timed: a server has graded before. */
const WARM = 10;
const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));

export interface Timed {
  name: string;
  /** Milliseconds on the wall, median. */
  ms: number;
  /** Multiples of one decode of the same submission, measured in the same run. */
  ratio: number;
  /** The same in processor time, which other work on the machine hardly changes; null where it cannot be told. */
  cpuMs: number | null;
  cpuRatio: number | null;
}

export interface Benched {
  exercise: TrialName;
  megapixels: number;
  score: number | null;
  bytes: number;
  /** Decode, the phases, the whole grade with kept features, and other tools on the same pair. */
  steps: Timed[];
  /** Processor time of one decode and of the whole grade for every million pixels, in ms. */
  perMegapixel: { decode: number; grade: number };
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
  // As the process that grades on a server.
  collectByHeap();
  const exercise = await openExercise(folder);
  const words = await readWords();
  const cache = memoryCache();
  const submission = { files: [{ name: 'attempt.jpg', bytes: attempt }] };
  let marks: number[] = [];
  const now = (): number => {
    const { wall, cpu } = passed();
    marks.push(cpu);
    return wall;
  };
  const once = () => grade(submission, exercise, { words, now, cache });
  for (let i = 0; i < WARM; i++) await once();

  const samples = new Map<string, Spent[]>();
  const note = (step: string, cost: Spent): void => {
    samples.set(step, [...(samples.get(step) ?? []), cost]);
  };
  let score: number | null = null;
  for (let i = 0; i < RUNS; i++) {
    note('decode', await spent(async () => release(await decodeTrusted(attempt))));
    marks = [];
    let phases: Report['phases'] = [];
    const whole = await spent(async () => {
      const { report } = await once();
      ({ phases, score } = report);
    });
    note('whole grade', whole);
    phases.forEach((phase, at) => note(phase.name, { wall: phase.ms, cpu: marks[at + 1]! - marks[at]! }));
  }
  const path = join(folder, 'attempt.jpg');
  await writeFile(path, attempt);
  if (others)
    for (const { name: tool, run, times, children } of await otherTools(await pairOf(folder, path, attempt)))
      for (let i = 0; i < times; i++) note(tool, await spent(run, { children }));

  const steps = inRatios(samples);
  const perMegapixel = (step: string): number =>
    round((1e6 * steps.find((one) => one.name === step)!.cpuMs!) / (size.width * size.height));
  return {
    exercise: name,
    megapixels: size.megapixels,
    score,
    bytes: attempt.length,
    steps,
    perMegapixel: { decode: perMegapixel('decode'), grade: perMegapixel('whole grade') },
    firstPeakMiB: await peak(folder, path),
    peakMiB: await peak(folder, path),
  };
}

/** Medians of every step, and what they are of the decode's. */
function inRatios(samples: ReadonlyMap<string, readonly Spent[]>): Timed[] {
  const medians = [...samples].map(([name, all]) => {
    const cpu = all.map((cost) => cost.cpu).filter((ms) => ms !== null);
    return { name, ms: median(all.map(({ wall }) => wall)), cpuMs: cpu.length > 0 ? median(cpu) : null };
  });
  const decode = medians.find(({ name }) => name === 'decode')!;
  return medians.map(({ name, ms, cpuMs }) => ({
    name,
    ms: round(ms),
    ratio: round(ms / decode.ms),
    cpuMs: cpuMs === null ? null : round(cpuMs),
    cpuRatio: cpuMs === null ? null : round(cpuMs / decode.cpuMs!),
  }));
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

const round = (value: number): number => Math.round(value * 100) / 100;
