import { z } from 'zod';
import { asLaid } from '../exercise/kind.ts';
import { untouched } from '../exercise/untouched.ts';
import { save } from '../pixels/save.ts';
import type { Verdicts } from '../exercise/schema.ts';
import type { Report } from '../report/schema.ts';
import type { Exercise, Submission } from '../types.ts';
import { Metadata } from './metadata.ts';
import { allowedExports, ExportName, exported, LOSSLESS } from './exports.ts';
import type { Studio } from './operation.ts';
import { cookSet, SetRecipe } from './set-recipe.ts';

export const Bounds = z.tuple([z.number().min(0).max(100), z.number().min(0).max(100)]);

export const Expected = z.strictObject({
  outcome: z.enum(['passed', 'not-yet', 'ungradable']),
  /** Inclusive. */
  score: Bounds.optional(),
  criteria: z.record(z.string(), Bounds).optional(),
  /** A feedback, note or problem code that must appear in the report. */
  code: z.string().optional(),
});
export type Expected = z.output<typeof Expected>;

/** The shape of `goldens.yaml`. */
export const GoldensFile = z.strictObject({
  /** Free for YAML anchors that several recipes share. */
  shared: z.unknown().optional(),
  /** Allowed exports of the reference; all that the submission's rules allow when absent. */
  exports: z.array(ExportName).min(1).optional(),
  /** What those exports say about themselves, where the brief asks for it. */
  metadata: Metadata.optional(),
  /** What the start as downloaded may score. */
  untouched: Bounds.default([0, 40]),
  goldens: z.array(z.strictObject({ name: z.string(), ...SetRecipe.shape, expect: Expected })).min(1),
});
export type GoldensFile = z.output<typeof GoldensFile>;

/** An attempt with the verdict it must get. */
export interface Golden {
  name: string;
  expect: Expected;
  submission(): Promise<Submission>;
}

const EXPORTED: Expected = { outcome: 'passed', score: [97, 100] };
const EXACT: Expected = { outcome: 'passed', score: [100, 100] };

/**
 * All goldens of an exercise: the untouched start, the allowed exports of each reference, those that every set must
 * meet, and those in the file. `studios`: one a frame, in their order.
 */
export async function goldensOf(
  exercise: Exercise,
  file: GoldensFile,
  studios: readonly Studio[],
): Promise<Golden[]> {
  const asIs: Golden = {
    name: 'untouched start',
    expect: { outcome: 'not-yet', score: file.untouched },
    submission: () => untouched(exercise),
  };
  const exports = (await exportsOf(exercise, file, studios)).map((made) => ({
    name: `export ${made.name}`,
    expect: LOSSLESS.has(made.way) ? EXACT : EXPORTED,
    submission: made.submission,
  }));
  const written = file.goldens.map((golden) => ({
    name: golden.name,
    expect: golden.expect,
    submission: () => cookSet(golden, exercise, studios),
  }));
  return [asIs, ...exports, ...goldensOfSet(exercise, studios), ...written];
}

/** What holds for every set: order does not matter, all must be there, and one frame put right is not enough. */
function goldensOfSet(exercise: Exercise, studios: readonly Studio[]): Golden[] {
  const { frames } = exercise;
  if (frames.length === 0) return [];
  const names = frames.map(({ name }) => name);
  const made = (recipe: z.input<typeof SetRecipe>) => (): Promise<Submission> =>
    cookSet(SetRecipe.parse(recipe), exercise, studios);
  return [
    {
      name: 'in another order',
      expect: { ...EXACT, code: 'note.order' },
      submission: made({ from: 'reference', files: names.toReversed() }),
    },
    {
      name: 'one file missing',
      expect: { outcome: 'ungradable', code: 'wrong-count' },
      submission: made({ from: 'reference', files: names.slice(1) }),
    },
    ...names.map((name) => ({
      name: `only ${name} put right`,
      expect: { outcome: 'not-yet' } as const,
      submission: made({ from: 'start', frames: { [name]: { from: 'reference' } } }),
    })),
  ];
}

export interface ReferenceExport {
  name: string;
  way: ExportName;
  /** Index of the reference it is an export of. */
  reference: number;
  submission(): Promise<Submission>;
}

