import type { CriterionReport, Report } from '../../graders/report/schema.ts';

/** A grade that a person gave: of one criterion, or of the attempt as a whole. It stays until that person or another takes it back. */
export interface ManualGrade {
  /** Id of the criterion; null: the whole attempt, whatever its criteria say. */
  criterion: string | null;
  /** 0..100, whole. */
  score: number;
  /** As the person saw it: a later change of the criterion's bound does not undo it. */
  pass: boolean;
  note: string;
  by: string | null;
  at: number;
}

export interface CountedCriterion {
  id: string;
  title: string;
  score: number;
  pass: boolean;
  /** What the machine had said, where a person decided otherwise. */
  machine: { score: number; pass: boolean } | null;
}

/** The verdict that counts for an attempt, for progress, catalogue, gradebook and certificates alike. */
export interface CountedVerdict {
  outcome: Report['outcome'] | null;
  score: number | null;
  criteria: CountedCriterion[];
  /** Whose word decides the outcome and the score. */
  by: 'machine' | 'person';
}

type Judged = Pick<
  CriterionReport,
  'id' | 'title' | 'score' | 'pass' | 'weight' | 'essential' | 'factor' | 'passAt'
>;
export type Reported = Pick<Report, 'outcome' | 'score' | 'passMark'> & { criteria: readonly Judged[] };

/** From which score a criterion is met; reports of earlier versions do not say. */
export const metFrom = ({ passAt }: Pick<Judged, 'passAt'>): number => passAt ?? 60;

/**
 * The newest report that was applied, with what people graded laid over it: a manual grade wins over every machine run,
 * whichever came first. Grades of criteria that the report does not have decide nothing.
 */
export function countedVerdict(report: Reported | null, manual: readonly ManualGrade[]): CountedVerdict {
  const given = new Map(manual.map((grade) => [grade.criterion, grade]));
  const criteria = (report?.criteria ?? []).map((criterion) => counted(criterion, given.get(criterion.id)));
  const whole = given.get(null);
  if (whole)
    return { outcome: whole.pass ? 'passed' : 'not-yet', score: whole.score, criteria, by: 'person' };
  if (!report) return { outcome: null, score: null, criteria, by: 'machine' };
  if (report.score === null || criteria.every(({ machine }) => machine === null))
    return { outcome: report.outcome, score: report.score, criteria, by: 'machine' };
  const score = totalWith(report, criteria);
  const essentials = report.criteria.every(({ essential }, i) => !essential || criteria[i]!.pass);
  const outcome = score >= report.passMark && essentials ? 'passed' : 'not-yet';
  return { outcome, score, criteria, by: 'person' };
}

function counted({ id, title, score, pass }: Judged, grade: ManualGrade | undefined): CountedCriterion {
  return grade
    ? { id, title, score: grade.score, pass: grade.pass, machine: { score, pass } }
    : { id, title, score, pass, machine: null };
}

/**
 * The total by the rule of `graders/score/score.ts` from whole scores. What the machine's total has beyond that, since it
 * was made of unrounded scores, stays with the machine's share: a manual grade that repeats the machine's changes nothing.
 */
function totalWith(report: Reported, criteria: readonly CountedCriterion[]): number {
  const machine = exactTotal(report, report.criteria);
  const sum = report.criteria.reduce((total, { weight }) => total + weight, 0);
  const kept = report.criteria.reduce(
    (total, { weight }, i) => total + (criteria[i]!.machine ? 0 : weight),
    0,
  );
  const same = criteria.every(
    ({ score, pass, machine: was }) => !was || (was.score === score && was.pass === pass),
  );
  if (same) return report.score!;
  const rest = Math.max(-1, Math.min(1, report.score! - machine)) * (sum > 0 ? kept / sum : 0);
  return Math.min(100, Math.max(0, Math.round(exactTotal(report, criteria) + rest)));
}

function exactTotal(
  { criteria, passMark }: Reported,
  scored: readonly { score: number; pass: boolean }[],
): number {
  let [sum, weights, factor, held] = [0, 0, 1, false];
  criteria.forEach((criterion, i) => {
    const { score, pass } = scored[i]!;
    if (criterion.factor !== undefined) factor *= score / 100;
    else {
      sum += criterion.weight * score;
      weights += criterion.weight;
    }
    held ||= criterion.essential && !pass;
  });
  const mean = weights > 0 ? sum / weights : 100;
  return (held ? Math.min(mean, passMark - 1) : mean) * factor;
}
