import type { CohortRole } from '#core/permissions.ts';
import { database, type Config } from '#server/config.ts';
import type { TermFields } from '#core/terms.ts';
import { insertAssignment } from '#server/db/assignments.ts';
import { insertAttempt } from '#server/db/attempts.ts';
import { insertCohort } from '#server/db/cohorts.ts';
import { insertLearner } from '#server/db/learners.ts';
import { insertLabel, labelsOf, putMember, setLabels } from '#server/db/members.ts';
import { openStore, type Store } from '#server/db/open.ts';
import { insertReport } from '#server/db/reports.ts';
import type { Report } from '../../graders/report/schema.ts';
import { sampleReport } from './sample-report.ts';

/** Rows of a class, written as they would stand after weeks of work: for what reads many of them. */
export class ClassRows {
  readonly store: Store;
  readonly cohortId: string;
  static #n = 0;

  private constructor(store: Store, cohortId: string) {
    this.store = store;
    this.cohortId = cohortId;
  }

  static open = (config: Config, createdBy: string, cohortId?: string): Promise<ClassRows> =>
    ClassRows.openAt(database(config), createdBy, cohortId);

  /** In the database of a school that is running. */
  static async openAt(path: string, createdBy: string, cohortId = 'c'.repeat(26)): Promise<ClassRows> {
    const store = openStore(path);
    await store.transaction((trx) =>
      insertCohort(
        trx,
        {
          id: cohortId,
          name: 'Autumn class',
          zone: 'Europe/Berlin',
          inviteCode: cohortId,
          inviteClosedAt: null,
          createdAt: 1,
          archivedAt: null,
          version: 1,
        },
        createdBy,
      ),
    );
    return new ClassRows(store, cohortId);
  }

  close = () => this.store.close();

  id(letter: string): string {
    ClassRows.#n += 1;
    return letter + String(ClassRows.#n).padStart(25, '0');
  }

  /** A member who is there already, or a new learner of that name. */
  async member(
    who: { id: string } | string,
    role: CohortRole = 'learner',
    {
      labels = [],
      sisId = null,
      joinedAt = 1,
    }: { labels?: string[]; sisId?: string | null; joinedAt?: number } = {},
  ): Promise<string> {
    const id = typeof who === 'string' ? this.id('m') : who.id;
    await this.store.transaction(async (trx) => {
      if (typeof who === 'string') {
        const email = `${who.toLowerCase().replace(/\W+/g, '.')}@example.org`;
        await insertLearner(trx, { id, name: who, email, guest: false, role: 'learner', createdAt: 1 });
      }
      await putMember(trx, this.cohortId, { learnerId: id, role, sisId }, joinedAt);
      const known = new Set((await labelsOf(trx, this.cohortId)).map((label) => label.name));
      for (const name of labels.filter((one) => !known.has(one)))
        await insertLabel(trx, this.cohortId, { id: `label-${this.cohortId}-${name}`, name });
      await setLabels(
        trx,
        this.cohortId,
        id,
        labels.map((name) => `label-${this.cohortId}-${name}`),
      );
    });
    return id;
  }

  async assignment(
    title: string,
    exerciseIds: string[],
    terms: Partial<Pick<TermFields, 'opensAt' | 'dueAt' | 'closesAt' | 'late'>> = {},
  ): Promise<string> {
    const id = this.id('a');
    const fields = { opensAt: null, dueAt: null, closesAt: null, late: [], ...terms };
    const wall = (at: number | null) => (at === null ? null : '2026-01-01T00:00');
    await this.store.transaction((trx) =>
      insertAssignment(trx, {
        ...fields,
        id,
        cohortId: this.cohortId,
        title,
        source: { tracks: [], exercises: exerciseIds },
        exerciseIds,
        required: true,
        needsReview: false,
        attempts: null,
        walls: { opens: wall(fields.opensAt), due: wall(fields.dueAt), closes: wall(fields.closesAt) },
        createdAt: 1,
        version: 1,
      }),
    );
    return id;
  }

  /** An attempt; `report` null: not graded yet. */
  async attempt(
    learnerId: string,
    exercise: { id: string; slug: string },
    arrivedAt: number,
    report: Partial<Report> | null,
  ): Promise<string> {
    const id = this.id('t');
    await this.store.transaction(async (trx) => {
      await insertAttempt(trx, {
        id,
        learnerId,
        exerciseId: exercise.id,
        exerciseSlug: exercise.slug,
        arrivedAt,
        receivedAt: arrivedAt,
        files: [{ name: 'mine.png', sha256: id.padStart(64, '0').replace(/[^0-9a-f]/g, 'f'), bytes: 1 }],
      });
      if (!report) return;
      const whole: Report = { ...sampleReport({ score: report.score ?? 80 }), ...report };
      await insertReport(trx, {
        id: this.id('r'),
        attemptId: id,
        report: whole,
        createdAt: arrivedAt + 1,
        evidence: [],
      });
    });
    return id;
  }

  /**
   * Many learners, and one graded attempt of each at most of these exercises, in one transaction. Scores follow from the
   * place: of learner l at exercise e it is (7 l + 13 e) mod 101; where l + e is a multiple of 5 there is no attempt.
   */
  async crowd(
    learners: number,
    exercises: readonly { id: string; slug: string }[],
    arrivedAt: number,
  ): Promise<void> {
    const { cohortId } = this;
    await this.store.transaction(async (trx) => {
      for (let l = 0; l < learners; l++) {
        const id = this.id('m');
        const name = `Learner ${String(l + 1).padStart(3, '0')}`;
        await insertLearner(trx, {
          id,
          name,
          email: `${id}@example.org`,
          guest: false,
          role: 'learner',
          createdAt: 1,
        });
        await putMember(trx, cohortId, { learnerId: id, role: 'learner', sisId: `S-${l + 1}` }, arrivedAt);
        const made = exercises.flatMap((exercise, e) =>
          (l + e) % 5 === 0 ? [] : [{ exercise, id: this.id('t'), score: (7 * l + 13 * e) % 101 }],
        );
        if (made.length === 0) continue;
        await trx
          .insertInto('attempts')
          .values(
            made.map((one) => ({
              id: one.id,
              learner_id: id,
              exercise_id: one.exercise.id,
              exercise_slug: one.exercise.slug,
              received_at: arrivedAt,
              arrived_at: arrivedAt,
            })),
          )
          .execute();
        await trx
          .insertInto('reports')
          .values(
            made.map(({ id: attempt, score }) => ({
              id: this.id('r'),
              attempt_id: attempt,
              grader_version: '1.0.0',
              exercise_digest: 'd',
              outcome: score >= 75 ? 'passed' : 'not-yet',
              score,
              report: JSON.stringify(sampleReport({ score })),
              created_at: arrivedAt,
            })),
          )
          .execute();
      }
    });
  }
}