/** Every allowed export of every accepted look, all frames of a set alike. */
export async function exportsOf(
  exercise: Exercise,
  file: GoldensFile,
  studios: readonly Studio[],
): Promise<ReferenceExport[]> {
  const all: ReferenceExport[] = [];
  for (let reference = 0; reference < exercise.references.length; reference++) {
    const { width } = await studios[0]!.picture(`reference:${reference}`);
    for (const way of file.exports ?? allowedExports(asLaid(exercise).spec.submission, width)) {
      all.push({
        name: reference === 0 ? way : `${way} of reference ${reference + 1}`,
        way,
        reference,
        submission: async () => ({
          files: await Promise.all(
            studios.map(async (studio, i) => {
              const picture = await studio.picture(`reference:${reference}`);
              const made = await exported(picture, way, studio);
              const name = `${exercise.frames[i]?.name ?? way}.${made.save.format}`;
              const as = file.metadata ? { ...made.save, metadata: file.metadata } : made.save;
              return { name, bytes: await save(made.picture, as, true) };
            }),
          ),
        }),
      });
    }
  }
  return all;
}

export interface Judged {
  name: string;
  outcome: Report['outcome'];
  /** The outcome it must get. */
  wanted: Report['outcome'];
  score: number | null;
  /** What was asked, in one line. */
  expect: string;
  /** Points between a verdict and the nearest bound it must keep; negative when broken; 100 when there is none. */
  margin: number;
  problems: string[];
}

/** Holds a report against what the golden must get. */
export function judge(name: string, expect: Expected, report: Report): Judged {
  const problems: string[] = [];
  let margin = 100;
  const bound = (what: string, value: number | null, [min, max]: [number, number]): void => {
    if (value === null || value < min || value > max) {
      problems.push(`${what} is ${value ?? 'missing'}, must be ${min}–${max}`);
    }
    margin = Math.min(margin, room(value ?? -1, min, max));
  };
  if (report.outcome !== expect.outcome) {
    const why = report.problem === undefined ? '' : ` (${report.problem.code})`;
    problems.push(`outcome is ${report.outcome}${why}, must be ${expect.outcome}`);
    margin = Math.min(margin, -1);
  }
  if (expect.score !== undefined) bound('score', report.score, expect.score);
  for (const [id, bounds] of Object.entries(expect.criteria ?? {})) {
    bound(id, report.criteria.find((criterion) => criterion.id === id)?.score ?? null, bounds);
  }
  const codes = [
    ...report.notes.map(({ code }) => code),
    ...report.criteria.flatMap(({ feedback }) => feedback.map(({ code }) => code)),
    ...(report.problem === undefined ? [] : [report.problem.code]),
  ];
  if (expect.code !== undefined && !codes.includes(expect.code)) {
    problems.push(`${expect.code} is not among the remarks (${codes.join(', ')})`);
    margin = Math.min(margin, -1);
  }
  return {
    name,
    outcome: report.outcome,
    wanted: expect.outcome,
    score: report.score,
    expect: inWords(expect),
    margin,
    problems,
  };
}

/** How often the grader is wrong over attempts whose verdict is known. */
export const tally = (judged: readonly Judged[]): Verdicts => ({
  attempts: judged.length,
  falsePasses: judged.filter((one) => one.outcome === 'passed' && one.wanted !== 'passed').length,
  falseFails: judged.filter((one) => one.outcome !== 'passed' && one.wanted === 'passed').length,
});

/** Distance to the nearer bound; the ends of the scale are no bounds, since nothing lies beyond them. */
function room(value: number, min: number, max: number): number {
  if (value < min || value > max) return value < min ? value - min : max - value;
  const below = min > 0 && min < 100 ? value - min : 100;
  const above = max > 0 && max < 100 ? max - value : 100;
  return Math.min(below, above);
}

function inWords({ outcome, score, criteria, code }: Expected): string {
  const bounds = Object.entries(criteria ?? {}).map(([id, [min, max]]) => `${id} ${min}–${max}`);
  const points = score === undefined ? [] : [`${score[0]}–${score[1]}`];
  return [outcome, ...points, ...bounds, ...(code === undefined ? [] : [code])].join(', ');
}
