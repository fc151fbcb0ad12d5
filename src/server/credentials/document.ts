import { createHash } from 'node:crypto';
import type { CertificateRule } from '#core/certificates/rules.ts';
import { BADGES_EXTENSIONS, BADGES_V3, CREDENTIALS_V2 } from './contexts.ts';
import type { Issuer } from './issuer.ts';
import { statusEntry } from './status-list.ts';

/** A graded submission that a certificate rests on. */
export interface Piece {
  /** Null when it is gone with its learner's account. */
  attemptId: string | null;
  exerciseId: string;
  slug: string;
  title: string;
  /** 0–100, of the report that counts. */
  score: number;
  passMark: number;
  graderVersion: string;
  receivedAt: number;
  /** SHA-256 of each file as it was handed in. */
  sha256: string[];
}

export interface Award {
  /** A UUID. */
  id: string;
  rule: CertificateRule;
  issuer: Issuer;
  /** The holder's address, which stands in it only as a salted hash. */
  email: string;
  salt: string;
  /** The holder's name, where they agreed that it stands in it. */
  name: string | null;
  issuedAt: number;
  expiresAt: number | null;
  status: { list: number; index: number };
  pieces: readonly Piece[];
}

/** Without milliseconds, as XML Schema dateTime. */
export const xmlTime = (ms: number): string => new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');

export const achievementUrl = (url: string, rule: string): string => `${url}/achievements/${rule}`;
export const credentialUrl = (url: string, id: string): string => `${url}/credentials/${id}`;

/** Open Badges 3.0, 6.1: SHA-256 of the address with the salt behind it, in hexadecimal. */
export const identityHash = (email: string, salt: string): string =>
  `sha256$${createHash('sha256')
    .update(email + salt, 'utf8')
    .digest('hex')}`;

/** The Open Badges 3.0 credential of an award, ready to be signed. */
export function openBadge(award: Award) {
  const { id, rule, issuer, issuedAt, expiresAt, status, pieces } = award;
  const issued = xmlTime(issuedAt);
  return {
    '@context': [CREDENTIALS_V2, BADGES_V3, BADGES_EXTENSIONS],
    id: `urn:uuid:${id}`,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: rule.title,
    description: rule.summary,
    issuer: { id: issuer.did, type: ['Profile'], name: issuer.name, url: issuer.url },
    validFrom: issued,
    ...(expiresAt === null ? {} : { validUntil: xmlTime(expiresAt) }),
    awardedDate: issued,
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: identifiers(award),
      achievement: achievement(issuer.url, rule, pieces),
      result: pieces.map((piece) => ({
        type: ['Result'],
        resultDescription: resultUrl(issuer.url, rule.id, piece.slug),
        value: String(piece.score),
      })),
    },
    evidence: pieces.map((piece, index) => ({
      id: `${credentialUrl(issuer.url, id)}#piece-${index + 1}`,
      type: ['Evidence'],
      name: piece.title,
      narrative: evidenceNarrative(piece),
    })),
    credentialStatus: statusEntry(issuer.url, status.list, status.index),
    credentialSchema: [
      {
        id: 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json',
        type: '1EdTechJsonSchemaValidator2019',
      },
    ],
  };
}

function identifiers({ email, salt, name }: Award) {
  const hashed = {
    type: 'IdentityObject',
    hashed: true,
    identityType: 'emailAddress',
    salt,
    identityHash: identityHash(email, salt),
  };
  if (name === null) return [hashed];
  return [hashed, { type: 'IdentityObject', hashed: false, identityType: 'name', identityHash: name }];
}

const resultUrl = (url: string, rule: string, slug: string): string => `${achievementUrl(url, rule)}#${slug}`;

/** What is achieved, as it also stands at its own address. */
export const achievement = (
  url: string,
  rule: CertificateRule,
  pieces: readonly Pick<Piece, 'slug' | 'title' | 'passMark'>[],
) => ({
  id: achievementUrl(url, rule.id),
  type: ['Achievement'],
  achievementType: 'Certificate',
  name: rule.title,
  description: rule.summary,
  criteria: { narrative: rule.narrative },
  image: { id: `${achievementUrl(url, rule.id)}/badge.png`, type: 'Image' },
  resultDescription: pieces.map(({ slug, title, passMark }) => ({
    id: resultUrl(url, rule.id, slug),
    type: ['ResultDescription'],
    name: title,
    resultType: 'RawScore',
    valueMin: '0',
    valueMax: '100',
    requiredValue: String(passMark),
  })),
});

/** A machine finds the digests in it, a person reads it. */
function evidenceNarrative({ score, graderVersion, receivedAt, sha256 }: Piece): string {
  const files = sha256.map((digest) => `sha256:${digest}`).join(', ');
  return `Handed in ${xmlTime(receivedAt)}, graded ${score} of 100 by grader ${graderVersion}. ${sha256.length === 1 ? 'The file' : 'The files'}: ${files}.`;
}
