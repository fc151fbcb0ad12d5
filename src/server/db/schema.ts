import type { Generated } from 'kysely';
import type { CohortTables } from './schema-cohorts.ts';
import type { NoticeTables } from './schema-notices.ts';
import type { PortfolioTables } from './schema-portfolio.ts';
import type { ReviewTables } from './schema-review.ts';

/** The rows as they stand. Ids are random text, times integer milliseconds UTC, JSON is text parsed at the edge. */

export interface LearnerRow {
  id: string;
  name: string;
  /** Normalised; null for a guest. */
  email: string | null;
  role: string;
  created_at: number;
}

export interface MergedGuestRow {
  guest_id: string;
  account_id: string;
  merged_at: number;
}

export interface CredentialRow {
  learner_id: string;
  /** argon2id in PHC form. */
  password_hash: string;
  changed_at: number;
}

export interface PasswordResetRow {
  /** SHA-256 of the token in the link. */
  digest: string;
  learner_id: string;
  expires_at: number;
  used_at: number | null;
}

export interface SessionRow {
  /** SHA-256 of the token in the cookie. */
  id: string;
  learner_id: string;
  created_at: number;
  expires_at: number;
}

export interface TokenRow {
  id: string;
  learner_id: string;
  label: string;
  digest: string;
  created_at: number;
  last_used_at: number | null;
}

export interface BlobRow {
  sha256: string;
  bytes: number;
  stored_at: number;
}

export interface AttemptRow {
  id: string;
  learner_id: string;
  exercise_id: string;
  exercise_slug: string;
  /** When all of it was stored. */
  received_at: number;
  /** When the request with its first byte came: what counts for a deadline. */
  arrived_at: number;
}

export interface AttemptFileRow {
  attempt_id: string;
  position: number;
  /** As the learner called it, at most 200 characters; shown, never trusted. */
  name: string;
  sha256: string;
  bytes: number;
}

/** Waiting: no lease and no end. Running: a lease. Then exactly one of done, dead, cancelled. */
export interface JobRow {
  id: string;
  kind: string;
  /** At most one live job carries it. */
  dedupe_key: string;
  /** What the job is about: the attempt's id. */
  subject: string;
  payload: string;
  priority: number;
  run_at: number;
  tries: number;
  max_tries: number;
  created_at: number;
  lease_token: string | null;
  lease_until: number | null;
  holder: string | null;
  phase: string | null;
  done_at: number | null;
  dead_at: number | null;
  cancelled_at: number | null;
  error_code: string | null;
}

export interface ReportRow {
  id: string;
  attempt_id: string;
  grader_version: string;
  exercise_digest: string;
  outcome: string;
  score: number | null;
  report: string;
  created_at: number;
}

export interface EvidenceRow {
  report_id: string;
  position: number;
  name: string;
  mime: string;
  width: number;
  height: number;
  alt: string;
  sha256: string;
}

export interface CheckAnswerRow {
  learner_id: string;
  /** `<track>/<slug>`. */
  lesson: string;
  question: string;
  choice: number;
  correct: number;
  answered_at: number;
}

export interface LabRunRow {
  id: string;
  learner_id: string;
  exercise_id: string;
  /** Which kind of generator it was asked of. */
  generator: string;
  asked_at: number;
  cancel_asked_at: number | null;
  done_at: number | null;
  failed_at: number | null;
  cancelled_at: number | null;
  /** `{code, said}`: why it failed, or why it waits. */
  problem: string | null;
}

/** Wished, then sent for, then stored or lost: lost is what may have been made and paid for without arriving. */
export interface LabPictureRow {
  run_id: string;
  position: number;
  settings: string;
  /** What the generator calls this work. */
  ticket: string | null;
  sent_at: number | null;
  stored_at: number | null;
  lost_at: number | null;
  name: string | null;
  sha256: string | null;
  bytes: number | null;
  width: number | null;
  height: number | null;
  /** The picture as the pages show it: WebP, without metadata. */
  shown_sha256: string | null;
  /** 1: the lab wrote the settings into the file. */
  written: Generated<number>;
}

/** A certificate as it was signed. Revoked: a time and a reason. Its learner is null once the account is gone. */
export interface CertificateRow {
  /** A UUID, the credential's `urn:uuid`. */
  id: string;
  learner_id: string | null;
  /** Which certificate of `content/certificates.yaml`. */
  rule: string;
  /** The signed JSON as handed out; empty once the account is gone. */
  document: string;
  /** The public key it is signed with, multibase. */
  key: string;
  status_list: number;
  status_index: number;
  issued_at: number;
  expires_at: number | null;
  /** 1: the learner's name stands in it. */
  name_shown: number;
  /** 1: its page shows the pictures that were handed in. */
  pictures_shown: number;
  revoked_at: number | null;
  revoked_by: string | null;
  revoked_reason: string | null;
  replaced_by: string | null;
}

/** A graded submission that a certificate rests on, with the facts as they stood when it was issued. */
export interface CertificatePieceRow {
  certificate_id: string;
  position: number;
  attempt_id: string | null;
  exercise_id: string;
  title: string;
  score: number;
  grader_version: string;
  received_at: number;
}

export interface CertificateFileRow {
  certificate_id: string;
  piece: number;
  position: number;
  sha256: string;
}

/** Asked for, then decided: accepted 1 or 0 with a note. */
export interface CertificateReviewRow {
  id: string;
  learner_id: string;
  rule: string;
  asked_at: number;
  decided_at: number | null;
  decided_by: string | null;
  accepted: number | null;
  note: string | null;
  /** Counts what was saved, so that two reviewers do not overwrite each other. */
  version: Generated<number>;
  held_by: string | null;
  held_until: number | null;
}

interface CertificateReviewMarkRow {
  review_id: string;
  position: number;
  dimension: string;
  title: string;
  /** 1 to 4; 0: not marked yet. */
  level: number;
  sentence: string;
}

/** A round of samples as a reviewer marked it. `levels`: JSON of levels by sample and dimension. */
interface CalibrationRow {
  reviewer_id: string;
  rubric: string;
  version: number;
  round: number;
  levels: string;
  mean: number;
  furthest: number;
  agrees: number;
  done_at: number;
}

export interface AccountDeletionRow {
  learner_id: string;
  asked_at: number;
  due_at: number;
}

export interface Schema extends NoticeTables, CohortTables, PortfolioTables, ReviewTables {
  learners: LearnerRow;
  merged_guests: MergedGuestRow;
  account_deletions: AccountDeletionRow;
  credentials: CredentialRow;
  password_resets: PasswordResetRow;
  sessions: SessionRow;
  tokens: TokenRow;
  blobs: BlobRow;
  attempts: AttemptRow;
  attempt_files: AttemptFileRow;
  jobs: JobRow;
  reports: ReportRow;
  evidence: EvidenceRow;
  check_answers: CheckAnswerRow;
  lab_runs: LabRunRow;
  lab_pictures: LabPictureRow;
  certificates: CertificateRow;
  certificate_pieces: CertificatePieceRow;
  certificate_files: CertificateFileRow;
  certificate_reviews: CertificateReviewRow;
  certificate_review_marks: CertificateReviewMarkRow;
  calibrations: CalibrationRow;
}
