import { describe, expect, it } from 'vitest';
import { cell, points } from '#core/gradebook/cell.ts';
import type { CountedAttempt } from '#core/gradebook/types.ts';
import { FROM_ASSIGNMENT, type TermFields, type Terms } from '#core/terms.ts';

const HOUR = 3_600_000;
const DUE = 1_000 * HOUR;
const FROM = {
  opensAt: FROM_ASSIGNMENT,
  dueAt: FROM_ASSIGNMENT,
  closesAt: FROM_ASSIGNMENT,
  attempts: FROM_ASSIGNMENT,
  late: FROM_ASSIGNMENT,
};
/** Opens at hour 900, due at 1000, half credit for a day, closed at 1048. */
const terms = (change: Partial<TermFields> = {}): Terms => ({
  opensAt: 900 * HOUR,
  dueAt: DUE,
  closesAt: DUE + 48 * HOUR,
  attempts: null,
  late: [{ withinHours: 24, credit: 0.5 }],
  from: FROM,
  ...change,
});
let next = 0;
const attempt = (hour: number, score: number | null, rest: Partial<CountedAttempt> = {}): CountedAttempt => ({
  id: `a${next++}`,
  arrivedAt: hour * HOUR,
  outcome: score === null ? null : score >= 75 ? 'passed' : 'not-yet',
  score,
  failed: false,
  review: null,
  ...rest,
});
const at = (hour: number) => hour * HOUR;

describe('a cell', () => {
  it.each<[string, Partial<TermFields>, CountedAttempt[], number, object]>([
    ['before it opens', {}, [], 899, { state: 'not-open', points: null, attemptId: null }],
    ['open, nothing there', {}, [], 950, { state: 'not-started', points: null }],
    ['without any terms', { opensAt: null, dueAt: null, closesAt: null }, [], 5000, { state: 'not-started' }],
    ['overdue, not closed', {}, [], 1010, { state: 'not-started' }],
    ['closed, nothing there', {}, [], 1049, { state: 'missed', points: null }],
    ['closed at the very moment', {}, [], 1048, { state: 'not-started' }],
    [
      'a pass in time',
      {},
      [attempt(950, 82)],
      960,
      { state: 'passed', score: 82, credit: 1, points: 82, attempts: 1 },
    ],
    ['a pass at the very moment', {}, [attempt(1000, 82)], 1001, { state: 'passed', credit: 1 }],
    [
      'a pass a day late',
      {},
      [attempt(1024, 81)],
      1030,
      { state: 'late', score: 81, credit: 0.5, points: 41 },
    ],
    [
      'a pass later than that',
      {},
      [attempt(1030, 81)],
      1031,
      { state: 'late', score: 81, credit: 0, points: 0 },
    ],
    ['a pass after the close', {}, [attempt(1050, 90)], 1051, { state: 'missed', score: null, outside: 1 }],
    [
      'a pass before it opened',
      {},
      [attempt(899, 90)],
      950,
      { state: 'not-started', score: null, outside: 1 },
    ],
    [
      'tried in vain',
      {},
      [attempt(950, 60), attempt(960, 50)],
      970,
      { state: 'in-work', points: 60, attempts: 2 },
    ],
    ['tried in vain, closed', {}, [attempt(950, 60)], 1049, { state: 'not-passed', points: 60 }],
    [
      'being graded, closed',
      {},
      [attempt(1047, null)],
      1049,
      { state: 'in-work', points: null, attempts: 0 },
    ],
    ['our failure', {}, [attempt(950, null, { failed: true })], 960, { state: 'our-failure', points: null }],
    [
      'our failure, closed',
      {},
      [attempt(950, 60), attempt(990, null, { failed: true })],
      1100,
      { state: 'our-failure', points: 60 },
    ],
    [
      'our failure, mended since',
      {},
      [attempt(950, null, { failed: true }), attempt(960, 70)],
      970,
      { state: 'in-work' },
    ],
    [
      'waiting for a person',
      {},
      [attempt(950, 60, { review: 'appealed' })],
      1100,
      { state: 'waiting-for-review', points: 60 },
    ],
    [
      'passed, and a person is to see it',
      {},
      [attempt(950, 80, { review: 'required' })],
      960,
      { state: 'waiting-for-review', points: 80 },
    ],
    ['passed, and appealed', {}, [attempt(950, 80, { review: 'appealed' })], 960, { state: 'passed' }],
    [
      'a file that could not be graded',
      { attempts: 1 },
      [attempt(940, null, { outcome: 'ungradable' }), attempt(950, 80)],
      960,
      { state: 'passed', attempts: 1, outside: 0 },
    ],
    [
      'only ungradable files',
      {},
      [attempt(940, null, { outcome: 'ungradable' })],
      960,
      { state: 'in-work', points: null, attempts: 0 },
    ],
    [
      'more than are allowed',
      { attempts: 2 },
      [attempt(950, 60), attempt(951, 65), attempt(952, 99)],
      960,
      { state: 'in-work', points: 65, attempts: 2, outside: 1 },
    ],
    ['none allowed', { attempts: 0 }, [attempt(950, 90)], 960, { state: 'not-started', outside: 1 }],
  ])('%s', (_, change, attempts, hour, expected) => {
    expect(cell(terms(change), attempts, at(hour))).toMatchObject(expected);
  });

  it('counts the best by score × credit, not the best score', () => {
    const [soon, later] = [attempt(950, 70), attempt(1010, 95)];
    expect(cell(terms(), [later, soon], at(1020))).toMatchObject({
      state: 'late',
      score: 70,
      credit: 1,
      points: 70,
      attemptId: soon.id,
    });
    const generous = terms({ late: [{ withinHours: null, credit: 0.9 }] });
    expect(cell(generous, [later, soon], at(1020))).toMatchObject({
      score: 95,
      points: 86,
      attemptId: later.id,
    });
  });

  it('of equals counts the earliest; of work without credit the best', () => {
    const [first, second] = [attempt(950, 80), attempt(951, 80)];
    expect(cell(terms(), [second, first], at(960)).attemptId).toBe(first.id);
    const [poor, good] = [attempt(1030, 20), attempt(1031, 90)];
    expect(cell(terms(), [poor, good], at(1040))).toMatchObject({ attemptId: good.id, score: 90, points: 0 });
  });

  it('does not depend on the order of the attempts, and one more never lowers the points', () => {
    const tries = [attempt(950, 61), attempt(970, 78), attempt(1005, 99), attempt(1030, 100)];
    const seen = cell(terms(), tries, at(1040));
    expect(cell(terms(), tries.toReversed(), at(1040))).toEqual(seen);
    for (let n = 1; n < tries.length; n++)
      expect(cell(terms(), tries.slice(0, n), at(1040)).points).toBeLessThanOrEqual(
        cell(terms(), tries.slice(0, n + 1), at(1040)).points!,
      );
  });
});

describe('points', () => {
  it.each([
    [85, 0.7, 60],
    [81, 0.5, 41],
    [35, 0.29, 10],
    [100, 1, 100],
    [90, 0, 0],
  ])('%i at %d is %i', (score, credit, expected) => expect(points(score, credit)).toBe(expected));
});
