import { isGenerated, isLaid, isText } from './exercise/kind.ts';
import { gradeGenerated } from './grade-generated.ts';
import { gradePictures } from './grade-pictures.ts';
import { gradeText } from './grade-text.ts';
import type { Exercise, Graded, GradeOptions, Submission } from './types.ts';

/**
 * Grades a submission against an exercise: pure but for reading the exercise's files. The same input gives the same
 * report, `phases[].ms` apart. A file that cannot be graded is the outcome `ungradable`; only bugs throw.
 */
export async function grade(
  submission: Submission,
  exercise: Exercise,
  options: GradeOptions,
): Promise<Graded> {
  if (isText(exercise)) return gradeText(submission, exercise, options);
  if (isGenerated(exercise)) return gradeGenerated(submission, exercise, options);
  if (isLaid(exercise)) return gradePictures(submission, exercise, options);
  throw new Error(`Expected a known kind of submission but received ${exercise.spec.submission.kind}`);
}
