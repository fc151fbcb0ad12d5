import { z } from 'zod';
import type { Assignment, Walls } from '#core/cohorts.ts';
import type { Db, Trx } from './open.ts';
import type { AssignmentRow, WallTimes } from './schema-cohorts.ts';

export const Late = z.array(
  z.strictObject({ withinHours: z.number().positive().nullable(), credit: z.number().min(0).max(1) }),
);
const Source = z.strictObject({ tracks: z.array(z.string()), exercises: z.array(z.string()) });

export const wallsOf = (row: WallTimes): Walls => ({
  opens: row.opens_wall,
  due: row.due_wall,
  closes: row.closes_wall,
});

/** The columns of three times. */
export const wallColumns = (
  walls: Walls,
  at: { opensAt?: number | null; dueAt?: number | null; closesAt?: number | null },
): WallTimes => ({
  opens_wall: walls.opens,
  opens_at: at.opensAt ?? null,
  due_wall: walls.due,
  due_at: at.dueAt ?? null,
  closes_wall: walls.closes,
  closes_at: at.closesAt ?? null,
});

const toAssignment = (row: AssignmentRow, exerciseIds: string[]): Assignment => ({
  id: row.id,
  cohortId: row.cohort_id,
  title: row.title,
  source: Source.parse(JSON.parse(row.source)),
  exerciseIds,
  required: row.required === 1,
  needsReview: row.needs_review === 1,
  walls: wallsOf(row),
  opensAt: row.opens_at,
  dueAt: row.due_at,
  closesAt: row.closes_at,
  attempts: row.attempts,
  late: Late.parse(JSON.parse(row.late)),
  createdAt: row.created_at,
  version: row.version,
});

async function withExercises(db: Db | Trx, rows: readonly AssignmentRow[]): Promise<Assignment[]> {
  if (rows.length === 0) return [];
  const exercises = await db
    .selectFrom('assignment_exercises')
    .select(['assignment_id', 'exercise_id'])
    .where(
      'assignment_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('assignment_id')
    .orderBy('position')
    .orderBy('exercise_id')
    .execute();
  const ids = Map.groupBy(exercises, (one) => one.assignment_id);
  return rows.map((row) =>
    toAssignment(
      row,
      (ids.get(row.id) ?? []).map((one) => one.exercise_id),
    ),
  );
}

/** What is assigned in these cohorts, in the order in which it was. */
export async function assignmentsOf(db: Db | Trx, cohortIds: readonly string[]): Promise<Assignment[]> {
  if (cohortIds.length === 0) return [];
  const rows = await db
    .selectFrom('assignments')
    .selectAll()
    .where('cohort_id', 'in', cohortIds)
    .where('removed_at', 'is', null)
    .orderBy('cohort_id')
    .orderBy('position')
    .orderBy('id')
    .execute();
  return withExercises(db, rows);
}

/** Null when there is none, or no longer. */
export async function assignmentById(db: Db | Trx, id: string): Promise<Assignment | null> {
  const rows = await db
    .selectFrom('assignments')
    .selectAll()
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .execute();
  return (await withExercises(db, rows))[0] ?? null;
}

const columnsOf = (assignment: Assignment) => ({
  title: assignment.title,
  source: JSON.stringify(assignment.source),
  required: assignment.required ? 1 : 0,
  needs_review: assignment.needsReview ? 1 : 0,
  late: JSON.stringify(assignment.late),
  attempts: assignment.attempts,
  ...wallColumns(assignment.walls, assignment),
});

export async function insertAssignment(trx: Trx, assignment: Assignment): Promise<void> {
  const { id, cohortId, createdAt, version } = assignment;
  const last = await trx
    .selectFrom('assignments')
    .select((eb) => eb.fn.max('position').as('position'))
    .where('cohort_id', '=', cohortId)
    .executeTakeFirst();
  await trx
    .insertInto('assignments')
    .values({
      id,
      cohort_id: cohortId,
      position: (last?.position ?? 0) + 1,
      created_at: createdAt,
      removed_at: null,
      version,
      ...columnsOf(assignment),
    })
    .execute();
  await putExercises(trx, assignment);
}

/** Writes it as version + 1; false when somebody else was faster. */
export async function updateAssignment(trx: Trx, assignment: Assignment): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('assignments')
    .set({ ...columnsOf(assignment), version: assignment.version + 1 })
    .where('id', '=', assignment.id)
    .where('version', '=', assignment.version)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) return false;
  await trx.deleteFrom('assignment_exercises').where('assignment_id', '=', assignment.id).execute();
  await putExercises(trx, assignment);
  return true;
}

async function putExercises(trx: Trx, { id, exerciseIds }: Assignment): Promise<void> {
  if (exerciseIds.length === 0) return;
  const rows = exerciseIds.map((exerciseId, position) => ({
    assignment_id: id,
    exercise_id: exerciseId,
    position,
  }));
  await trx.insertInto('assignment_exercises').values(rows).execute();
}

export async function removeAssignment(trx: Trx, id: string, at: number): Promise<void> {
  await trx.updateTable('assignments').set({ removed_at: at }).where('id', '=', id).execute();
}
