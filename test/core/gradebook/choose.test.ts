import { describe, expect, it } from 'vitest';
import { choiceOf, choose, EVERYTHING, queryOf, type Choice } from '#core/gradebook/choose.ts';
import { isSilent, isStuck, silentDays } from '#core/gradebook/attention.ts';
import { rowsOf } from '#core/gradebook/rows.ts';
import { cellSentence, feedbackSentence } from '#core/gradebook/states.ts';
import { book, cellOf, columnOf, rowOf } from './book.ts';

const DAY = 86_400_000;
const NOW = 100 * DAY;
const shown = (change: Partial<Choice>, joined: [string, number][] = []) => {
  const { rows, columns } = choose(book(), { ...EVERYTHING, ...change }, (row) =>
    isSilent(row, new Map(joined).get(row.student.id) ?? 0, NOW),
  );
  return { rows: rows.map(({ student }) => student.id), columns: columns.map(({ title }) => title) };
};

describe('choosing', () => {
  it.each<[string, Partial<Choice>, string[]]>([
    ['everything, by name', {}, ['s1', 's2', 's10']],
    ['by name, downwards', { down: true }, ['s10', 's2', 's1']],
    ['a name without its accent', { name: 'muller' }, ['s10']],
    ['an e-mail address', { name: 'LEARNER2@' }, ['s2']],
    ['a SIS id', { name: 's-10' }, ['s10']],
    ['a label', { label: 'Group A' }, ['s1', 's10']],
    ['a state', { state: 'late' }, ['s2']],
    ['a state in one assignment', { state: 'not-started', assignment: columnOf(1).assignmentId }, ['s10']],
    ['a state that nobody has', { state: 'our-failure' }, []],
    ['who is stuck', { state: 'stuck' }, ['s1']],
    ['who is stuck in another assignment', { state: 'stuck', assignment: columnOf(1).assignmentId }, []],
    [
      'by a column, upwards: nothing comes last, ties by name',
      { sort: columnOf(1).key },
      ['s1', 's2', 's10'],
    ],
    [
      'by a column, downwards: nothing comes last',
      { sort: columnOf(2).key, down: true },
      ['s1', 's2', 's10'],
    ],
    ['by the average', { sort: 'average' }, ['s1', 's2', 's10']],
    ['by what is passed, downwards', { sort: 'passed', down: true }, ['s1', 's2', 's10']],
    ['by a column there is not: by name', { sort: 'nothing' }, ['s1', 's2', 's10']],
  ])('%s', (_, change, expected) => expect(shown(change).rows).toEqual(expected));

  it('silent are those with something owed and nothing sent for a week, counted from when they joined', () => {
    expect(
      shown({ state: 'silent' }, [
        ['s1', NOW - 7 * DAY],
        ['s2', NOW - 6 * DAY],
        ['s10', NOW - 30 * DAY],
      ]).rows,
    ).toEqual(['s1', 's10']);
  });

  it('an assignment leaves its own columns', () => {
    expect(shown({ assignment: columnOf(2).assignmentId })).toEqual({
      rows: ['s1', 's2', 's10'],
      columns: ['Value range'],
    });
  });

  it.each([
    ['', EVERYTHING],
    ['?state=late&label=Group+A', { ...EVERYTHING, state: 'late', label: 'Group A' }],
    ['?name=a%26b&sort=average&order=down', { ...EVERYTHING, name: 'a&b', sort: 'average', down: true }],
  ])('%s is read and written alike', (query, choice) => {
    expect(choiceOf(new URLSearchParams(query))).toEqual(choice);
    expect(queryOf(choice as Choice)).toBe(
      query.replace('state=late&label=Group+A', 'label=Group+A&state=late'),
    );
  });

  it('a query that makes no sense is no wish', () => {
    expect(choiceOf(new URLSearchParams('state=<script>&order=sideways'))).toEqual(EVERYTHING);
  });
});

