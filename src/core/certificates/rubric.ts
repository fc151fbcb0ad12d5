/** What a person judges by, as `content/rubrics` describes it. */
export interface Rubric {
  id: string;
  /** Raised with every change of what a level means: reviewers then calibrate anew. */
  version: number;
  title: string;
  introduction: string;
  dimensions: Dimension[];
  /** No dimension below `least`, and a mean of at least `mean`. */
  pass: { least: number; mean: number };
  /** Samples in a round; the mean distance from the reference marks that still agrees, and the furthest single one. */
  calibration: { perRound: number; mean: number; furthest: number };
  samples: Sample[];
}

export interface Dimension {
  id: string;
  title: string;
  question: string;
  /** What is seen at each level, the first for level 1. */
  levels: string[];
}

/** A work with the marks that the school gives it. */
export interface Sample {
  id: string;
  title: string;
  brief: string;
  pictures: { ref: string; caption: string }[];
  marks: Record<string, { level: number; why: string }>;
}

/** Levels from 1 to 4 by dimension. */
export type Levels = Readonly<Record<string, number>>;

export const LEVEL_WORDS = ['Not yet', 'Close', 'Deliverable', 'Exemplary'] as const;

/** One dimension as it was marked. `level` 0: not marked yet. */
export interface Mark {
  dimension: string;
  /** As it was called when it was marked. */
  title: string;
  level: number;
  sentence: string;
}

const meanOf = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

/** Whether marks pass: their mean, and the dimensions below what each needs. Unmarked dimensions count as 0. */
export function passes(
  { dimensions, pass }: Rubric,
  levels: Levels,
): { passed: boolean; mean: number; below: Dimension[] } {
  const mean = meanOf(dimensions.map(({ id }) => levels[id] ?? 0));
  const below = dimensions.filter(({ id }) => (levels[id] ?? 0) < pass.least);
  return { passed: below.length === 0 && mean >= pass.mean, mean, below };
}

/** How far marks of samples lie from the reference: mean absolute difference in levels, and the furthest. */
export interface Agreement {
  mean: number;
  furthest: number;
  agrees: boolean;
}

/** `given`: levels by sample, all of them marked. */
export function agreement(
  { dimensions, calibration }: Rubric,
  samples: readonly Sample[],
  given: Readonly<Record<string, Levels>>,
): Agreement {
  const distances = samples.flatMap(({ id: sample, marks }) =>
    dimensions.map(({ id }) => Math.abs((given[sample]?.[id] ?? 0) - (marks[id]?.level ?? 0))),
  );
  const mean = meanOf(distances);
  const furthest = Math.max(0, ...distances);
  return {
    mean,
    furthest,
    agrees: distances.length > 0 && mean <= calibration.mean && furthest <= calibration.furthest,
  };
}

/** The samples of a round, counted from 0: whoever has seen the reasons of one round marks others in the next. */
export function samplesOfRound({ samples, calibration }: Rubric, round: number): Sample[] {
  const rounds = Math.max(1, Math.floor(samples.length / calibration.perRound));
  const from = (round % rounds) * calibration.perRound;
  return samples.slice(from, from + calibration.perRound);
}
