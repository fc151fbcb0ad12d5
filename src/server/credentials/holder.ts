import { eligibility } from '#core/certificates/eligibility.ts';
import * as refusals from '#core/certificates/refusals.ts';
import type { Mark } from '#core/certificates/rubric.ts';
import type { CertificateRule } from '#core/certificates/rules.ts';
import { missingSentence } from '#core/certificates/words.ts';
import { outcomeOf, Refused } from '#core/refusal.ts';
import type { Learner } from '#core/types.ts';
import { marksOf } from '../db/certificate-marks.ts';
import { askForReview, reviewsOf, type Review } from '../db/certificate-reviews.ts';
import { certificateById, certificatesOf, piecesOf, showPictures } from '../db/certificates.ts';
import { newId } from '../ids.ts';
import type { CertificatePath, Credentials } from './app.ts';
import { issue } from './issue.ts';
import type { Parts } from './parts.ts';
import { piecesAgain } from './pieces-again.ts';
import { piecesFor, standingOf } from './standing.ts';

type Holder = Pick<Credentials, 'path' | 'claim' | 'askReview' | 'changeConsent'>;

/** What a learner does with certificates. */
export function holder(parts: Parts): Holder {
  const { store, curriculum, now } = parts;
  const ruleOf = (id: string): CertificateRule => {
    const rule = curriculum.rules.find((one) => one.id === id);
    if (!rule) throw new Refused(refusals.noSuchCertificate());
    return rule;
  };

  /** The account it is made out to, and how its certificate stands. */
  const look = async (learner: Learner, rule: CertificateRule) => {
    const { email } = learner;
    if (email === null) throw new Refused(refusals.certificateNeedsAccount());
    const standing = await standingOf(parts, learner.id);
    const [newest] = (await certificatesOf(store.db, learner.id)).filter((one) => one.rule === rule.id);
    if (newest && newest.revoked_at === null) throw new Refused(refusals.certificateHeld());
    if (newest?.revoked_reason) throw new Refused(refusals.certificateWithdrawn(newest.revoked_reason));
    return { account: { ...learner, email }, ...eligibility(rule, curriculum.rules, standing) };
  };

  return {
    async path(learner) {
      // Nobody has this id: somebody without a session sees all there is to do.
      const standing = await standingOf(parts, learner?.id ?? '');
      const certificates = learner ? await certificatesOf(store.db, learner.id) : [];
      const reviews = learner ? await reviewsOf(store.db, learner.id) : new Map<string, Review>();
      const marks = await marksOf(
        store.db,
        [...reviews.values()].map(({ id }) => id),
      );
      return curriculum.rules.map((rule) => {
        const newest = certificates.find((one) => one.rule === rule.id);
        return {
          ...eligibility(rule, curriculum.rules, standing),
          held: newest
            ? {
                id: newest.id,
                issuedAt: newest.issued_at,
                revoked: newest.revoked_reason === null ? null : { reason: newest.revoked_reason },
                consent: { name: newest.name_shown === 1, pictures: newest.pictures_shown === 1 },
              }
            : null,
          review: said(reviews.get(rule.id), marks),
        };
      });
    },

    claim: (learner, id, consent) =>
      outcomeOf(async () => {
        const rule = ruleOf(id);
        const { account, state, requirements } = await look(learner, rule);
        if (state !== 'ready') throw new Refused(refusals.certificateNotDue(missingSentence(requirements)));
        return issue(parts, {
          learner: account,
          rule,
          pieces: await piecesFor(parts, learner.id, rule),
          nameShown: consent.name,
          picturesShown: consent.pictures,
        });
      }),

    askReview: (learner, id) =>
      outcomeOf(async () => {
        const rule = ruleOf(id);
        const { state, requirements } = await look(learner, rule);
        if (state === 'open') throw new Refused(refusals.certificateNotDue(missingSentence(requirements)));
        if (state !== 'ask') return;
        const asked = { id: newId(), learnerId: learner.id, rule: rule.id, at: now() };
        await store.transaction((trx) => askForReview(trx, asked));
      }),

    async changeConsent(learner, id, consent) {
      const row = await certificateById(store.db, id);
      if (!row || row.learner_id !== learner.id || row.revoked_at !== null) return null;
      return outcomeOf(async () => {
        if ((row.name_shown === 1) === consent.name) {
          await store.transaction((trx) => showPictures(trx, id, consent.pictures));
          return id;
        }
        const { email } = learner;
        if (email === null) throw new Refused(refusals.certificateNeedsAccount());
        return issue(parts, {
          learner: { ...learner, email },
          rule: ruleOf(row.rule),
          pieces: piecesAgain(await piecesOf(store.db, id), row.document),
          nameShown: consent.name,
          picturesShown: consent.pictures,
          replaces: {
            id,
            by: learner.id,
            revoked: false,
            reason: consent.name
              ? 'Issued anew with its holder’s name.'
              : 'Issued anew without its holder’s name.',
          },
        });
      });
    },
  };
}

/** What was said of a review, which is the reviewer's alone until it is decided. */
function said(review: Review | undefined, marks: ReadonlyMap<string, Mark[]>): CertificatePath['review'] {
  if (!review || review.state === 'waiting') return null;
  return { note: review.note, marks: marks.get(review.id) ?? [] };
}
