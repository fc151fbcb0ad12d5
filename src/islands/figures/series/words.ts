import type { Lab } from '../white-balance/patch.ts';
import { apart } from './match.ts';

/** ΔE*ab from which a neighbour is seen to differ when frames hang side by side. */
const SEEN = 1.2;
/** A difference in one of L*, a*, b* that is named: below SEEN / √3, so that whatever is seen has a name. */
const NAMED = 0.6;

export interface Reading {
  name: string;
  lab: Lab;
}

const SIDES = [
  ['lighter', 'darker', 'L*'],
  ['redder', 'greener', 'a*'],
  ['yellower', 'bluer', 'b*'],
] as const;

/** How a reading differs from the target, such as “7.7 L* darker, 0.7 a* greener and 6.6 b* bluer”; empty when it does not. */
export function difference(lab: Lab, target: Lab): string {
  const parts = SIDES.flatMap(([more, less, unit], c) => {
    const by = lab[c]! - target[c]!;
    return Math.abs(by) < NAMED ? [] : [`${Math.abs(by).toFixed(1)} ${unit} ${by > 0 ? more : less}`];
  });
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)!}`;
}

/** What an art director would say of the row: the frame that is seen first, or that there is none. */
export function ofTheRow(others: readonly Reading[], approved: Reading): string {
  const [worst] = others.toSorted((a, b) => apart(b.lab, approved.lab) - apart(a.lab, approved.lab));
  if (worst === undefined || apart(worst.lab, approved.lab) < SEEN)
    return 'One light: the card reads the same in all four, and none of them is seen first.';
  const left = others.filter(({ lab }) => apart(lab, approved.lab) >= SEEN).length;
  const how = difference(worst.lab, approved.lab);
  const rest = left === 1 ? 'The others agree.' : `${left} of ${others.length} still differ.`;
  return `${worst.name} is seen first: ${how} than ${approved.name}. ${rest}`;
}
