import { expect, test } from 'vitest';
import { guestMayTry } from '#core/guest.ts';

test.each<[string, Record<string, (string | null)[]>, boolean]>([
  ['nothing tried', {}, true],
  ['this one, often', { here: ['not-yet', 'passed', null] }, true],
  ['another one', { there: ['not-yet'] }, false],
  ['another one that waits', { there: [null] }, false],
  ['a file elsewhere that could not be graded', { there: ['ungradable', 'ungradable'] }, true],
  ['one of them graded', { there: ['ungradable', 'not-yet'] }, false],
  ['both', { here: ['passed'], there: ['not-yet'] }, false],
])('%s', (_, tried, may) => {
  const verdicts = new Map(
    Object.entries(tried).map(([id, outcomes]) => [id, outcomes.map((outcome) => ({ outcome }))]),
  );
  expect(guestMayTry('here', verdicts)).toBe(may);
});
