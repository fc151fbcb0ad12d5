import { describe, expect, it } from 'vitest';
import { countedVerdict, type ManualGrade, type Reported } from '#core/verdict.ts';

type Row = [score: number, weight: number, extra?: { essential?: boolean; protects?: boolean }];

function reportOf(rows: Row[], score: number, passMark = 70): Reported {
  const criteria = rows.map(([own, weight, extra], i) => ({
    id: `c${i + 1}`,
    title: `Criterion ${i + 1}`,
    score: own,
    pass: own >= 60,
    passAt: 60,
    weight: extra?.protects ? 0 : weight,
    essential: extra?.essential ?? false,
    ...(extra?.protects ? { factor: own / 100 } : {}),
  }));
  const essentials = criteria.every(({ essential, pass }) => !essential || pass);
  return { outcome: score >= passMark && essentials ? 'passed' : 'not-yet', score, passMark, criteria };
}

const grade = (criterion: string | null, score: number, pass = score >= 60): ManualGrade => ({
  criterion,
  score,
  pass,
  note: '',
  by: 'r',
  at: 1,
});

const FAILING = reportOf(
  [
    [80, 1],
    [40, 1, { essential: true }],
  ],
  60,
);

describe('the verdict that counts', () => {
  it.each<[string, Reported | null, ManualGrade[], string | null, number | null, string]>([
    ['nothing yet', null, [], null, null, 'machine'],
    ['the machine alone', FAILING, [], 'not-yet', 60, 'machine'],
    ['an essential lifted by a person', FAILING, [grade('c2', 90)], 'passed', 85, 'person'],
    ['lifted, but not to where it is met', FAILING, [grade('c2', 59)], 'not-yet', 69, 'person'],
    [
      'points enough, the essential said not to be met',
      FAILING,
      [grade('c2', 95, false)],
      'not-yet',
      69,
      'person',
    ],
    [
      'lowered by a person',
      reportOf(
        [
          [90, 3],
          [90, 1],
        ],
        90,
      ),
      [grade('c1', 40)],
      'not-yet',
      53,
      'person',
    ],
    ['a criterion that the report does not have', FAILING, [grade('gone', 100)], 'not-yet', 60, 'machine'],
    ['the whole attempt', FAILING, [grade(null, 88)], 'passed', 88, 'person'],
    [
      'the whole wins over its criteria',
      FAILING,
      [grade('c2', 100), grade(null, 30)],
      'not-yet',
      30,
      'person',
    ],
    [
      'the whole of a file that could not be graded',
      { ...FAILING, outcome: 'ungradable', score: null, criteria: [] },
      [grade(null, 80)],
      'passed',
      80,
      'person',
    ],
    ['the whole where our grader failed', null, [grade(null, 80)], 'passed', 80, 'person'],
    [
      'criteria of a file that could not be graded',
      { ...FAILING, outcome: 'ungradable', score: null, criteria: [] },
      [grade('c1', 80)],
      'ungradable',
      null,
      'machine',
    ],
    [
      'a protection that halves',
      reportOf(
        [
          [100, 1],
          [50, 0, { protects: true }],
        ],
        50,
      ),
      [grade('c2', 100)],
      'passed',
      100,
      'person',
    ],
    [
      'a protection broken by a person',
      reportOf(
        [
          [100, 1],
          [100, 0, { protects: true }],
        ],
        100,
      ),
      [grade('c2', 0)],
      'not-yet',
      0,
      'person',
    ],
    [
      'all criteria by hand',
      reportOf(
        [
          [10, 1],
          [20, 1],
        ],
        16,
      ),
      [grade('c1', 100), grade('c2', 100)],
      'passed',
      100,
      'person',
    ],
  ])('%s', (_, report, manual, outcome, score, by) => {
    const verdict = countedVerdict(report, manual);
    expect([verdict.outcome, verdict.score, verdict.by]).toEqual([outcome, score, by]);
  });

  it('is the same in whatever order the grades were given', () => {
    const grades = [grade('c1', 30), grade('c2', 95), grade('c3', 70)];
    const report = reportOf(
      [
        [50, 2],
        [60, 1, { essential: true }],
        [90, 0, { protects: true }],
      ],
      48,
    );
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ];
    const verdicts = orders.map((order) =>
      countedVerdict(
        report,
        order.map((i) => grades[i]!),
      ),
    );
    expect(new Set(verdicts.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(verdicts[0]!.score).toBe(36);
  });

  it('keeps a total made of unrounded scores when a person repeats what the machine said', () => {
    // 79.4 and 60.4 weigh to 69.9: the machine's total is 70, from the whole scores it would be 69.5.
    const report = reportOf(
      [
        [79, 1],
        [60, 1],
      ],
      70,
    );
    expect(countedVerdict(report, [grade('c1', 79)]).score).toBe(70);
    expect(countedVerdict(report, [grade('c1', 79), grade('c2', 60)]).score).toBe(70);
  });

  it('never lowers the total by a higher grade, over every pair of grades', () => {
    const report = reportOf(
      [
        [43, 2],
        [71, 1, { essential: true }],
        [88, 0, { protects: true }],
      ],
      46,
    );
    for (const id of ['c1', 'c2', 'c3']) {
      const totals = Array.from(
        { length: 101 },
        (_, score) => countedVerdict(report, [grade(id, score)]).score!,
      );
      const falls = totals.flatMap((total, i) => (total < (totals[i - 1] ?? 0) ? [i] : []));
      // Where the grade repeats the machine's, its total stands as it was, which may be a point off its whole scores.
      const own = report.criteria.find((criterion) => criterion.id === id)!.score;
      expect([id, falls.filter((i) => Math.abs(i - own) > 1)]).toEqual([id, []]);
    }
  });

  it('says what the machine had said', () => {
    const { criteria } = countedVerdict(FAILING, [grade('c2', 90)]);
    expect(criteria.map(({ machine }) => machine)).toEqual([null, { score: 40, pass: false }]);
  });
});
