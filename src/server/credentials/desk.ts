import * as refusals from '#core/certificates/refusals.ts';
import { outcomeOf, Refused } from '#core/refusal.ts';
import type { Learner } from '#core/types.ts';
import { recordAudit } from '../db/audit.ts';
import {
  allCertificates,
  certificateById,
  liveCertificate,
  piecesOf,
  revokeCertificate,
} from '../db/certificates.ts';
import { learnerById } from '../db/learners.ts';
import type { Trx } from '../db/open.ts';
import { newId } from '../ids.ts';
import type { CredentialsDesk } from './app.ts';
import { issue } from './issue.ts';
import type { Parts } from './parts.ts';
import { piecesAgain } from './pieces-again.ts';

const PAGE = 50;
const MOST_REASON = 300;

function reasonOf(given: string): string {
  const reason = given.trim();
  if (reason === '' || reason.length > MOST_REASON) throw new Refused(refusals.reasonMissing());
  return reason;
}

/** What whoever runs the school does with certificates, in their name. */
export function desk(parts: Parts, viewer: Learner): CredentialsDesk {
  const { store, curriculum, now } = parts;
  const titleOf = (rule: string): string => curriculum.rules.find(({ id }) => id === rule)?.title ?? rule;
  const audited = (trx: Trx, code: string, subject: string, more: { after?: unknown; reason?: string }) =>
    recordAudit(trx, { id: newId(), at: now(), actorId: viewer.id, cohortId: null, code, subject, ...more });

  return {
    async list(page) {
      const rows = await allCertificates(store.db, PAGE + 1, PAGE * page);
      return {
        more: rows.length > PAGE,
        rows: rows.slice(0, PAGE).map((row) => ({
          id: row.id,
          title: titleOf(row.rule),
          holder: row.name,
          email: row.email,
          issuedAt: row.issued_at,
          revoked: row.revoked_at === null ? null : { at: row.revoked_at, reason: row.revoked_reason ?? '' },
          replacedBy: row.replaced_by,
        })),
      };
    },

    revoke: (id, given) =>
      outcomeOf(async () => {
        const reason = reasonOf(given);
        await store.transaction(async (trx) => {
          if (!(await certificateById(trx, id))) throw new Refused(refusals.noSuchCertificate());
          if (!(await revokeCertificate(trx, id, { by: viewer.id, reason, at: now() })))
            throw new Refused(refusals.revokedAlready());
          await audited(trx, 'certificate.revoked', id, { reason });
        });
      }),

    reissue: (id, given) =>
      outcomeOf(async () => {
        const reason = reasonOf(given);
        const row = await certificateById(store.db, id);
        const rule = row && curriculum.rules.find((one) => one.id === row.rule);
        if (!row || !rule) throw new Refused(refusals.noSuchCertificate());
        if (row.replaced_by !== null) throw new Refused(refusals.replacedAlready());
        const learner = row.learner_id === null ? null : await learnerById(store.db, row.learner_id);
        if (!learner || learner.email === null) throw new Refused(refusals.holderGone());
        // A revoked one gives its place only where no newer one stands in it.
        if (row.revoked_at !== null && (await liveCertificate(store.db, learner.id, rule.id)))
          throw new Refused(refusals.certificateHeld());
        return issue(parts, {
          learner: { ...learner, email: learner.email },
          rule,
          pieces: piecesAgain(await piecesOf(store.db, id), row.document),
          nameShown: row.name_shown === 1,
          picturesShown: row.pictures_shown === 1,
          replaces: { id, by: viewer.id, reason: `Issued anew: ${reason}`, revoked: row.revoked_at !== null },
          also: (trx, after) => audited(trx, 'certificate.reissued', id, { after, reason }),
        });
      }),
  };
}
