import { criteriaOf } from './examine.ts';
import { examineFiles } from './files/examine-files.ts';
import { namedFiles } from './files/named.ts';
import { sampleEdit } from './integrity/edit.ts';
import { criteriaReport } from './report/criteria.ts';
import { nameOf, notesOfFiles } from './report/of-frames.ts';
import { skeleton, ungradable } from './report/skeleton.ts';
import { stopwatch } from './report/stopwatch.ts';
import { withSays } from './report/with-says.ts';
import { judged, passed } from './score/assess.ts';
import { totalScore } from './score/score.ts';
import { measureFiles } from './sets/measure-frames.ts';
import type { GeneratedExercise, Graded, GradeOptions, Submission } from './types.ts';

/** Grades pictures straight from a generator: nothing is aligned, every criterion brings its own scale. */
export async function gradeGenerated(
  submission: Submission,
  exercise: GeneratedExercise,
  options: GradeOptions,
): Promise<Graded> {
  const { words } = options;
  const { passMark } = exercise.spec;
  const phases = stopwatch(options);
  const examined = await examineFiles(submission, exercise, {
    onPhase: phases.end,
    anchors: options.anchors,
  });
  if (!examined.ok) return ungradable(exercise, examined.files, examined.fault, phases.all, words);

  const { files, views } = examined;
  const parts = criteriaOf(exercise).map((criterion) => judged(measureFiles(criterion, views), exercise));
  const total = totalScore(parts, passMark);
  phases.end('measured');

  const named = namedFiles(files, words);
  const shown = views.map(({ width, height }) => ({
    frame: { width, height },
    registration: {
      ...{ angle: 0, scale: 1, dx: 0, dy: 0, likeness: 1 },
      sourceWidth: width,
      sourceHeight: height,
      state: 'as-is' as const,
    },
  }));
  const { criteria, evidence, next } = await criteriaReport(parts, shown, named, passMark, words);
  phases.end('drawn');

  const facts = files.map((file, i) => ({ ...withSays(file, words), ...nameOf(named[i]) }));
  return {
    report: {
      ...skeleton(exercise, facts),
      ...(named.length > 0 ? { frames: named.map(({ name, title }, file) => ({ name, title, file })) } : {}),
      outcome: passed({ parts, total }, passMark) ? 'passed' : 'not-yet',
      score: total,
      phases: phases.all,
      criteria,
      ...next,
      notes: notesOfFiles(files, shown, named, words),
    },
    evidence,
    edits: views.map(({ attempt }) => sampleEdit(null, attempt.cells)),
  };
}
