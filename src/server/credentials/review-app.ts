import type { Agreement, Levels, Mark, Rubric, Sample } from '#core/certificates/rubric.ts';
import type { Outcome } from '#core/types.ts';

/**
 * Reviews of the work behind certificates, as whoever reviews sees them. Refusals of everything about one review: 404
 * review-unknown, 403 own-work, not-calibrated, 409 review-decided.
 */
export interface ReviewDesk {
  /** Rubrics that certificates are reviewed by, and whether the viewer may use them. */
  rubrics(): Promise<{ rubric: Rubric; calibrated: boolean; rounds: number }[]>;
  /** What waits, oldest first. The viewer's own work is for others. */
  queue(): Promise<WaitingReview[]>;
  open(id: string): Promise<Outcome<ReviewSheet>>;
  /** Makes the review the viewer's for a quarter of an hour. 409 being-reviewed. */
  take(id: string): Promise<Outcome<void>>;
  release(id: string): Promise<Outcome<void>>;
  /** Keeps or decides. 409 being-reviewed, review-moved, below-rubric; 422 marks-missing, note-missing. */
  save(id: string, form: ReviewForm): Promise<Outcome<void>>;
  /** A picture of a piece, to whoever may review it. */
  picture(id: string, position: number, n: number): Promise<{ bytes: Uint8Array; mime: string } | null>;
  /** Null when there is no such rubric. */
  calibration(rubric: string): Promise<Calibration | null>;
  /** 409 calibration-moved; 422 levels-missing. */
  calibrate(rubric: string, form: CalibrationForm): Promise<Outcome<void>>;
}

/** Somebody who has a review at the moment. */
interface Held {
  holder: string;
  until: number;
  mine: boolean;
}

export interface WaitingReview {
  id: string;
  title: string;
  learner: string;
  askedAt: number;
  rubric: string;
  held: Held | null;
}

export interface ReviewSheet extends Omit<WaitingReview, 'rubric'> {
  rubric: Rubric;
  version: number;
  note: string;
  marks: Mark[];
  pieces: ReviewPiece[];
}

export interface ReviewPiece {
  position: number;
  title: string;
  exercise: string | null;
  score: number;
  passMark: number;
  receivedAt: number;
  pictures: { alt: string; width: number; height: number }[];
  /** Work that is a text. */
  text: string | null;
  /** What the learner wrote of it in the portfolio. */
  statement: string;
  process: string;
}

export interface ReviewForm {
  version: string;
  note: string;
  /** As typed, by dimension. */
  levels: Record<string, string>;
  sentences: Record<string, string>;
  decision: 'keep' | 'accept' | 'return';
}

export interface Calibration {
  rubric: Rubric;
  calibrated: boolean;
  /** The round to be marked, counted from 0, and its samples. */
  round: number;
  samples: Sample[];
  /** The last round marked, with the reference marks. */
  last: (Agreement & { samples: Sample[]; levels: Record<string, Levels> }) | null;
}

export interface CalibrationForm {
  round: string;
  version: string;
  /** As typed, by sample and dimension. */
  levels: Record<string, Record<string, string>>;
}
