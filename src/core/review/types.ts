import type { CountedVerdict, ManualGrade } from '../verdict.ts';

/** A remark of a person, pinned to a place of the picture or about it as a whole. Places are shares of width and height. */
export interface Comment {
  id: string;
  /** 1, 2, 3 … on this attempt. */
  number: number;
  /** In a set: the frame it is about; null elsewhere. */
  frame: string | null;
  criterion: string | null;
  place: { x: number; y: number } | null;
  body: string;
  author: string | null;
  at: number;
}

export interface Snippet {
  id: string;
  /** Kind of criterion that it is about; null: of use anywhere. */
  kind: string | null;
  body: string;
  /** Name of the cohort it is shared in; null: one's own. */
  sharedIn: string | null;
  /** The viewer may remove it. */
  own: boolean;
}

export interface Lease {
  holderId: string;
  holder: string;
  until: number;
}

export interface Appeal {
  id: string;
  criterion: string | null;
  reason: string;
  consent: boolean;
  madeAt: number;
  state: 'open' | 'withdrawn' | 'accepted' | 'declined';
  answer: string | null;
  answeredBy: string | null;
  answeredAt: number | null;
}

/** One line of who changed what, when and why. */
export interface AuditLine {
  at: number;
  who: string | null;
  code: string;
  before: unknown;
  after: unknown;
  reason: string | null;
}

export interface GivenGrade extends ManualGrade {
  /** Name of whoever gave it. */
  byName: string | null;
}

/** Everything people have said of one attempt, as far as the viewer may see it. */
export interface ReviewOfAttempt {
  attemptId: string;
  verdict: CountedVerdict;
  grades: GivenGrade[];
  comments: Comment[];
  note: string;
  /** To be sent back with a change, so that nobody overwrites what they have not seen. */
  version: number;
  done: { at: number; by: string | null } | null;
  appeals: Appeal[];
  /** Null for the learner. */
  staff: StaffSide | null;
  /** The viewer may appeal from the result. */
  mayAppeal: boolean;
}

export interface StaffSide {
  lease: (Lease & { mine: boolean }) | null;
  snippets: Snippet[];
  /** Cohorts in which the viewer may share a snippet. */
  cohorts: { id: string; name: string }[];
  audit: AuditLine[];
  mayDecide: boolean;
}

/** One attempt that waits for a person. */
export interface Waiting {
  attemptId: string;
  learner: string;
  exerciseId: string;
  cohort: string | null;
  why: 'review' | 'appeal';
  /** When it was handed in, or appealed from. */
  since: number;
  outcome: CountedVerdict['outcome'];
  score: number | null;
  lease: (Lease & { mine: boolean }) | null;
}
