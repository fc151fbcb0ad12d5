import type { Criterion } from '../criteria/kinds.ts';
import type { Measurement, Verdict } from '../criteria/types.ts';
import type { Examined } from '../examine.ts';
import { measureFrames, type Found } from '../sets/measure-frames.ts';
import { remarksOver, type JudgedFrame } from '../sets/remarks.ts';
import type { FrameFinding, FrameReading, Reading } from '../sets/types.ts';
import type { Exercise } from '../types.ts';
import { scalesOf } from './scales.ts';
import { judgeTerms, totalScore, type Part, type TermScale } from './score.ts';

export interface Assessed extends Part {
  criterion: Criterion;
  measurement: Measurement;
  verdict: Verdict;
  scaleOf(term: string): TermScale;
  /** Each frame, or the one picture; none where the criterion looks at all of them together. */
  frames: JudgedFrame[];
  /** What such a criterion tells of each frame. */
  readings: Reading[];
  /** The same as mean colours that can be drawn. */
  strip: FrameReading[];
  /** What matters most first. */
  findings: FrameFinding[];
}

export interface Assessment {
  /** The frames in their order; a single picture is one. */
  frames: readonly Examined[];
  parts: Assessed[];
  total: number;
}

/** Measures and scores every criterion against one accepted look. */
export function assess(frames: readonly Examined[], exercise: Exercise): Assessment {
  const parts = frames[0]!.criteria.map(({ criterion }, i): Assessed => {
    const contexts = frames.map(({ criteria }) => criteria[i]!.context);
    return judged(measureFrames(criterion, contexts), exercise);
  });
  return { frames, parts, total: totalScore(parts, exercise.spec.passMark) };
}

/** Scores what a criterion found, and finds its remarks. */
export function judged(found: Found, exercise: Exercise): Assessed {
  const { criterion, measurement } = found;
  const { spec, protects } = criterion;
  const scaleOf = scalesOf(exercise, spec.id, measurement);
  const verdict = judgeTerms(measurement, scaleOf, { passAt: spec.passAt, protects });
  const { weight = 0, essential } = spec;
  const { score, pass } = verdict;
  const part = { criterion, measurement, verdict, scaleOf, score, pass, weight, essential, protects };
  const whole = { ...part, frames: [], readings: [], strip: [] };
  switch (found.scope) {
    case 'text':
      return { ...whole, findings: found.criterion.explain(found.measurement, verdict) };
    case 'files': {
      const findings = found.criterion.explain(found.measurement, verdict);
      return { ...whole, readings: found.measurement.readings ?? [], findings };
    }
    case 'set': {
      const { readings } = found.measurement;
      const findings = found.criterion.explain(found.measurement, verdict);
      return { ...whole, readings, strip: readings, findings };
    }
    case 'picture': {
      const each = found.frames.map((own) => ({
        measurement: own,
        verdict: judgeTerms(own, scalesOf(exercise, spec.id, own), { passAt: spec.passAt, protects }),
      }));
      return { ...whole, frames: each, findings: remarksOver(each, found.criterion.explain) };
    }
  }
}

/** The best total over all accepted looks: never the best of each criterion. The first one wins a tie. */
export const best = (assessments: readonly Assessment[]): Assessment =>
  assessments.reduce((winner, other) => (other.total > winner.total ? other : winner));

/** Passed: the total reaches the mark and no essential criterion failed. */
export const passed = ({ parts, total }: Pick<Assessment, 'parts' | 'total'>, passMark: number): boolean =>
  total >= passMark && parts.every((part) => part.pass || !part.essential);