describe('attention', () => {
  it.each([
    [3, 'in-work', true],
    [3, 'not-passed', true],
    [2, 'in-work', false],
    [9, 'passed', false],
    [9, 'late', false],
  ] as const)('%i attempts, %s: stuck %s', (attempts, state, expected) =>
    expect(isStuck(cellOf({ attempts, state, score: 60 }))).toBe(expected),
  );

  it('days are whole and never negative', () => {
    expect(silentDays({ lastAt: NOW - 1.9 * DAY }, 0, NOW)).toBe(1);
    expect(silentDays({ lastAt: null }, NOW - 3 * DAY, NOW)).toBe(3);
    expect(silentDays({ lastAt: NOW + DAY }, 0, NOW)).toBe(0);
  });

  it('whoever has passed everything may be silent', () => {
    const done = rowOf(1, [cellOf({ score: 90 })]);
    expect(isSilent(done, 0, NOW)).toBe(false);
    expect(isSilent(rowOf(2, [cellOf()]), 0, NOW)).toBe(true);
    expect(isSilent(rowOf(3, [cellOf({ state: 'not-open' })]), 0, NOW)).toBe(false);
  });
});

describe('rows', () => {
  const student = book().rows[0]!.student;
  const TERMS = { opensAt: null, dueAt: null, closesAt: 50, attempts: null, late: [], from: {} as never };
  const row = (now: number, scores: (number | null)[]) =>
    rowsOf(
      [student],
      scores.map((_, n) => columnOf(n)),
      {
        attempts: new Map([
          [
            student.id,
            new Map(
              scores.flatMap((score, n) =>
                score === null
                  ? []
                  : [
                      [
                        columnOf(n).exerciseId,
                        [
                          {
                            id: `${n}`,
                            arrivedAt: 10 + n,
                            outcome: score >= 75 ? ('passed' as const) : ('not-yet' as const),
                            score,
                            failed: false,
                            review: null,
                          },
                        ],
                      ] as const,
                    ],
              ),
            ),
          ],
        ]),
        terms: () => TERMS,
        now,
      },
    )[0]!;

  it.each([
    ['nothing is owed before it closes', 40, [80, null], 80],
    ['what was missed counts nothing', 60, [80, null], 40],
    ['nothing at all', 40, [null, null], null],
    ['all missed', 60, [null, null], 0],
    ['rounded', 60, [80, 71, 90], 80],
  ] as const)('the average: %s', (_, now, scores, expected) =>
    expect(row(now, [...scores]).average).toBe(expected),
  );

  it('the average is of required work alone', () => {
    const optional = [{ ...columnOf(1), required: false }, columnOf(2)];
    const made = rowsOf([student], optional, { attempts: new Map(), terms: () => TERMS, now: 60 });
    expect(made[0]!.average).toBe(0);
    const none = optional.map((column) => ({ ...column, required: false }));
    expect(
      rowsOf([student], none, { attempts: new Map(), terms: () => TERMS, now: 60 })[0]!.average,
    ).toBeNull();
  });

  it('knows how many passed and when the newest came', () =>
    expect(row(40, [80, 60, 90])).toMatchObject({ passed: 2, lastAt: 12 }));
});

describe('sentences', () => {
  it.each([
    [cellOf({ score: 82 }), '82, passed', 'Passed; best work of 20 Nov 2026: 82 of 100, 1 attempt.'],
    [
      cellOf({ score: 91, state: 'late', credit: 0.9, points: 82, attempts: 3 }),
      '82 late, passed (91 at 90 % credit), 3 attempts',
      'Passed late; best work of 20 Nov 2026: 91 of 100 at 90 % credit, 3 attempts.',
    ],
    [cellOf({ outside: 2 }), 'not started; 2 outside the terms', 'Not started.'],
  ])('%#', (cell, short, long) =>
    expect([cellSentence(cell), feedbackSentence(cell)]).toEqual([short, long]),
  );
});
