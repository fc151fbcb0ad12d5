import type { CriterionReport } from '../../../graders/report/schema.ts';
import { figure } from './words.ts';

/** The measurement of a criterion with its target and tolerance: "4.2 ΔE00", "asked: 0 ΔE00, free within 0.8 ΔE00". */
export function measured(criterion: CriterionReport): { value: string; asked: string } {
  const { unit, value, target, tolerance } = criterion;
  const withUnit = (n: number) => `${figure(n)}${unit === '°' ? '' : ' '}${unit}`.trim();
  if (unit.startsWith('of ')) return { value: withUnit(value), asked: 'asked: all' };
  if (tolerance === 0) return { value: withUnit(value), asked: `asked: ${withUnit(target)}` };
  return { value: withUnit(value), asked: `asked: ${withUnit(target)}, free within ${withUnit(tolerance)}` };
}
