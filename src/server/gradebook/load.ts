import { isSilent } from '#core/gradebook/attention.ts';
import { choose, type Choice } from '#core/gradebook/choose.ts';
import { columnKey, rowsOf } from '#core/gradebook/rows.ts';
import type { Column, CountedAttempt, Gradebook, Row, Student } from '#core/gradebook/types.ts';
import { may } from '#core/permissions.ts';
import type { Assignment, Member } from '#core/cohorts.ts';
import { effectiveTerms, type Terms } from '#core/terms.ts';
import type { Learner } from '#core/types.ts';
import type { Catalogue } from '../app.ts';
import { classAttempts, type ClassAttempt } from '../db/class-attempts.ts';
import { assignmentsOf } from '../db/assignments.ts';
import { cohortById } from '../db/cohorts.ts';
import { membersOf, membership } from '../db/members.ts';
import type { Db } from '../db/open.ts';
import { overridesOf } from '../db/overrides.ts';
import type { ClassFacts } from './app.ts';

/** Everything that a gradebook, a class view and the files that leave the house are made of. */
export interface LoadedClass {
  facts: ClassFacts;
  students: Student[];
  /** The assignment of each column. */
  assignments: Assignment[];
  attempts: ClassAttempt[];
  gradebook: Gradebook;
  joinedAt(studentId: string): number;
  termsOf(studentId: string, column: number): Terms;
  isSilent(row: Row): boolean;
  pick(choice: Choice): Gradebook;
}

const toStudent = ({ learner, sisId, labels }: Member): Student => ({
  id: learner.id,
  name: learner.name,
  email: learner.email,
  sisId,
  labels: labels.map(({ name }) => name),
});

/** Null: there is no such class, or the viewer is not of its staff. A fixed number of queries, whatever its size. */
export async function loadClass(
  db: Db,
  {
    cohortId,
    viewer,
    catalogue,
    now,
  }: { cohortId: string; viewer: Learner; catalogue: Catalogue; now: number },
  exerciseId?: string,
): Promise<LoadedClass | null> {
  const cohort = await cohortById(db, cohortId);
  const role = await membership(db, cohortId, viewer.id);
  if (!cohort || !may(viewer, 'gradebook.see', role)) return null;
  const members = (await membersOf(db, cohortId)).filter((member) => member.role === 'learner');
  const assigned = await assignmentsOf(db, [cohortId]);
  const overrides = Map.groupBy(
    await overridesOf(
      db,
      assigned.map(({ id }) => id),
    ),
    ({ assignmentId }) => assignmentId,
  );
  const attempts = await classAttempts(db, cohortId, exerciseId);

  const pairs = assigned
    .flatMap((assignment) => assignment.exerciseIds.map((id) => ({ assignment, exerciseId: id })))
    .filter((pair) => exerciseId === undefined || pair.exerciseId === exerciseId);
  const columns = pairs.map((pair) => columnOf(pair.assignment, pair.exerciseId, catalogue));
  const assignments = pairs.map(({ assignment }) => assignment);
  const byId = new Map(members.map((member) => [member.learner.id, member]));
  const termsOf = (studentId: string, column: number): Terms => {
    const assignment = assignments[column]!;
    const labelIds = byId.get(studentId)?.labels.map(({ id }) => id) ?? [];
    return effectiveTerms(assignment, overrides.get(assignment.id) ?? [], { learnerId: studentId, labelIds });
  };
  const joinedAt = (studentId: string) => byId.get(studentId)?.joinedAt ?? 0;
  const silent = (row: Row) => isSilent(row, joinedAt(row.student.id), now);
  const students = members.map(toStudent);
  const gradebook: Gradebook = {
    columns,
    rows: rowsOf(students, columns, {
      attempts: grouped(attempts),
      terms: (student, column) => termsOf(student.id, columns.indexOf(column)),
      now,
    }),
  };
  return {
    facts: {
      id: cohort.id,
      name: cohort.name,
      zone: cohort.zone,
      archivedAt: cohort.archivedAt,
      labels: [...new Set(students.flatMap(({ labels }) => labels))].sort(),
      mayExport: may(viewer, 'gradebook.export', role),
    },
    students,
    assignments,
    attempts,
    gradebook,
    joinedAt,
    termsOf,
    isSilent: silent,
    pick: (choice) => choose(gradebook, choice, silent),
  };
}

function columnOf(assignment: Assignment, exerciseId: string, catalogue: Catalogue): Column {
  const exercise = catalogue.byId(exerciseId);
  const title = exercise?.spec.title ?? 'An exercise that is no longer on offer';
  return {
    key: columnKey(assignment.id, exerciseId),
    assignmentId: assignment.id,
    assignment: assignment.title,
    exerciseId,
    slug: exercise?.slug ?? null,
    title: assignment.exerciseIds.length > 1 ? title : assignment.title,
    required: assignment.required,
    dueAt: assignment.dueAt,
  };
}

function grouped(attempts: readonly ClassAttempt[]): Map<string, Map<string, CountedAttempt[]>> {
  const byStudent = Map.groupBy(attempts, ({ learnerId }) => learnerId);
  return new Map([...byStudent].map(([id, own]) => [id, Map.groupBy(own, ({ exerciseId }) => exerciseId)]));
}
