import { z } from 'zod';
import { save } from '../pixels/save.ts';
import type { Report } from '../report/schema.ts';
import type { Exercise, Submission } from '../types.ts';
import { allowedExports, ExportName, exported, LOSSLESS } from './exports.ts';
import type { Studio } from './operation.ts';
import { cook, Recipe } from './recipe.ts';

const Bounds = z.tuple([z.number().min(0).max(100), z.number().min(0).max(100)]);

const Expected = z.strictObject({
  outcome: z.enum(['passed', 'not-yet', 'ungradable']),
  /** Inclusive. */
  score: Bounds.optional(),
  criteria: z.record(z.string(), Bounds).optional(),
  /** A feedback or problem code that must appear in the report. */
  code: z.string().optional(),
});
export type Expected = z.output<typeof Expected>;

/** The shape of `goldens.yaml`. */
export const GoldensFile = z.strictObject({
  /** Free for YAML anchors that several recipes share. */
  shared: z.unknown().optional(),
  /** Allowed exports of the reference; all that the submission's rules allow when absent. */
  exports: z.array(ExportName).min(1).optional(),
  /** What the start as downloaded may score. */
  untouched: Bounds.default([0, 40]),
  goldens: z.array(z.strictObject({ name: z.string(), ...Recipe.shape, expect: Expected })).min(1),
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

/** All goldens of an exercise: the untouched start, the allowed exports of each reference, and those in the file. */
export async function goldensOf(exercise: Exercise, file: GoldensFile, studio: Studio): Promise<Golden[]> {
  const untouched: Golden = {
    name: 'untouched start',
    expect: { outcome: 'not-yet', score: file.untouched },
    submission: async () => submit(exercise.start.path, await exercise.start.bytes()),
  };
  const exports = (await exportsOf(exercise, file, studio)).map((made) => ({
    name: `export ${made.name}`,
    expect: LOSSLESS.has(made.way) ? EXACT : EXPORTED,
    submission: made.submission,
  }));
  const written = file.goldens.map((golden) => ({
    name: golden.name,
    expect: golden.expect,
    submission: async () => {
      const format = golden.save.format ?? 'png';
      const bytes = await save(await cook(golden, studio), { ...golden.save, format }, true);
      return submit(`attempt.${format}`, bytes);
    },
  }));
  return [untouched, ...exports, ...written];
}

export interface ReferenceExport {
  name: string;
  way: ExportName;
  /** Index of the reference it is an export of. */
  reference: number;
  submission(): Promise<Submission>;
}

/** Every allowed export of every reference. */
export async function exportsOf(
  exercise: Exercise,
  file: GoldensFile,
  studio: Studio,
): Promise<ReferenceExport[]> {
  const all: ReferenceExport[] = [];
  for (let reference = 0; reference < exercise.references.length; reference++) {
    const picture = await studio.picture(`reference:${reference}`);
    for (const way of file.exports ?? allowedExports(exercise.spec, picture.width)) {
      all.push({
        name: reference === 0 ? way : `${way} of reference ${reference + 1}`,
        way,
        reference,
        submission: async () => {
          const made = await exported(picture, way, studio);
          return submit(`${way}.${made.save.format}`, await save(made.picture, made.save, true));
        },
      });
    }
  }
  return all;
}

const submit = (name: string, bytes: Uint8Array): Submission => ({ files: [{ name, bytes }] });

export interface Judged {
  name: string;
  outcome: Report['outcome'];
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
    ...report.criteria.flatMap(({ feedback }) => feedback.map(({ code }) => code)),
    ...(report.problem === undefined ? [] : [report.problem.code]),
  ];
  if (expect.code !== undefined && !codes.includes(expect.code)) {
    problems.push(`${expect.code} is not among the remarks (${codes.join(', ')})`);
    margin = Math.min(margin, -1);
  }
  return { name, outcome: report.outcome, score: report.score, expect: inWords(expect), margin, problems };
}

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
