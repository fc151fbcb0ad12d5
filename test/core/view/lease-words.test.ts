import { expect, it } from 'vitest';
import { leaseWords } from '#core/view/lease-words.ts';

const MINUTE = 60_000;

it.each([
  [true, 15 * MINUTE, 'Yours, for the next 15 minutes'],
  [true, 90_000, 'Yours, for the next 1 minute'],
  [true, 20_000, 'Yours, for less than a minute more'],
  [false, 15 * MINUTE - 1, 'Being reviewed by Ines, for the next 14 minutes'],
])('own: %s, %i ms left: %s', (mine, left, words) => {
  expect(leaseWords({ mine, holder: 'Ines', until: 1_000 + left }, 1_000)).toBe(words);
});
