import { drawPart } from './evidence/draw-part.ts';
import { codecVersions } from './pixels/codec.ts';
import { pixelmatchVersion } from './metrics/pixelmatch.ts';
import { criterionReport } from './report/criterion.ts';
import { mostToGain } from './report/next.ts';
import { nameOf, notesOver, submitted } from './report/of-frames.ts';
import { plotsOf } from './report/plots.ts';
import { REPORT_SCHEMA, type FileFacts, type Report } from './report/schema.ts';
import { problemOf } from './report/problems.ts';
import { assess, best, passed } from './score/assess.ts';
import { namedFrames } from './sets/labels.ts';
import { layOut } from './sets/lay-out.ts';
import type { Evidence, Exercise, Graded, GradeOptions, Submission } from './types.ts';
import { GRADER_VERSION } from './version.ts';

/**
 * Grades a submission against an exercise: pure but for reading the exercise's pictures. The same input gives the
 * same report, `phases[].ms` apart. A file that cannot be graded is the outcome `ungradable`; only bugs throw.
 */
export async function grade(
  submission: Submission,
  exercise: Exercise,
  options: GradeOptions,
): Promise<Graded> {
  const { words } = options;
  const { passMark } = exercise.spec;
  const phases = stopwatch(options);
  const laid = await layOut(submission, exercise, { cache: options.cache, onPhase: phases.end });
  if (!laid.ok) {
    const files = laid.files.map(({ facts }) => facts);
    const problem = problemOf(laid.fault, words);
    const report: Report = {
      ...skeleton(exercise, files),
      outcome: 'ungradable',
      phases: phases.all,
      problem,
    };
    return { report, evidence: [] };
  }

  const assessment = best(laid.against.map((frames) => assess(frames, exercise)));
  const { frames, parts, total } = assessment;
  phases.end('measured');

  const named = namedFrames(exercise, words);
  const evidence: Evidence[] = [];
  const criteria: Report['criteria'] = [];
  const remarks = new Map<string, Report['criteria'][number]['feedback']>();
  for (const part of parts) {
    const drawn = await drawPart(part, frames, named, words);
    evidence.push(...drawn.map((one) => one.evidence));
    const shown = drawn.map(({ frame, evidence: { name, alt } }) => ({ frame, name, alt }));
    const criterion = criterionReport(part, frames, named, shown, words);
    remarks.set(criterion.id, criterion.feedback);
    criteria.push(criterion);
  }
  phases.end('drawn');

  const gain = mostToGain(parts, passMark);
  const step =
    gain && remarks.get(gain.part.criterion.spec.id)?.find(({ severity }) => severity !== 'celebratory');
  const report: Report = {
    ...skeleton(exercise, submitted(laid, named)),
    ...(named.length > 0
      ? { frames: named.map(({ name, title }, i) => ({ name, title, file: laid.order[i]! })) }
      : {}),
    outcome: passed(assessment, passMark) ? 'passed' : 'not-yet',
    score: total,
    phases: phases.all,
    criteria,
    ...(gain && step
      ? { next: { criterion: gain.part.criterion.spec.id, code: step.code, text: step.text } }
      : {}),
    notes: notesOver(laid, frames, named, words),
    plots: frames.flatMap(({ start, attempt, target }, i) =>
      plotsOf(start, attempt, target).map((plot) => ({ ...plot, ...nameOf(named[i]) })),
    ),
  };
  return { report, evidence };
}

const skeleton = (exercise: Exercise, submission: FileFacts[]): Report => ({
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

type Phase = Report['phases'][number];

function stopwatch({ now, onPhase }: GradeOptions): { all: Phase[]; end(name: Phase['name']): void } {
  const all: Phase[] = [];
  let since = now();
  return {
    all,
    end(name) {
      const at = now();
      all.push({ name, ms: Math.round((at - since) * 10) / 10 });
      since = at;
      onPhase?.(name);
    },
  };
}
