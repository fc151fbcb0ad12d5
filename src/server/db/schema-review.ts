/** Rows of what people say of attempts, and of what is done about many attempts at once. */

/** One a reviewed attempt; `version` moves with every change, so that nobody overwrites what they have not seen. */
interface ReviewRow {
  attempt_id: string;
  note: string;
  version: number;
  done_at: number | null;
  done_by: string | null;
}

interface ReviewLeaseRow {
  attempt_id: string;
  holder_id: string;
  taken_at: number;
  until: number;
}

export interface ManualGradeRow {
  attempt_id: string;
  /** Empty: the attempt as a whole. */
  criterion: string;
  score: number;
  pass: number;
  note: string;
  given_by: string | null;
  given_at: number;
}

export interface CommentRow {
  id: string;
  attempt_id: string;
  /** 1, 2, 3 … on this attempt; a removed one keeps its number. */
  number: number;
  frame: string | null;
  criterion: string | null;
  /** Shares of the picture's width and height; null: about the picture as a whole. */
  x: number | null;
  y: number | null;
  body: string;
  author_id: string | null;
  written_at: number;
  removed_at: number | null;
}

export interface SnippetRow {
  id: string;
  owner_id: string | null;
  /** For everybody who reviews in this cohort; null: its owner's own. */
  cohort_id: string | null;
  /** Kind of criterion; null: of use anywhere. */
  kind: string | null;
  body: string;
  written_at: number;
  removed_at: number | null;
}

export interface AppealRow {
  id: string;
  attempt_id: string;
  criterion: string | null;
  reason: string;
  /** 1: the school may keep the file as a test of its grader. */
  consent: number;
  made_at: number;
  withdrawn_at: number | null;
  answered_at: number | null;
  answered_by: string | null;
  accepted: number | null;
  answer: string | null;
}

/** Of an attempt's reports, the one applied last counts; with none applied, the newest. */
interface AppliedReportRow {
  attempt_id: string;
  position: number;
  report_id: string;
  regrade_id: string;
  applied_at: number;
}

export interface RegradeRow {
  id: string;
  /** JSON: which attempts were asked for. */
  scope: string;
  reason: string;
  grader_version: string;
  cohort_id: string | null;
  asked_by: string | null;
  asked_at: number;
  applied_at: number | null;
  applied_by: string | null;
  dropped_at: number | null;
  dropped_by: string | null;
}

export interface RegradeItemRow {
  regrade_id: string;
  attempt_id: string;
  position: number;
  /** Of the exercise as it stood when the regrade was asked for. */
  exercise_digest: string;
  old_report_id: string | null;
  old_outcome: string | null;
  old_score: number | null;
  report_id: string | null;
  /** JSON of the shadow report; gone with a dropped set. */
  report: string | null;
  new_outcome: string | null;
  new_score: number | null;
  graded_at: number | null;
  applied_at: number | null;
}

interface RegradeEvidenceRow {
  regrade_id: string;
  attempt_id: string;
  position: number;
  name: string;
  mime: string;
  width: number;
  height: number;
  alt: string;
  sha256: string;
}

interface EditHashRow {
  attempt_id: string;
  method: string;
  /** JSON; null where the method cannot tell this attempt's edit. */
  edit: string | null;
  made_at: number;
}

/** A pair somebody has looked at and found to be fine. The first id is the lesser. */
interface LookedPairRow {
  cohort_id: string;
  first_id: string;
  second_id: string;
  note: string;
  looked_by: string | null;
  looked_at: number;
}

export interface ReviewTables {
  reviews: ReviewRow;
  review_leases: ReviewLeaseRow;
  manual_grades: ManualGradeRow;
  comments: CommentRow;
  snippets: SnippetRow;
  appeals: AppealRow;
  applied_reports: AppliedReportRow;
  regrades: RegradeRow;
  regrade_items: RegradeItemRow;
  regrade_evidence: RegradeEvidenceRow;
  edit_hashes: EditHashRow;
  looked_pairs: LookedPairRow;
}
