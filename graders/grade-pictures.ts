import { sampleEdit } from './integrity/edit.ts';
import { release } from './pixels/release.ts';
import { criteriaReport } from './report/criteria.ts';
import { nameOf, notesOver, submitted } from './report/of-frames.ts';
import { plotsOf } from './report/plots.ts';
import type { Report } from './report/schema.ts';
import { skeleton, ungradable } from './report/skeleton.ts';
import { stopwatch } from './report/stopwatch.ts';
import { assess, best, passed } from './score/assess.ts';
import { namedFrames } from './sets/labels.ts';
import { layOut } from './sets/lay-out.ts';
import type { Graded, GradeOptions, LaidExercise, Submission } from './types.ts';

/** Grades pictures that are laid on a reference: one, or one for every frame of a set. */
export async function gradePictures(
  submission: Submission,
  exercise: LaidExercise,
  options: GradeOptions,
): Promise<Graded> {
  const { words } = options;
  const { passMark } = exercise.spec;
  const phases = stopwatch(options);
  const laid = await layOut(submission, exercise, {
    cache: options.cache,
    onPhase: phases.end,
    anchors: options.anchors,
  });
  if (!laid.ok) return ungradable(exercise, laid.files, laid.fault, phases.all, words);

  const assessment = best(laid.against.map((frames) => assess(frames, exercise)));
  const { frames, parts, total } = assessment;
  phases.end('measured');

  const named = namedFrames(exercise, words);
  const drawing = criteriaReport(parts, frames, named, passMark, words);
  // While pictures are encoded beside it.
  const plots = frames.flatMap(({ start, attempt, target }, i) =>
    plotsOf(start, attempt, target).map((plot) => ({ ...plot, ...nameOf(named[i]) })),
  );
  const edits = frames.map(({ start, attempt }) => sampleEdit(start.cells, attempt.cells));
  const { criteria, evidence, next } = await drawing;
  phases.end('drawn');

  const report: Report = {
    ...skeleton(exercise, submitted(laid, named, words)),
    ...(named.length > 0
      ? { frames: named.map(({ name, title }, i) => ({ name, title, file: laid.order[i]! })) }
      : {}),
    outcome: passed(assessment, passMark) ? 'passed' : 'not-yet',
    score: total,
    phases: phases.all,
    criteria,
    ...next,
    notes: notesOver(laid, frames, named, words),
    plots,
  };
  laid.decoded.forEach(release);
  return { report, evidence, edits };
}
