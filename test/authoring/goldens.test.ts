import { describe, expect, it } from 'vitest';
import { judge, type Expected } from '#graders/authoring/goldens.ts';
import { allowedExports } from '#graders/authoring/exports.ts';
import type { Report } from '#graders/report/schema.ts';
import { sampleReport } from '#test/support/sample-report.ts';

const refused: Report = {
  ...sampleReport({}),
  outcome: 'ungradable',
  score: null,
  problem: { code: 'another-picture', title: '', text: '', hint: '' },
};

describe('the verdict a golden must get', () => {
  // what it must be · what it got · margin · problems
  const CASES: [string, Expected, Report, number, number][] = [
    ['well inside', { outcome: 'passed', score: [80, 100] }, sampleReport({ score: 92 }), 12, 0],
    ['close to its lower bound', { outcome: 'passed', score: [80, 100] }, sampleReport({ score: 81 }), 1, 0],
    ['close to its upper bound', { outcome: 'not-yet', score: [20, 70] }, sampleReport({ score: 69 }), 1, 0],
    [
      'the ends of the scale are no bounds',
      { outcome: 'passed', score: [0, 100] },
      sampleReport({ score: 99 }),
      100,
      0,
    ],
    ['exactly 100', { outcome: 'passed', score: [100, 100] }, sampleReport({ score: 100 }), 100, 0],
    ['99 where 100 is asked', { outcome: 'passed', score: [100, 100] }, sampleReport({ score: 99 }), -1, 1],
    ['below its bounds', { outcome: 'not-yet', score: [40, 60] }, sampleReport({ score: 31 }), -9, 1],
    ['another outcome', { outcome: 'passed' }, sampleReport({ score: 60 }), -1, 1],
    ['refused, as asked', { outcome: 'ungradable', code: 'another-picture' }, refused, 100, 0],
    ['refused for another reason', { outcome: 'ungradable', code: 'too-small' }, refused, -1, 1],
    [
      'a criterion that is not there',
      { outcome: 'passed', criteria: { tone: [0, 50] } },
      sampleReport({ score: 90 }),
      -1,
      1,
    ],
  ];
  it.each(CASES)('%s', (name, expected, report, margin, problems) => {
    const judged = judge(name, expected, report);
    expect([judged.margin, judged.problems.length]).toEqual([margin, problems]);
  });
});

describe('exports of the reference that are allowed', () => {
  const rules = (formats: string[], minWidth: number) =>
    ({ formats, size: { rule: 'same-aspect', minWidth } }) as Parameters<typeof allowedExports>[0];

  it('follow the formats and the least width', () => {
    expect(allowedExports(rules(['png'], 900), 1800)).toEqual(['png', 'png-16', 'p3', 'half']);
    expect(allowedExports(rules(['png'], 901), 1800)).toEqual(['png', 'png-16', 'p3']);
    expect(allowedExports(rules(['webp'], 1800), 1800)).toEqual(['webp-lossless', 'webp-90', 'webp-80']);
  });
});
