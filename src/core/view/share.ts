import type { CriterionReport } from '../../../graders/report/schema.ts';
import { figure } from './words.ts';

type Weighed = Pick<CriterionReport, 'weight' | 'factor'>;

const percent = (weight: number, all: readonly Weighed[]): number =>
  Math.round((100 * weight) / (all.reduce((total, one) => total + one.weight, 0) || 1));

/** What a criterion has to say in the score, in a cell: its share, "25 %", or what it multiplies the rest by, "× 0.85". */
export function shareOf({ weight, factor }: Weighed, all: readonly Weighed[]): string {
  return factor === undefined ? `${percent(weight, all)} %` : `× ${figure(factor)}`;
}

/** The same as a sentence. */
export function shareSentence({ weight, factor }: Weighed, all: readonly Weighed[]): string {
  if (factor === undefined) return `Counts for ${percent(weight, all)} % of the score.`;
  const taken = Math.round(100 * (1 - factor));
  return taken === 0
    ? 'Adds nothing to the score, and takes nothing off it.'
    : `Adds nothing to the score, and takes ${taken} % off it.`;
}
