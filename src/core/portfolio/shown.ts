import type { Learner } from '../types.ts';
import type { Portfolio, ShownPiece } from './types.ts';

/** A private portfolio is its owner's; an unlisted one is open to whoever has the address. */
export const mayOpen = (portfolio: Portfolio, viewer: Pick<Learner, 'id'> | null): boolean =>
  portfolio.visibility !== 'private' || viewer?.id === portfolio.learnerId;

/** A graded piece is shown while its attempt stands as passed; an own picture always. */
export const isShown = ({ attempt }: ShownPiece): boolean =>
  attempt === null || attempt.verdict.outcome === 'passed';
