import { describe, expect, it } from 'vitest';
import { exerciseProgress, lessonProgress, type Verdict } from '#core/progress.ts';

const verdict = (attemptId: string, outcome: Verdict['outcome'], score: number | null): Verdict => ({
  attemptId,
  outcome,
  score,
});

describe('progress in an exercise', () => {
  it.each([
    ['nothing sent', [], { state: 'new', bestScore: null, bestAttemptId: null, attempts: 0 }],
    [
      'waiting for the grade',
      [verdict('a', null, null)],
      { state: 'in-work', bestScore: null, bestAttemptId: null, attempts: 0 },
    ],
    [
      'an ungradable file',
      [verdict('a', 'ungradable', null)],
      { state: 'in-work', bestScore: null, bestAttemptId: null, attempts: 0 },
    ],
    [
      'not yet, with nothing right',
      [verdict('a', 'not-yet', 0)],
      { state: 'in-work', bestScore: 0, bestAttemptId: 'a', attempts: 1 },
    ],
    [
      'passed, then worse',
      [verdict('a', 'not-yet', 60), verdict('b', 'passed', 91), verdict('c', 'not-yet', 40)],
      { state: 'passed', bestScore: 91, bestAttemptId: 'b', attempts: 3 },
    ],
    [
      'a high score with an essential criterion missed, then a pass',
      [verdict('a', 'not-yet', 88), verdict('b', 'passed', 80)],
      { state: 'passed', bestScore: 88, bestAttemptId: 'a', attempts: 2 },
    ],
    [
      'the first of two equals',
      [verdict('a', 'passed', 80), verdict('b', 'passed', 80)],
      { state: 'passed', bestScore: 80, bestAttemptId: 'a', attempts: 2 },
    ],
  ])('%s', (_, verdicts, expected) => {
    expect(exerciseProgress(verdicts)).toEqual(expected);
  });
});

describe('progress in a lesson', () => {
  const right = { correct: true };
  const wrong = { correct: false };
  it.each([
    [[], 3, { state: 'new', answered: 0, correct: 0, total: 3 }],
    [[wrong], 3, { state: 'in-work', answered: 1, correct: 0, total: 3 }],
    [[right, right, wrong], 3, { state: 'in-work', answered: 3, correct: 2, total: 3 }],
    [[right, right, right], 3, { state: 'done', answered: 3, correct: 3, total: 3 }],
    [[right, right, right, right], 3, { state: 'done', answered: 3, correct: 3, total: 3 }],
    [[], 0, { state: 'new', answered: 0, correct: 0, total: 0 }],
  ])('%j of %i', (answers, total, expected) => {
    expect(lessonProgress(answers, total)).toEqual(expected);
  });
});
