import { attemptUnfinished, goneAlready, notYours, reviewMoved } from '#core/review/refusals.ts';
import { may } from '#core/permissions.ts';
import { outcomeOf, Refused } from '#core/refusal.ts';
import type { Catalogue } from '../app.ts';
import { unfinishedAmong } from '../db/attempts.ts';
import { recordAudit, type AuditEntry } from '../db/audit.ts';
import { insertComment, insertSnippet, removeComment, removeSnippet } from '../db/comments.ts';
import { notify } from '../db/notices.ts';
import type { Store, Trx } from '../db/open.ts';
import { reportsOf } from '../db/reports.ts';
import type { AttemptRow } from '../db/schema.ts';
import { auditOfSubject, putReview, removeLease, reviewOf } from '../db/reviews.ts';
import { cohortsOfPerson } from '../db/standing.ts';
import { newId } from '../ids.ts';
import type { Review } from './app.ts';
import { applyGrades } from './grades.ts';
import { hold } from './hold.ts';
import { parseBody, parseCriterion, parseFrame, parsePlace, parseScore, parseText } from './parse.ts';
import { readQueue } from './queue.ts';
import { readReview } from './read.ts';
import { requireAt } from './standing.ts';

const DAY_MS = 86_400_000;

export interface ReviewParts {
  store: Store;
  catalogue: Catalogue;
  now(): number;
}

