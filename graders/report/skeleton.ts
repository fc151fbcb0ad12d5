import { pixelmatchVersion } from '../metrics/pixelmatch.ts';
import { codecVersions } from '../pixels/codec.ts';
import type { Fault } from '../pixels/types.ts';
import type { Exercise, Graded, Words } from '../types.ts';
import { GRADER_VERSION } from '../version.ts';
import { problemOf } from './problems.ts';
import { REPORT_SCHEMA, type FileFacts, type Report } from './schema.ts';

/** A report before anything is judged. */
export const skeleton = (exercise: Exercise, submission: FileFacts[]): Report => ({
  schema: REPORT_SCHEMA,
  outcome: 'ungradable',
  score: null,
  passMark: exercise.spec.passMark,
  graderVersion: GRADER_VERSION,
  versions: { ...codecVersions(), pixelmatch: pixelmatchVersion },
  exercise: { id: exercise.spec.id, slug: exercise.slug, digest: exercise.digest },
  submission,
  phases: [],
  criteria: [],
  notes: [],
  plots: [],
});

/** Why the files cannot be graded. It costs no attempt. */
export const ungradable = (
  exercise: Exercise,
  files: readonly { facts: FileFacts }[],
  fault: Fault,
  phases: Report['phases'],
  words: Words,
): Graded => ({
  report: {
    ...skeleton(
      exercise,
      files.map(({ facts }) => facts),
    ),
    phases,
    problem: problemOf(fault, words),
  },
  evidence: [],
});
