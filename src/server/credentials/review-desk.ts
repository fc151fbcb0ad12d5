import { reviewDecided } from '#core/certificates/refusals.ts';
import * as refusals from '#core/certificates/review-refusals.ts';
import { LEASE_MS, leaseNow, mayTake } from '#core/review/lease.ts';
import { outcomeOf, Refused } from '#core/refusal.ts';
import type { Learner } from '#core/types.ts';
import { recordAudit } from '../db/audit.ts';
import { marksOf, putMarks } from '../db/certificate-marks.ts';
import { decideReview, holdReview, keepReview, openReviews, reviewById } from '../db/certificate-reviews.ts';
import { notify } from '../db/notices.ts';
import type { Db, Trx } from '../db/open.ts';
import { newId } from '../ids.ts';
import type { Parts } from './parts.ts';
import type { ReviewDesk } from './review-app.ts';
import { calibrating, isCalibrated } from './review-calibration.ts';
import { checkDecision, parseMarks, parseNote } from './review-parse.ts';
import { reviewPicture, reviewPieces } from './review-pieces.ts';

type Row = NonNullable<Awaited<ReturnType<typeof reviewById>>>;

/** What a reviewer does with the work behind certificates, in their name. */
export function reviewDesk(parts: Parts, viewer: Learner): ReviewDesk {
  const { store, curriculum, now } = parts;

  const by = (ruleId: string) => {
    const rule = curriculum.rules.find(({ id }) => id === ruleId);
    const rubric = curriculum.rubrics.find(({ id }) => id === rule?.needs.rubric);
    return rule && rubric ? { rule, rubric } : null;
  };
  const leaseOf = ({ holderId, holder, heldUntil }: Row) =>
    holderId === null
      ? null
      : leaseNow({ holderId, holder: holder ?? 'somebody', until: heldUntil ?? 0 }, now());
  const held = (row: Row) => {
    const lease = leaseOf(row);
    return lease && { holder: lease.holder, until: lease.until, mine: lease.holderId === viewer.id };
  };

  /** A review that this viewer may work on. Throws `Refused`. */
  const require = async (db: Db | Trx, id: string) => {
    const row = await reviewById(db, id);
    const found = row && by(row.rule);
    if (!row || !found) throw new Refused(refusals.noSuchReview());
    if (row.learnerId === viewer.id) throw new Refused(refusals.ownCapstone());
    if (!(await isCalibrated(db, viewer.id, found.rubric))) throw new Refused(refusals.notCalibrated());
    if (row.decidedAt !== null) throw new Refused(reviewDecided());
    return { row, ...found };
  };

  const takeIn = async (trx: Trx, row: Row): Promise<void> => {
    const lease = leaseOf(row);
    if (lease && !mayTake(lease, viewer.id, now()))
      throw new Refused(refusals.heldByAnother(lease.holder, lease.until));
    await holdReview(trx, row.id, viewer.id, now() + LEASE_MS);
  };

  return {
    ...calibrating(parts, viewer),

    async queue() {
      const waiting = await openReviews(store.db);
      return waiting.flatMap((row) => {
        const found = by(row.rule);
        if (!found || row.learnerId === viewer.id) return [];
        const { id, name: learner, askedAt } = row;
        return { id, title: found.rule.title, learner, askedAt, rubric: found.rubric.id, held: held(row) };
      });
    },

    open: (id) =>
      outcomeOf(async () => {
        const { row, rule, rubric } = await require(store.db, id);
        const marks = (await marksOf(store.db, [id])).get(id) ?? [];
        return {
          id,
          title: rule.title,
          learner: row.name,
          askedAt: row.askedAt,
          held: held(row),
          rubric,
          version: row.version,
          note: row.note ?? '',
          marks,
          pieces: await reviewPieces(parts, row.learnerId, rule),
        };
      }),

    take: (id) =>
      outcomeOf(() => store.transaction(async (trx) => takeIn(trx, (await require(trx, id)).row))),

    release: (id) =>
      outcomeOf(() =>
        store.transaction(async (trx) => {
          const { row } = await require(trx, id);
          if (leaseOf(row)?.holderId === viewer.id) await holdReview(trx, id, null, 0);
        }),
      ),

    save: (id, form) =>
      outcomeOf(() =>
        store.transaction(async (trx) => {
          const { row, rule, rubric } = await require(trx, id);
          await takeIn(trx, row);
          if (form.version !== String(row.version)) throw new Refused(refusals.reviewChanged());
          const marks = parseMarks(rubric, form);
          const note = parseNote(form);
          checkDecision(rubric, marks, form.decision);
          await putMarks(trx, id, marks);
          await keepReview(trx, id, note);
          if (form.decision === 'keep') return;
          const accepted = form.decision === 'accept';
          const at = now();
          await decideReview(trx, id, { by: viewer.id, accepted, at });
          await recordAudit(trx, {
            id: newId(),
            at,
            actorId: viewer.id,
            cohortId: null,
            code: accepted ? 'certificate-review.accepted' : 'certificate-review.returned',
            subject: id,
            after: {
              rubric: rubric.id,
              version: rubric.version,
              levels: Object.fromEntries(marks.map(({ dimension, level }) => [dimension, level])),
            },
            ...(note === null ? {} : { reason: note }),
          });
          await notify(trx, {
            learnerId: row.learnerId,
            code: 'certificate-reviewed',
            params: { certificate: rule.title, outcome: accepted ? 'accepted' : 'returned' },
            href: '/certificates',
            at,
          });
        }),
      ),

    async picture(id, position, n) {
      const found = await outcomeOf(() => require(store.db, id));
      if (!found.ok) return null;
      const { row, rule } = found.value;
      return reviewPicture(parts, { learnerId: row.learnerId, rule }, position, n);
    },
  };
}
