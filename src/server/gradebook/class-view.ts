import { isStuck, silentDays } from '#core/gradebook/attention.ts';
import { countedNewest } from '#core/gradebook/cell.ts';
import { failedCriteria } from '#core/gradebook/distribution.ts';
import { heatMap, type Judged } from '#core/gradebook/places.ts';
import { isLaid } from '../../../graders/exercise/kind.ts';
import type { Exercise } from '../../../graders/types.ts';
import { criteriaOf } from '../db/class-attempts.ts';
import type { Db } from '../db/open.ts';
import type { ClassView } from './app.ts';
import type { LoadedClass } from './load.ts';

/** A class at one exercise; null where it is not assigned there. */
export async function classView(
  db: Db,
  { facts, students, assignments, attempts, gradebook, joinedAt, termsOf, isSilent }: LoadedClass,
  exercise: Exercise,
  now: number,
): Promise<ClassView | null> {
  const [assignment] = assignments;
  if (!assignment) return null;
  const standings = gradebook.rows.map(({ student, cells }) => ({ student, cell: cells[0]! }));
  const own = Map.groupBy(attempts, ({ learnerId }) => learnerId);
  const newest = students.flatMap(({ id }) => {
    const attempt = countedNewest(termsOf(id, 0), own.get(id) ?? []);
    return attempt ? [{ learnerId: id, attemptId: attempt.id }] : [];
  });
  const criteria = await criteriaOf(
    db,
    newest.map(({ attemptId }) => attemptId),
  );
  const judged: Judged[] = newest.flatMap(({ learnerId, attemptId }) => {
    const found = criteria.get(attemptId);
    return found && found.length > 0 ? [{ learnerId, criteria: found }] : [];
  });
  return {
    ...facts,
    exercise,
    assignment,
    standings,
    scores: standings.flatMap(({ cell }) => cell.score ?? []).sort((a, b) => a - b),
    criteria: failedCriteria(judged),
    maps: mapsOf(exercise, judged),
    stuck: standings.filter(({ cell }) => isStuck(cell)).sort((a, b) => b.cell.attempts - a.cell.attempts),
    silent: gradebook.rows
      .filter(isSilent)
      .map((row) => ({
        student: row.student,
        cell: row.cells[0]!,
        days: silentDays(row, joinedAt(row.student.id), now),
      }))
      .sort((a, b) => b.days - a.days),
  };
}

/** Only pictures that lie on the same reference can be laid on one another. */
function mapsOf(exercise: Exercise, judged: readonly Judged[]): ClassView['maps'] {
  if (!isLaid(exercise)) return [];
  const frames =
    exercise.frames.length > 0
      ? exercise.frames.map(({ name, title, start }) => ({ frame: name, title, path: start.path }))
      : [{ frame: null, title: exercise.spec.title, path: exercise.start.path }];
  return frames
    .map((picture) => ({ ...picture, map: heatMap(judged, picture.frame ?? undefined) }))
    .filter(({ map }) => map.learners > 0);
}
