import type { CriterionReport } from '../../../graders/report/schema.ts';
import { figure } from './words.ts';

export const DELTA_E = 'ΔE00 counts colour difference; 1 is about the least an eye can see.';

/** What a unit means to someone who meets it for the first time. */
const UNITS: Record<string, string> = {
  ΔE00: DELTA_E,
  'L*': 'L* counts lightness, from 0 for black to 100 for white.',
  'C*ab': 'C*ab counts colour apart from lightness; what is below 1 nobody sees.',
  'a*': 'a* counts from green to magenta; 0 is neutral.',
  'b*': 'b* counts from blue to yellow; 0 is neutral.',
  'ΔE*ab': 'ΔE*ab counts colour difference; below 2 it is hard to see.',
  levels: 'A level is one of the 255 steps from black to white.',
  '% alike': '% alike compares fine structure; 100 is the same as the reference.',
  '% of the detail': 'Fine detail beside the reference: below 100 is softer, above it sharper or noisier.',
};

/** What a plain per cent is of, by the kind of criterion. */
const PERCENT: Record<string, string> = {
  protect: '% counts how much of what should stay has changed.',
  clipping: '% counts how much of the picture is lost in pure white or black.',
};

/** A tolerance keeps the sign that belongs to its number; longer units are said once, with the target. */
const SIGN: Record<string, string> = { '°': '°', '%': '\u00a0%' };

/**
 * The measurement of a criterion with its target and tolerance: "4.2 ΔE00", "asked: 0 ΔE00; up to 0.8 off costs nothing",
 * what the unit means, and from which score it is met: "met from 60".
 */
export function measured(criterion: CriterionReport): {
  value: string;
  asked: string;
  unit: string;
  from: string;
} {
  const { unit, value, target, tolerance } = criterion;
  const withUnit = (n: number) => `${figure(n)}${unit === '°' ? '' : ' '}${unit}`.trim();
  const aim = unit.startsWith('of ') ? 'all' : withUnit(target);
  const free =
    tolerance === 0 ? '' : `; up to ${figure(tolerance)}${SIGN[unit.charAt(0)] ?? ''} off costs nothing`;
  return {
    value: withUnit(value),
    asked: `asked: ${aim}${free}`,
    unit: (unit === '%' ? PERCENT[criterion.kind] : (UNITS[unit] ?? UNITS[unit.split(' ')[0]!])) ?? '',
    from: criterion.passAt === undefined ? '' : `met from ${criterion.passAt}`,
  };
}