export function review(parts: ReviewParts): Review {
  const { store, catalogue, now } = parts;

  /** Runs a change in one transaction; a refusal undoes it. */
  const change = <T>(work: (trx: Trx, at: number) => Promise<T>) =>
    outcomeOf(() => store.transaction((trx) => work(trx, now())));

  const audit = (trx: Trx, entry: Omit<AuditEntry, 'id'>) => recordAudit(trx, { id: newId(), ...entry });

  return {
    of: (attemptId, viewer) => readReview(parts, attemptId, viewer),
    queue: (viewer) => readQueue(parts, viewer),

    take: (viewer, attemptId) =>
      change(async (trx, at) => {
        await requireAt(trx, viewer, attemptId, 'grade.give');
        await hold(trx, attemptId, viewer, at);
      }),

    release: (viewer, attemptId) =>
      change(async (trx) => {
        await requireAt(trx, viewer, attemptId, 'grade.give');
        await removeLease(trx, attemptId, viewer.id);
      }),

    comment: (viewer, attemptId, form) =>
      change(async (trx, at) => {
        const { attempt, cohortId } = await requireAt(trx, viewer, attemptId, 'comment.write');
        const body = parseBody('The remark', form.body);
        const report = (await reportsOf(trx, [attemptId])).get(attemptId)?.report ?? null;
        const comment = {
          id: newId(),
          frame: parseFrame(form.frame, report),
          criterion: parseCriterion(form.criterion, report),
          place: parsePlace(form),
          body,
          at,
        };
        await hold(trx, attemptId, viewer, at);
        const number = await insertComment(trx, attemptId, { ...comment, authorId: viewer.id });
        await notify(trx, {
          learnerId: attempt.learner_id,
          code: 'commented',
          params: { by: viewer.name, exercise: titleOf(attempt, catalogue) },
          href: `/attempts/${attemptId}`,
          at,
          // Ten remarks in one go are told once.
          dedupeKey: `commented ${attemptId} ${viewer.id} ${Math.floor(at / DAY_MS)}`,
        });
        await audit(trx, {
          at,
          actorId: viewer.id,
          cohortId,
          code: 'comment.written',
          subject: attemptId,
          after: { number, body },
        });
        return number;
      }),

    removeComment: (viewer, attemptId, commentId) =>
      change(async (trx, at) => {
        const { cohortId } = await requireAt(trx, viewer, attemptId, 'comment.write');
        await hold(trx, attemptId, viewer, at);
        if (!(await removeComment(trx, attemptId, commentId, at)))
          throw new Refused(goneAlready('That remark'));
        await audit(trx, {
          at,
          actorId: viewer.id,
          cohortId,
          code: 'comment.removed',
          subject: attemptId,
          before: { comment: commentId },
        });
      }),

    save: (viewer, attemptId, form) =>
      change(async (trx, at) => {
        const { attempt, cohortId } = await requireAt(trx, viewer, attemptId, 'grade.give');
        const report = (await reportsOf(trx, [attemptId])).get(attemptId)?.report ?? null;
        if (!report && (await unfinishedAmong(trx, [attemptId])).length > 0)
          throw new Refused(attemptUnfinished());
        const note = parseText('The note', form.note);
        const criteria = (report?.criteria ?? []).map(({ id, title }) => ({
          criterion: id,
          score: parseScore(form.scores[id] ?? ''),
          note: parseText(`The reason at ${title}`, form.notes[id] ?? ''),
        }));
        const wishes = [...criteria, { criterion: null, score: parseScore(form.whole), note }];
        await hold(trx, attemptId, viewer, at);
        const known = await reviewOf(trx, attemptId);
        if (String(known.version) !== form.version)
          throw new Refused(reviewMoved((await auditOfSubject(trx, attemptId))[0]?.who ?? null));
        const passMark = report?.passMark ?? passMarkOf(attempt, catalogue);
        await applyGrades(trx, { attemptId, report, passMark, cohortId, by: viewer, at }, wishes);
        const done = form.done ? { doneAt: at, doneBy: viewer.id } : { doneAt: null, doneBy: null };
        await putReview(trx, attemptId, { note, version: known.version + 1, ...done });
        if (form.done) await removeLease(trx, attemptId, viewer.id);
        if (form.done && known.doneAt === null)
          await notify(trx, {
            learnerId: attempt.learner_id,
            code: 'reviewed',
            params: { by: viewer.name, exercise: titleOf(attempt, catalogue) },
            href: `/attempts/${attemptId}`,
            at,
          });
        if (known.note !== note || form.done !== (known.doneAt !== null))
          await audit(trx, {
            at,
            actorId: viewer.id,
            cohortId,
            code: form.done ? 'review.done' : known.doneAt !== null ? 'review.reopened' : 'review.noted',
            subject: attemptId,
            before: { note: known.note },
            after: { note },
          });
      }),

    addSnippet: (viewer, form) =>
      change(async (trx, at) => {
        const body = parseBody('The snippet', form.body);
        const places = await cohortsOfPerson(trx, viewer.id);
        const place = places.find(({ cohortId }) => cohortId === form.cohortId);
        const reviews = viewer.role !== 'learner' || places.some(({ role }) => role !== 'learner');
        if (!reviews || viewer.guest) throw new Refused(notYours());
        if (form.cohortId !== '' && !may(viewer, 'snippet.share', place?.role ?? null))
          throw new Refused(notYours());
        await insertSnippet(trx, {
          id: newId(),
          ownerId: viewer.id,
          cohortId: form.cohortId === '' ? null : form.cohortId,
          kind: form.kind === '' ? null : form.kind,
          body,
          at,
        });
      }),

    removeSnippet: (viewer, snippetId) =>
      change(async (trx, at) => {
        if (!(await removeSnippet(trx, snippetId, viewer.id, at)))
          throw new Refused(goneAlready('That snippet'));
      }),
  };
}

/** What the exercise of an attempt is called. */
export const titleOf = (attempt: AttemptRow, catalogue: Catalogue): string =>
  catalogue.byId(attempt.exercise_id)?.spec.title ?? attempt.exercise_slug;

/** Of an attempt without a report, which a person may grade as a whole. */
export function passMarkOf(attempt: AttemptRow, catalogue: Catalogue): number {
  return catalogue.byId(attempt.exercise_id)?.spec.passMark ?? 70;
}
