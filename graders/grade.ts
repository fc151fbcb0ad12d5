import { draw } from './evidence/draw.ts';
import { examine } from './examine.ts';
import { codecVersions } from './pixels/codec.ts';
import { pixelmatchVersion } from './metrics/pixelmatch.ts';
import { criterionReport } from './report/criterion.ts';
import { mostToGain } from './report/next.ts';
import { notesOf } from './report/notes.ts';
import { plotsOf } from './report/plots.ts';
import { REPORT_SCHEMA, type FileFacts, type Report } from './report/schema.ts';
import { problemOf } from './report/problems.ts';
import { say } from './report/words.ts';
import { assess, best, passed } from './score/assess.ts';
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
  const examination = await examine(submission, exercise, { cache: options.cache, onPhase: phases.end });
  const files = examination.files.map(({ facts }) => facts);
  if (!examination.ok) {
    const problem = problemOf(examination.fault, words);
    const report: Report = {
      ...skeleton(exercise, files),
      outcome: 'ungradable',
      phases: phases.all,
      problem,
    };
    return { report, evidence: [] };
  }

  const assessment = best(examination.against.map((examined) => assess(examined, exercise)));
  const { examined, parts, total } = assessment;
  phases.end('measured');

  const evidence: Evidence[] = [];
  const criteria: Report['criteria'] = [];
  const remarks = new Map<string, Report['criteria'][number]['feedback']>();
  for (const part of parts) {
    const { spec } = part.criterion;
    // What is right needs no picture.
    const requests = part.verdict.score < 99.5 ? part.measurement.evidence : [];
    const drawn = await Promise.all(requests.map((request) => draw(request, spec, examined, words)));
    evidence.push(...drawn);
    const findings = part.criterion.explain(part.measurement, part.verdict);
    const criterion = criterionReport(part, findings, drawn, examined, words);
    remarks.set(spec.id, criterion.feedback);
    criteria.push(criterion);
  }
  phases.end('drawn');

  const gain = mostToGain(parts, passMark);
  const step =
    gain && remarks.get(gain.part.criterion.spec.id)?.find(({ severity }) => severity !== 'celebratory');
  const report: Report = {
    ...skeleton(exercise, files),
    outcome: passed(assessment, passMark) ? 'passed' : 'not-yet',
    score: total,
    phases: phases.all,
    criteria,
    ...(gain && step
      ? { next: { criterion: gain.part.criterion.spec.id, code: step.code, text: step.text } }
      : {}),
    notes: notesOf(examination.files[0]!, examined.registration, examined.frame).map((note) => ({
      ...note,
      text: say(words, note.code, note.params),
    })),
    plots: plotsOf(examined.start, examined.attempt, examined.target),
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
