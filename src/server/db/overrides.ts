import type { StoredOverride } from '#core/cohorts.ts';
import { Late, wallColumns, wallsOf } from './assignments.ts';
import type { Db, Trx } from './open.ts';
import type { AssignmentOverrideRow } from './schema-cohorts.ts';

const UNLIMITED = 0;

function toOverride(row: AssignmentOverrideRow): StoredOverride {
  return {
    id: row.id,
    assignmentId: row.assignment_id,
    for: row.learner_id === null ? { labelId: row.label_id ?? '' } : { learnerId: row.learner_id },
    walls: wallsOf(row),
    reason: row.reason,
    madeAt: row.made_at,
    madeBy: row.made_by,
    ...(row.opens_at === null ? {} : { opensAt: row.opens_at }),
    ...(row.due_at === null ? {} : { dueAt: row.due_at }),
    ...(row.closes_at === null ? {} : { closesAt: row.closes_at }),
    ...(row.attempts === null ? {} : { attempts: row.attempts === UNLIMITED ? null : row.attempts }),
    ...(row.late === null ? {} : { late: Late.parse(JSON.parse(row.late)) }),
  };
}

/** The overrides that hold for these assignments, in the order in which they were made. */
export async function overridesOf(db: Db | Trx, assignmentIds: readonly string[]): Promise<StoredOverride[]> {
  if (assignmentIds.length === 0) return [];
  const rows = await db
    .selectFrom('assignment_overrides')
    .selectAll()
    .where('assignment_id', 'in', assignmentIds)
    .where('removed_at', 'is', null)
    .orderBy('made_at')
    .orderBy('id')
    .execute();
  return rows.map(toOverride);
}

export async function insertOverride(trx: Trx, override: StoredOverride): Promise<void> {
  const { id, assignmentId, reason, madeAt, madeBy, attempts, late, walls } = override;
  await trx
    .insertInto('assignment_overrides')
    .values({
      id,
      assignment_id: assignmentId,
      learner_id: 'learnerId' in override.for ? override.for.learnerId : null,
      label_id: 'labelId' in override.for ? override.for.labelId : null,
      ...wallColumns(walls, override),
      late: late === undefined ? null : JSON.stringify(late),
      attempts: attempts === undefined ? null : (attempts ?? UNLIMITED),
      reason,
      made_at: madeAt,
      made_by: madeBy,
      removed_at: null,
    })
    .execute();
}

/** It holds no longer; what it said stays on record. */
export async function removeOverride(trx: Trx, id: string, at: number): Promise<void> {
  await trx
    .updateTable('assignment_overrides')
    .set({ removed_at: at })
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .execute();
}
