import type { Move } from '#core/portfolio/arrange.ts';
import type { Portfolio, ShownPiece } from '#core/portfolio/types.ts';
import type { Attempt, Learner, Outcome } from '#core/types.ts';
import type { PieceForm, PortfolioForm } from './forms.ts';

/** A portfolio as somebody may see it. */
export interface Published {
  portfolio: Portfolio;
  pieces: ShownPiece[];
}

/** Portfolios of passed work and own pictures. Guests have none: 403 portfolio-account-needed. */
export interface Portfolios {
  /** The learner's own; before anything is saved, what the form begins with (version 0, private). */
  of(learner: Learner): Promise<Portfolio>;
  /** All of the learner's pieces in their order, also those whose attempt no longer stands as passed. */
  pieces(learner: Learner): Promise<ShownPiece[]>;
  /** The best passed attempt at each exercise that no piece shows yet, newest first. */
  candidates(learner: Learner): Promise<Attempt[]>;
  /** 409 handle-taken, changed-meanwhile; 422 for what was typed. */
  save(learner: Learner, form: PortfolioForm): Promise<Outcome<Portfolio>>;
  /** Returns the new piece's id. 403 not-passed; 409 already-there, too-many-pieces. */
  add(learner: Learner, attemptId: string): Promise<Outcome<string>>;
  /** Streams an own picture in, field `file`; returns the new piece's id. 413, 415, 422, 429, 507 as for attempts. */
  addOwn(learner: Learner, request: Request): Promise<Outcome<string>>;
  piece(learner: Learner, id: string): Promise<ShownPiece | null>;
  /** 404 piece-gone; 409 changed-meanwhile; 422 for what was typed. */
  savePiece(learner: Learner, id: string, form: PieceForm): Promise<Outcome<void>>;
  move(learner: Learner, id: string, move: Move): Promise<Outcome<void>>;
  /** An own picture's file goes with it. */
  remove(learner: Learner, id: string): Promise<Outcome<void>>;
  /** The page behind `/p/<handle>`; null where there is none, or it is private and not the viewer's. */
  published(handle: string, viewer: Learner | null): Promise<Published | null>;
  /** The listed ones with their first piece, newest first. */
  listed(): Promise<{ portfolio: Portfolio; first: ShownPiece }[]>;
  /**
   * The page as a PDF; null where there is no page for this viewer. `certificates`: those that the page shows.
   */
  pdf(
    handle: string,
    viewer: Learner | null,
    certificates: readonly { id: string; title: string; issuedAt: number }[],
  ): Promise<Uint8Array | null>;
  /** A public copy: `<n>-<width>.webp` or `card.jpg` of a piece that is shown. `open`: to others than its owner. */
  picture(
    handle: string,
    viewer: Learner | null,
    pieceId: string,
    file: string,
  ): Promise<{ bytes: Uint8Array; mime: string; open: boolean } | null>;
}
