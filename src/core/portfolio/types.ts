import type { Attempt } from '../types.ts';
import type { AiUse } from './ai-use.ts';

/** Private: for its owner alone. Unlisted: for whoever has the address. Public: listed, and open to search engines. */
export const VISIBILITIES = ['private', 'unlisted', 'public'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

export const THEMES = ['light-table', 'darkroom', 'proof-grey'] as const;
export type Theme = (typeof THEMES)[number];

export interface Portfolio {
  learnerId: string;
  /** The last part of its address; null until one is chosen. */
  handle: string | null;
  /** As it stands on the page; may differ from the account's. */
  name: string;
  headline: string;
  introduction: string;
  /** An https address, or empty. */
  link: string;
  theme: Theme;
  visibility: Visibility;
  /** Certificates that hold and whose holder shows their name. */
  certificatesShown: boolean;
  /** Counts changes, so that two windows do not overwrite each other. */
  version: number;
  changedAt: number;
}

/** What a learner says of a piece. */
export interface PieceWords {
  statement: string;
  /** What was done, step by step. */
  process: string;
  tools: string;
  aiUse: AiUse;
  /** What a generator made, and with which one. */
  aiNote: string;
}

/** An own picture, not from an exercise: shown beside the graded ones, never as verified. */
export interface OwnPicture {
  title: string;
  sha256: string;
  bytes: number;
  width: number;
  height: number;
}

interface PieceBase extends PieceWords {
  id: string;
  learnerId: string;
  version: number;
  addedAt: number;
}
export type Piece =
  (PieceBase & { kind: 'graded'; attemptId: string }) | (PieceBase & { kind: 'own'; own: OwnPicture });

/** A piece with what it stands for; of a graded one the attempt as it is now. */
export type ShownPiece =
  { piece: Piece & { kind: 'graded' }; attempt: Attempt } | { piece: Piece & { kind: 'own' }; attempt: null };
