import type { Why } from '#core/integrity/pairs.ts';
import type { Learner, Outcome } from '#core/types.ts';

/** Near-duplicates in a class: pairs that somebody should look at. Nothing follows from one by itself. */
export interface Integrity {
  /** Null to everybody but those who teach the class. */
  of(cohortId: string, viewer: Learner): Promise<IntegrityReport | null>;
  /** Queues the edits of attempts that were graded before edits were kept. Returns how many. */
  lookAgain(cohortId: string, viewer: Learner): Promise<Outcome<number>>;
  /** "Looked at, fine": the pair goes to the end of the list and stays there, with who looked. */
  looked(
    cohortId: string,
    viewer: Learner,
    pair: { first: string; second: string; note: string },
  ): Promise<Outcome<void>>;
}

export interface IntegrityReport {
  cohort: string;
  /** The most telling ones, at most 200. */
  pairs: ComparedPair[];
  /** How many there are. */
  found: number;
  attempts: number;
  /** Attempts whose edit is not known yet. */
  missing: number;
}

export interface ComparedSide {
  attemptId: string;
  learner: string;
  at: number;
  /** Of a text exercise. */
  text: string | null;
}

export interface ComparedPair {
  exerciseId: string;
  first: ComparedSide;
  second: ComparedSide;
  why: Why;
  /** 0..1, larger is more alike. */
  alike: number;
  looked: { by: string | null; at: number; note: string } | null;
}
