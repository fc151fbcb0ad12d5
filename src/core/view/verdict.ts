import type { Report } from '../../../graders/report/schema.ts';
import { countedVerdict, type CountedVerdict } from '../verdict.ts';
import { list } from './words.ts';

/** The outcome in words, and how far the score stands from the pass mark. */
export interface Verdict {
  word: string;
  margin: string;
}

export function verdictOf(report: Report, counted: CountedVerdict = countedVerdict(report, [])): Verdict {
  const { outcome, score } = counted;
  if (score === null) return { word: 'Could not be graded', margin: 'No attempt was used.' };
  const essentials = new Set(report.criteria.filter(({ essential }) => essential).map(({ id }) => id));
  const blocking = counted.criteria.filter(({ id, pass }) => essentials.has(id) && !pass);
  return {
    word: outcome === 'passed' ? 'Passed' : 'Not yet',
    margin: marginSentence(score, outcome === 'passed', report.passMark, blocking),
  };
}

function marginSentence(
  score: number,
  passed: boolean,
  passMark: number,
  unmet: readonly { title: string }[],
): string {
  const gap = score - passMark;
  if (passed) {
    return gap === 0
      ? `Exactly on the pass mark of ${passMark}.`
      : `${gap} above the pass mark of ${passMark}.`;
  }
  const blocking = unmet.map(({ title }) => title.toLowerCase());
  if (gap >= 0 && blocking.length > 0) {
    const noun = blocking.length === 1 ? 'one essential criterion is' : 'essential criteria are';
    return `The points reach the pass mark of ${passMark}, but ${noun} not met yet: ${list(blocking)}.`;
  }
  return `${-gap} below the pass mark of ${passMark}.`;
}
