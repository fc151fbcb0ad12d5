/**
 * The grading library. Knows nothing of learners, HTTP, SQL, the clock or the environment.
 *
 * - `openExercise(folder)` reads an exercise folder.
 * - `grade(submission, exercise, options)` gives the report and the drawn evidence.
 * - `measure(submission, exercise)` gives the raw distances that a calibration is made of.
 */
export { grade } from './grade.ts';
export { measure } from './measure.ts';
export { openExercise } from './exercise/open.ts';
export { readWords } from './report/words.ts';
export { Report } from './report/schema.ts';
export { reportJsonSchema } from './report/json-schema.ts';
export { GRADER_VERSION } from './version.ts';
export type {
  Evidence,
  Exercise,
  FeatureCache,
  Graded,
  GradeOptions,
  Submission,
  SubmittedFile,
  Words,
} from './types.ts';
