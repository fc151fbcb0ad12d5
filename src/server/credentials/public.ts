import { z } from 'zod';
import { nameNotInFonts } from '#core/certificates/refusals.ts';
import { tracksOf } from '#core/certificates/rules.ts';
import { granted, refuse } from '#core/refusal.ts';
import { WITHDRAWN } from '#core/certificates/verdict-words.ts';
import { day } from '#core/view/words.ts';
import {
  certificateById,
  certificatesOf,
  certificatesWithFile,
  piecesOf,
  revokedPlaces,
} from '../db/certificates.ts';
import { reportsOf } from '../db/reports.ts';
import type { CertificateRow } from '../db/schema.ts';
import type { CredentialPage, Credentials, Gone } from './app.ts';
import { badgeSvg, type BadgeFacts } from './art/badge.ts';
import { CARD, cardSvg } from './art/card.ts';
import { diploma } from './art/diploma.ts';
import { fonts } from '../print/fonts.ts';
import { bakedPng, bakedSvg } from './bake.ts';
import { canonicalApart } from './canonical-apart.ts';
import { achievement, credentialUrl, xmlTime } from './document.ts';
import { handedIn } from './handed-in.ts';
import { didDocument, issuerOf } from './issuer.ts';
import { keysOf } from './keys.ts';
import type { Parts } from './parts.ts';
import { signed } from './proof.ts';
import { statusListCredential } from './status-list.ts';
import { keptById, ownTrust } from './trust.ts';
import { usableKey } from './usable-key.ts';
import { verified } from './verify.ts';

type Public = Omit<
  Credentials,
  | 'school'
  | 'rules'
  | 'trackTitle'
  | 'path'
  | 'claim'
  | 'askReview'
  | 'changeConsent'
  | 'check'
  | 'desk'
  | 'reviewDesk'
>;

const BADGE_PX = 800;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const Facts = z.object({
  name: z.string(),
  description: z.string(),
  issuer: z.object({ id: z.string(), name: z.string() }),
  credentialSubject: z.object({
    identifier: z.array(z.object({ identityType: z.string(), identityHash: z.string() })),
    achievement: z.object({ criteria: z.object({ narrative: z.string() }) }),
  }),
});

