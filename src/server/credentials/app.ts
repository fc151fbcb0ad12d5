import type { Eligibility } from '#core/certificates/eligibility.ts';
import type { Mark } from '#core/certificates/rubric.ts';
import type { Verdict } from '#core/certificates/verdict.ts';
import type { Learner, Outcome } from '#core/types.ts';
import type { FoundWork } from '../portfolio/found-work.ts';
import type { ReviewDesk } from './review-app.ts';

/** Certificates as pages and API see them. Ids are those of credentials, rules those of `content/certificates.yaml`. */
export interface Credentials {
  readonly school: { name: string; url: string };
  /** Id and title of every certificate, in their order. */
  readonly rules: readonly { id: string; title: string; track: string | null; summary: string }[];
  trackTitle(track: string): string;

  /** Every certificate with what is there and what is missing for this learner. */
  path(learner: Learner | null): Promise<CertificatePath[]>;
  /**
   * Issues a certificate that is due and returns its id. Refusals: 403 certificate-needs-account, 404 certificate-unknown,
   * 409 certificate-not-due, certificate-held, certificate-withdrawn, 503 signing-unavailable.
   */
  claim(learner: Learner, rule: string, consent: Consent): Promise<Outcome<string>>;
  /** Asks a person to look at the work. Refusals as `claim`. */
  askReview(learner: Learner, rule: string): Promise<Outcome<void>>;
  /**
   * What the holder lets others see. Another decision about the name makes a new certificate, whose id is returned; the
   * old one is revoked. Null when it is not the learner's.
   */
  changeConsent(learner: Learner, id: string, consent: Consent): Promise<Outcome<string> | null>;

  /** The facts of a certificate for anybody; null when there is none. Of a withdrawn one nothing is kept. */
  page(id: string): Promise<CredentialPage | 'withdrawn' | null>;
  /** The credential as it was signed; null when there is none. */
  document(id: string): Promise<{ text: string } | Gone | null>;
  /** The picture of a piece, where the holder shows it. */
  piecePicture(id: string, position: number, n: number): Promise<{ bytes: Uint8Array; mime: string } | null>;
  /** The badge with the credential inside. */
  badge(id: string, format: 'png' | 'svg'): Promise<Uint8Array | Gone | null>;
  /** For print, A4. Refusals: 422 name-not-in-fonts. */
  pdf(id: string): Promise<Outcome<Uint8Array> | Gone | null>;
  /** The picture that is shown where somebody shares the page. */
  card(id: string): Promise<Uint8Array | 'withdrawn' | null>;

  achievement(rule: string): object | null;
  achievementBadge(rule: string, format: 'png' | 'svg'): Promise<Uint8Array | null>;
  /** The signed status list; null when there is none of that number. */
  statusList(list: number): Promise<object | null>;
  /** Null where the school is not reached over HTTPS. */
  didDocument(): Promise<object | null>;

  /**
   * What the form of the page “Verify” brings: `file`, `text` or `address`. Refusals: 400 form-broken, 413, 415, 422
   * nothing-to-verify, foreign-address, 429 verified-too-often.
   */
  check(request: Request, address: string): Promise<Outcome<Checked>>;
  verify(bytes: Uint8Array): Promise<Verdict>;
  /** A verdict on a certificate of this school by its id; null when there is none. */
  verifyId(id: string): Promise<Verdict | null>;
  /** Certificates of a learner that hold and that show their name, newest first. */
  namedOf(learnerId: string): Promise<{ id: string; title: string; issuedAt: number }[]>;
  /** Where a file with this digest stands in the evidence of certificates that hold. */
  findFile(sha256: string): Promise<FoundPiece[]>;

  /** Null for whoever may not manage certificates. */
  desk(viewer: Learner): CredentialsDesk | null;
  /** Null for whoever may not review. */
  reviewDesk(viewer: Learner): ReviewDesk | null;
}

/** Why a certificate is no longer handed out: by a decision, or with the account it was made out to. */
export type Gone = 'revoked' | 'withdrawn';

export interface Consent {
  name: boolean;
  pictures: boolean;
}

export interface CertificatePath extends Eligibility {
  /** The newest certificate of this kind that the learner has. */
  held: {
    id: string;
    issuedAt: number;
    revoked: { reason: string } | null;
    consent: Consent;
  } | null;
  /** What a person said of the work, once it is decided. */
  review: { note: string | null; marks: Mark[] } | null;
}

export interface CredentialPage {
  id: string;
  rule: string;
  title: string;
  summary: string;
  narrative: string;
  /** Null where the holder did not agree to it, or the certificate is revoked. */
  holder: string | null;
  school: string;
  issuedAt: number;
  expiresAt: number | null;
  state: 'valid' | 'revoked' | 'expired';
  revoked: { at: number; reason: string; replacedBy: string | null } | null;
  issuer: string;
  key: string;
  pieces: {
    position: number;
    title: string;
    href: string | null;
    score: number;
    graderVersion: string;
    receivedAt: number;
    sha256: string[];
    /** How many pictures of it are shown. */
    pictures: number;
  }[];
  url: string;
}

export interface Checked {
  /** What was looked at, in words. */
  what: string;
  /** Null for a file that carries no credential. */
  verdict: Verdict | null;
  /** Of a file: its digest, the certificates in whose evidence it stands, and the portfolios that show it as graded work. */
  file: { sha256: string; pieces: FoundPiece[]; work: FoundWork[]; pdf: boolean } | null;
}

export interface FoundPiece {
  certificateId: string;
  certificate: string;
  piece: string;
  score: number;
  receivedAt: number;
}

/** What whoever runs the school may do. All of it is audited. */
export interface CredentialsDesk {
  list(page: number): Promise<{ rows: IssuedRow[]; more: boolean }>;
  revoke(id: string, reason: string): Promise<Outcome<void>>;
  /** A new certificate with the same pieces and today's name and address; the old one is revoked. Returns the new id. */
  reissue(id: string, reason: string): Promise<Outcome<string>>;
}

export interface IssuedRow {
  id: string;
  title: string;
  holder: string | null;
  email: string | null;
  issuedAt: number;
  revoked: { at: number; reason: string } | null;
  replacedBy: string | null;
}
