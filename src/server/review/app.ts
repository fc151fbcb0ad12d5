import type { Learner, Outcome } from '#core/types.ts';
import type { ReviewOfAttempt, Waiting } from '#core/review/types.ts';

/**
 * What people say of attempts. Every change is refused with 404 no-such-attempt, 403 not-your-right or own-work where it is
 * not the viewer's to make, with 409 being-reviewed while another reviewer holds the attempt.
 */
export interface Review {
  /** Everything said of an attempt, to its learner and to staff; null to everybody else. */
  of(attemptId: string, viewer: Learner): Promise<ReviewOfAttempt | null>;
  /** What waits for the viewer: work to be reviewed and appeals, oldest first; null to those who review nothing. */
  queue(viewer: Learner): Promise<Waiting[] | null>;
  /** Makes the attempt the viewer's for a quarter of an hour. */
  take(viewer: Learner, attemptId: string): Promise<Outcome<void>>;
  release(viewer: Learner, attemptId: string): Promise<Outcome<void>>;
  /** 422 body-missing, body-too-long, place-outside, no-such-part. Returns the remark's number. */
  comment(viewer: Learner, attemptId: string, form: CommentForm): Promise<Outcome<number>>;
  removeComment(viewer: Learner, attemptId: string, commentId: string): Promise<Outcome<void>>;
  /** All grades, the note and whether the review is done, at once. 409 review-moved; 422 score-wrong, reason-missing, body-too-long. */
  save(viewer: Learner, attemptId: string, form: GradeForm): Promise<Outcome<void>>;
  /** 422 body-missing, body-too-long; 403 not-your-right in a cohort where the viewer does not review. */
  addSnippet(viewer: Learner, form: SnippetForm): Promise<Outcome<void>>;
  removeSnippet(viewer: Learner, snippetId: string): Promise<Outcome<void>>;
}

export interface CommentForm {
  /** Per cent of width and height as typed; both empty for a remark about the whole. */
  x: string;
  y: string;
  frame: string;
  criterion: string;
  body: string;
}

export interface GradeForm {
  /** By criterion id, as typed; empty: the machine's word counts. */
  scores: Record<string, string>;
  /** Why, by criterion id: the learner reads it, and a grade needs it. */
  notes: Record<string, string>;
  /** Of the attempt as a whole, as typed; empty: by its criteria. It needs the note. */
  whole: string;
  note: string;
  version: string;
  done: boolean;
}

export interface SnippetForm {
  kind: string;
  body: string;
  cohortId: string;
}

/** Appeals from a result: the learner's "my version is right". */
export interface Appeals {
  /** 409 nothing-to-appeal, appeal-open; 422 reason-missing, body-too-long, no-such-part. */
  make(learner: Learner, attemptId: string, form: AppealForm): Promise<Outcome<void>>;
  withdraw(learner: Learner, attemptId: string, appealId: string): Promise<Outcome<void>>;
  /** 409 appeal-answered; 422 answer-missing, grade-missing, score-wrong. */
  answer(viewer: Learner, attemptId: string, form: AnswerForm): Promise<Outcome<void>>;
}

export interface AppealForm {
  criterion: string;
  reason: string;
  consent: boolean;
}

export interface AnswerForm {
  appealId: string;
  accepted: boolean;
  answer: string;
  /** The grade that is right, where it is accepted; empty where the machine's grade stays. */
  score: string;
}