/** What anybody may see of certificates: all of it from what was signed. */
export function publicly(parts: Parts): Public {
  const { store, blobs, catalogue, curriculum, school, data, rasterise, now } = parts;
  const rowOf = async (id: string): Promise<CertificateRow | null> =>
    UUID.test(id) ? certificateById(store.db, id) : null;
  const trust = async () =>
    ownTrust(await keysOf(data, now()), store, { url: school.url, now: now(), canonicalise: canonicalApart });
  const goneOf = (row: CertificateRow): Gone | null =>
    row.learner_id === null ? 'withdrawn' : row.revoked_at === null ? null : 'revoked';

  const badgeFacts = (rule: string, title: string): BadgeFacts => {
    const known = curriculum.rules.find((one) => one.id === rule);
    const tracks = known ? tracksOf(known, curriculum.rules) : [];
    return { title, track: known?.track ?? null, tracks, school: school.name };
  };
  const svgOf = async (rule: string, title: string) => badgeSvg(await fonts(), badgeFacts(rule, title));

  const page: Credentials['page'] = async (id) => {
    const row = await rowOf(id);
    if (!row) return null;
    const gone = goneOf(row);
    if (gone === 'withdrawn') return gone;
    const facts = Facts.parse(JSON.parse(row.document));
    const { identifier, achievement: of } = facts.credentialSubject;
    const pieces = await piecesOf(store.db, id);
    const shown = row.pictures_shown === 1 && gone === null;
    const reports = await reportsOf(store.db, shown ? pieces.flatMap((one) => one.attemptId ?? []) : []);
    const name = identifier.find(({ identityType }) => identityType === 'name')?.identityHash ?? null;
    return {
      id,
      rule: row.rule,
      title: facts.name,
      summary: facts.description,
      narrative: of.criteria.narrative,
      holder: gone === null ? name : null,
      school: facts.issuer.name,
      issuedAt: row.issued_at,
      expiresAt: row.expires_at,
      state: stateOf(row, now()),
      revoked:
        row.revoked_at === null
          ? null
          : { at: row.revoked_at, reason: row.revoked_reason ?? '', replacedBy: row.replaced_by },
      issuer: facts.issuer.id,
      key: row.key,
      pieces: pieces.map(
        ({ position, title, score, graderVersion, receivedAt, sha256, attemptId, exerciseId }) => {
          const exercise = catalogue.byId(exerciseId);
          return {
            position,
            title,
            score,
            graderVersion,
            receivedAt,
            sha256,
            href: exercise ? `/exercises/${exercise.track}/${exercise.slug}` : null,
            pictures: shown && attemptId ? handedIn(reports.get(attemptId)?.evidence ?? []).length : 0,
          };
        },
      ),
      url: credentialUrl(school.url, id),
    };
  };

  const document: Credentials['document'] = async (id) => {
    const row = await rowOf(id);
    return row && (goneOf(row) ?? { text: row.document });
  };

  return {
    page,
    document,

    async piecePicture(id, position, n) {
      const row = await rowOf(id);
      if (!row || row.pictures_shown === 0 || goneOf(row)) return null;
      const attemptId = (await piecesOf(store.db, id)).find(
        (piece) => piece.position === position,
      )?.attemptId;
      if (!attemptId) return null;
      const report = (await reportsOf(store.db, [attemptId])).get(attemptId);
      const picture = handedIn(report?.evidence ?? [])[n];
      if (!picture || !(await blobs.has(picture.sha256))) return null;
      return { bytes: await blobs.read(picture.sha256), mime: picture.mime };
    },

    async badge(id, format) {
      const row = await rowOf(id);
      const gone = row && goneOf(row);
      if (!row || gone) return gone;
      const svg = await svgOf(row.rule, Facts.parse(JSON.parse(row.document)).name);
      if (format === 'svg') return Buffer.from(bakedSvg(svg, row.document));
      return bakedPng(await rasterise(svg, BADGE_PX), row.document);
    },

    async pdf(id) {
      const facts = await page(id);
      if (facts === null || facts === 'withdrawn') return facts;
      if (facts.state === 'revoked') return 'revoked';
      const letters = await fonts();
      if (facts.holder !== null && letters.runs('italic', facts.holder).missing.length > 0)
        return refuse(nameNotInFonts());
      return granted(
        await diploma(letters, {
          ...facts,
          issued: day(facts.issuedAt),
          expires: facts.expiresAt === null ? null : day(facts.expiresAt),
          badge: await rasterise(await svgOf(facts.rule, facts.title), BADGE_PX),
        }),
      );
    },

    async card(id) {
      const facts = await page(id);
      if (facts === null || facts === 'withdrawn') return facts;
      const of = {
        ...badgeFacts(facts.rule, facts.title),
        holder: facts.holder,
        issued: day(facts.issuedAt),
      };
      return rasterise(cardSvg(await fonts(), of), CARD.width);
    },

    achievement(id) {
      const rule = curriculum.rules.find((one) => one.id === id);
      if (!rule) return null;
      const pieces = tracksOf(rule, curriculum.rules).flatMap((track) =>
        catalogue
          .all()
          .filter((exercise) => exercise.track === track)
          .map(({ slug, spec }) => ({ slug, title: spec.title, passMark: spec.passMark })),
      );
      return { '@context': achievementContexts, ...achievement(school.url, rule, pieces) };
    },

    async achievementBadge(id, format) {
      const rule = curriculum.rules.find((one) => one.id === id);
      if (!rule) return null;
      const svg = await svgOf(rule.id, rule.title);
      return format === 'svg' ? Buffer.from(svg) : rasterise(svg, BADGE_PX);
    },

    async statusList(list) {
      const revoked = await revokedPlaces(store.db, list);
      if (!revoked) return null;
      const key = await usableKey(parts);
      const issuer = issuerOf(school, key.id);
      const at = xmlTime(now());
      return signed(statusListCredential(issuer, list, revoked, at), key.privateKey, {
        verificationMethod: issuer.verificationMethod,
        created: at,
      });
    },

    didDocument: async () => didDocument(school.url, await keysOf(data, now())),

    verify: async (bytes) => verified(bytes, await trust()),

    async verifyId(id) {
      const kept = UUID.test(id) ? await keptById(store, id) : null;
      if (!kept) return null;
      if (kept.document === '')
        return { status: 'revoked', reasons: [WITHDRAWN], unrecorded: false, unsure: [], facts: null };
      return verified(Buffer.from(kept.document), await trust());
    },

    async namedOf(learnerId) {
      const rows = await certificatesOf(store.db, learnerId);
      return rows
        .filter((row) => row.name_shown === 1 && stateOf(row, now()) === 'valid')
        .map((row) => ({
          id: row.id,
          title: Facts.parse(JSON.parse(row.document)).name,
          issuedAt: row.issued_at,
        }));
    },

    async findFile(sha256) {
      if (!/^[0-9a-f]{64}$/.test(sha256)) return [];
      const found = await certificatesWithFile(store.db, sha256, now());
      return found.map(({ certificateId, rule, title, score, receivedAt }) => ({
        certificateId,
        certificate: curriculum.rules.find(({ id }) => id === rule)?.title ?? rule,
        piece: title,
        score,
        receivedAt,
      }));
    },
  };
}

const achievementContexts = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
];

function stateOf(row: CertificateRow, now: number): CredentialPage['state'] {
  if (row.revoked_at !== null) return 'revoked';
  return row.expires_at !== null && row.expires_at <= now ? 'expired' : 'valid';
}
