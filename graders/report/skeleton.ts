import type { Looked } from '../files/look.ts';
import { pixelmatchVersion } from '../metrics/pixelmatch.ts';
import { codecVersions } from '../pixels/codec.ts';
import type { Fault } from '../pixels/types.ts';
import type { Exercise, Graded, Words } from '../types.ts';
import { GRADER_VERSION } from '../version.ts';
import { problemOf } from './problems.ts';
import { withSays } from './with-says.ts';
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
  files: readonly Looked[],
  fault: Fault,
  phases: Report['phases'],
  words: Words,
): Graded => ({
  report: {
    ...skeleton(
      exercise,
      files.map((file) => withSays(file, words)),
    ),
    phases,
    problem: problemOf(fault, words),
  },
  evidence: [],
});
