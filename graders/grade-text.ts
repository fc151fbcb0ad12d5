import { criteriaOf } from './examine.ts';
import { textContext } from './prompt/context.ts';
import { promptReport } from './prompt/report.ts';
import { readTexts } from './prompt/read-text.ts';
import { criteriaReport } from './report/criteria.ts';
import { skeleton, ungradable } from './report/skeleton.ts';
import { stopwatch } from './report/stopwatch.ts';
import { judged, passed } from './score/assess.ts';
import { totalScore } from './score/score.ts';
import { measureText } from './sets/measure-frames.ts';
import type { Graded, GradeOptions, Submission, TextExercise } from './types.ts';

/** Grades a prompt: read as UTF-8, parsed in the exercise's dialect, then held against every criterion. */
export async function gradeText(
  submission: Submission,
  exercise: TextExercise,
  options: GradeOptions,
): Promise<Graded> {
  const { words } = options;
  const { passMark, submission: rules } = exercise.spec;
  const phases = stopwatch(options);
  const read = readTexts(submission, rules);
  if (!read.ok) return ungradable(exercise, [], read.fault, phases.all, words);
  const { text, facts } = read.value;
  phases.end('received');

  const context = textContext(text, exercise);
  const found = criteriaOf(exercise).map((criterion) => measureText(criterion, context));
  const parts = found.map((one) => judged(one, exercise));
  const total = totalScore(parts, passMark);
  phases.end('measured');

  const { criteria, evidence, next } = await criteriaReport(parts, [], [], passMark, words);
  return {
    report: {
      ...skeleton(exercise, [facts]),
      outcome: passed({ parts, total }, passMark) ? 'passed' : 'not-yet',
      score: total,
      phases: phases.all,
      criteria,
      ...next,
      prompt: promptReport(read.value, context.parsed, found, words),
    },
    evidence,
  };
}
