import { describe, expect, it } from 'vitest';
import { attemptNumbers } from '#core/attempt-numbers.ts';
import { finishedAt, isFinal, statusOf, type JobFacts, type ReportFacts } from '#core/attempt-status.ts';
import { backoffMs } from '#core/backoff.ts';
import { failureOf } from '#core/failures.ts';
import { megabytes } from '#core/sizes.ts';

const job = (facts: Partial<JobFacts> = {}): JobFacts => ({
  leased: false,
  doneAt: null,
  deadAt: null,
  cancelledAt: null,
  ...facts,
});
const report = (outcome: ReportFacts['outcome']): ReportFacts => ({ outcome, createdAt: 9 });

describe('the status of an attempt is derived', () => {
  it.each([
    ['no job yet', null, null, 'received', null, false],
    ['a job that ended without a report', job({ doneAt: 5 }), null, 'received', null, false],
    ['a waiting job', job(), null, 'queued', null, false],
    ['a leased job', job({ leased: true }), null, 'grading', null, false],
    ['a dead job', job({ deadAt: 7 }), null, 'failed', 7, true],
    ['a cancelled job', job({ cancelledAt: 6 }), null, 'superseded', 6, true],
    ['a report', job({ doneAt: 5 }), report('passed'), 'graded', 9, true],
    ['a report that says not yet', job({ doneAt: 5 }), report('not-yet'), 'graded', 9, true],
    ['a report on a bad file', job({ doneAt: 5 }), report('ungradable'), 'ungradable', 9, true],
    ['a regrade that runs', job({ leased: true }), report('passed'), 'graded', 9, true],
    ['a regrade that died', job({ deadAt: 12 }), report('passed'), 'graded', 9, true],
  ])('%s', (_, jobFacts, reportFacts, status, finished, final) => {
    expect(statusOf(jobFacts, reportFacts)).toBe(status);
    expect(isFinal(statusOf(jobFacts, reportFacts))).toBe(final);
    if (final) expect(finishedAt(jobFacts, reportFacts)).toBe(finished);
  });
});

describe('attempts are numbered in the order they arrived', () => {
  it('and what is not graded has no number', () => {
    const attempts = [
      { id: 'c', receivedAt: 30, graded: true },
      { id: 'a', receivedAt: 10, graded: true },
      { id: 'b', receivedAt: 20, graded: false },
      { id: 'e', receivedAt: 40, graded: true },
      { id: 'd', receivedAt: 40, graded: true },
    ];
    expect([...attemptNumbers(attempts)]).toEqual([
      ['a', 1],
      ['c', 2],
      ['d', 3],
      ['e', 4],
    ]);
  });
});

describe('the wait before another try', () => {
  it.each([
    [0, 1000],
    [1, 1000],
    [2, 4000],
    [3, 16_000],
    [9, 300_000],
  ])('after %i tries: %i ms', (tries, ms) => {
    expect(backoffMs(tries)).toBe(ms);
  });
});

describe('sizes as file managers show them', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1 kB'],
    [1500, '1.5 kB'],
    [220_000, '220 kB'],
    [1_000_000, '1 MB'],
    [25_340_000, '25.3 MB'],
    [8e10, '80 GB'],
  ])('%i', (bytes, text) => {
    expect(megabytes(bytes)).toBe(text);
  });
});

describe('a failure is ours, in words', () => {
  it.each([
    'timed-out',
    'child-crashed',
    'worker-lost',
    'grader-threw',
    'exercise-gone',
    'file-missing',
    'file-damaged',
    'unheard-of',
    null,
  ])('%s', (code) => {
    const { title, text, hint } = failureOf(code);
    expect([title.length > 5, text.includes('did not use up an attempt'), hint.length > 5]).toEqual([
      true,
      true,
      true,
    ]);
  });
});
