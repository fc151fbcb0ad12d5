import { changeOf, type Regrade, type RegradeItem, type RegradeScope } from '#core/regrade.ts';
import { countedVerdict } from '#core/verdict.ts';
import { Report } from '../../../graders/report/schema.ts';
import { GRADER_VERSION } from '../../../graders/version.ts';
import type { Catalogue } from '../app.ts';
import { manualGradesOf } from '../db/manual-grades.ts';
import type { Db, Trx } from '../db/open.ts';
import { itemsOf, type ItemRow, type regradeById } from '../db/regrades.ts';
import { countedVerdicts, countingReports } from '../db/reports.ts';

type Row = NonNullable<Awaited<ReturnType<typeof regradeById>>>;

const NONE = { outcome: null, score: null };

/** Each attempt of a regrade with what counts and what would count, manual grades over both. */
export async function readItems(db: Db | Trx, regradeId: string): Promise<RegradeItem[]> {
  const rows = await itemsOf(db, regradeId);
  const ids = rows.map((row) => row.attempt_id);
  const [verdicts, manual, counting] = await Promise.all([
    countedVerdicts(db, ids),
    manualGradesOf(db, ids),
    countingReports(db, ids),
  ]);
  return rows.map((row) => {
    const grades = manual.get(row.attempt_id) ?? [];
    const ended = row.applied_at !== null || (row.graded_at !== null && row.report === null);
    // Once a set has ended, what it found is compared with what it found it beside.
    const before = ended
      ? { outcome: outcomeOf(row.old_outcome), score: row.old_score }
      : (verdicts.get(row.attempt_id) ?? NONE);
    const after = afterOf(row, grades);
    return {
      attemptId: row.attempt_id,
      learner: row.learner,
      exerciseId: row.exercise_id,
      before,
      after,
      change: after && changeOf(before, after),
      manual: grades.length > 0,
      state: row.graded_at !== null ? 'graded' : row.failure !== null ? 'failed' : 'waiting',
      failure: row.failure,
      appliedAt: row.applied_at,
      moved: !ended && (counting.get(row.attempt_id) ?? null) !== row.old_report_id,
    };
  });
}

function afterOf(row: ItemRow, grades: Parameters<typeof countedVerdict>[1]): RegradeItem['after'] {
  if (row.graded_at === null) return null;
  if (grades.length === 0 || row.report === null)
    return { outcome: outcomeOf(row.new_outcome), score: row.new_score };
  const { outcome, score } = countedVerdict(Report.parse(JSON.parse(row.report)), grades);
  return { outcome, score };
}

const outcomeOf = (outcome: string | null) => (outcome === null ? null : Report.shape.outcome.parse(outcome));

export function toRegrade(
  row: Row,
  items: readonly RegradeItem[],
  digests: Digests,
  catalogue: Catalogue,
): Regrade {
  const count = (state: RegradeItem['state']) => items.filter((item) => item.state === state).length;
  const waiting = count('waiting');
  const superseded =
    row.grader_version !== GRADER_VERSION ||
    [...digests].some(([exerciseId, digest]) => catalogue.byId(exerciseId)?.digest !== digest);
  return {
    id: row.id,
    scope: JSON.parse(row.scope) as RegradeScope,
    cohort: row.cohort,
    reason: row.reason,
    graderVersion: row.grader_version,
    askedBy: row.asker,
    askedAt: row.asked_at,
    state:
      row.applied_at !== null
        ? 'applied'
        : row.dropped_at !== null
          ? 'dropped'
          : waiting > 0 && !superseded
            ? 'running'
            : 'ready',
    endedAt: row.applied_at ?? row.dropped_at,
    endedBy: row.ender,
    superseded: superseded && row.applied_at === null && row.dropped_at === null,
    counts: { all: items.length, waiting, graded: count('graded'), failed: count('failed') },
  };
}

/** Digest of each exercise as it stood when the regrade was asked for. */
type Digests = ReadonlyMap<string, string>;
