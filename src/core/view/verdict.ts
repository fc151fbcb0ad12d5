import type { Report } from '../../../graders/report/schema.ts';
import { list } from './words.ts';

/** The outcome in words, and how far the score stands from the pass mark. */
export interface Verdict {
  word: string;
  margin: string;
}

export function verdictOf(report: Report): Verdict {
  if (report.score === null) return { word: 'Could not be graded', margin: 'No attempt was used.' };
  return {
    word: report.outcome === 'passed' ? 'Passed' : 'Not yet',
    margin: marginSentence(report.score, report),
  };
}

function marginSentence(score: number, report: Report): string {
  const gap = score - report.passMark;
  if (report.outcome === 'passed') {
    return gap === 0
      ? `Exactly on the pass mark of ${report.passMark}.`
      : `${gap} above the pass mark of ${report.passMark}.`;
  }
  const blocking = report.criteria.filter((c) => c.essential && !c.pass).map((c) => c.title.toLowerCase());
  if (gap >= 0 && blocking.length > 0) {
    const noun = blocking.length === 1 ? 'one essential criterion is' : 'essential criteria are';
    return `The points reach the pass mark of ${report.passMark}, but ${noun} not met yet: ${list(blocking)}.`;
  }
  return `${-gap} below the pass mark of ${report.passMark}.`;
}
