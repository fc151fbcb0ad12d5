export interface PortfolioRow {
  learner_id: string;
  handle: string | null;
  name: string;
  headline: string;
  introduction: string;
  link: string;
  theme: string;
  visibility: string;
  certificates_shown: number;
  version: number;
  changed_at: number;
}

/** Graded: an attempt. Own: a picture with a title. */
export interface PortfolioPieceRow {
  id: string;
  learner_id: string;
  position: number;
  attempt_id: string | null;
  title: string | null;
  sha256: string | null;
  bytes: number | null;
  width: number | null;
  height: number | null;
  statement: string;
  process: string;
  tools: string;
  ai_use: string;
  ai_note: string;
  version: number;
  added_at: number;
}

export interface SharedSolutionRow {
  attempt_id: string;
  learner_id: string;
  exercise_id: string;
  note: string;
  /** 1: shown under the learner's name. */
  named: number;
  shared_at: number;
  hidden_at: number | null;
  hidden_by: string | null;
  hidden_reason: string | null;
}

interface SolutionFlagRow {
  attempt_id: string;
  learner_id: string;
  reason: string;
  flagged_at: number;
  settled_at: number | null;
}

export interface PortfolioTables {
  portfolios: PortfolioRow;
  portfolio_pieces: PortfolioPieceRow;
  shared_solutions: SharedSolutionRow;
  solution_flags: SolutionFlagRow;
}
