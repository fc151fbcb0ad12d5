import { describe, expect, it } from 'vitest';
import { EVERYTHING } from '#core/gradebook/choose.ts';
import { CELL_STATES } from '#core/gradebook/types.ts';
import { doubled, isTestStudent, targetField, targetsIn } from '#core/view/canvas-form.ts';
import {
  dayIn,
  groupsOf,
  passedIn,
  shownCell,
  sortLink,
  STATE_LETTERS,
  stateOfLetter,
} from '#core/view/gradebook.ts';
import { book, cellOf, columnOf } from '../gradebook/book.ts';

describe('a cell as it is shown', () => {
  it.each([
    [cellOf({ score: 82 }), 'p', '82', '', '/attempts/attempt'],
    [cellOf({ score: 91, state: 'late', credit: 0.9, points: 82 }), 'l', '82', 'late', '/attempts/attempt'],
    [cellOf({ score: 60 }), 'w', '60', '', '/attempts/attempt'],
    [cellOf({ score: 60, attempts: 3 }), 'w k', '60', '', '/attempts/attempt'],
    [cellOf({ state: 'in-work', attemptId: 'a' }), 'w', '', 'in work', '/attempts/a'],
    [cellOf(), 'n', '', 'not started', null],
    [cellOf({ state: 'our-failure', attemptId: 'a' }), 'f', '', 'our failure', '/attempts/a'],
    [cellOf({ state: 'not-passed', score: 60, attempts: 1 }), 'x', '60', '', '/attempts/attempt'],
  ])('%#: %s', (cell, className, number, word, href) =>
    expect(shownCell(cell)).toMatchObject({ className, number, word, href }),
  );

  it('is called what it shows, and more', () => {
    const plain = (text: string) => text.replace(/[^\w ]/g, '');
    for (const state of CELL_STATES)
      for (const points of [null, 60]) {
        const { number, word, label } = shownCell(cellOf({ state, points, attemptId: 'a' }));
        expect(plain(label)).toContain(plain([number, word].filter(Boolean).join(' ')));
      }
  });

  it('has a number or a word whatever its state, and its letter is read back', () => {
    for (const state of CELL_STATES) {
      const { number, word, className } = shownCell(cellOf({ state }));
      expect([state, number + word]).not.toEqual([state, '']);
      expect(stateOfLetter(className)).toBe(state);
    }
    expect(new Set(Object.values(STATE_LETTERS)).size).toBe(CELL_STATES.length);
    expect(stateOfLetter('?')).toBeUndefined();
  });
});

describe('headings', () => {
  it.each([
    ['name', EVERYTHING, '?order=down', 'ascending'],
    ['average', EVERYTHING, '?sort=average&order=down', null],
    ['average', { ...EVERYTHING, sort: 'average', down: true }, '?sort=average', 'descending'],
    ['name', { ...EVERYTHING, down: true, label: 'A' }, '?label=A', 'descending'],
    ['name', { ...EVERYTHING, down: true }, '?', 'descending'],
  ] as const)('%s from %j', (sort, choice, href, order) =>
    expect(sortLink(choice, sort)).toEqual({ href, order }),
  );

  it('stand together by assignment, and say its name where that says more', () => {
    const [a, b, c] = [columnOf(1), columnOf(2), columnOf(3)];
    const pair = { assignmentId: a.assignmentId, assignment: 'Week 1' };
    expect(groupsOf([{ ...a, ...pair }, { ...b, ...pair }, c])).toEqual([
      { id: a.assignmentId, title: 'Week 1', span: 2, own: true },
      { id: c.assignmentId, title: 'Exercise 3', span: 1, own: false },
    ]);
  });

  it('count who has passed, late or not', () =>
    expect([passedIn(book(), 0), passedIn(book(), 1)]).toEqual([2, 0]));

  it('say the day by the clock of the class', () => {
    const late = Date.UTC(2026, 11, 3, 23, 30);
    expect([dayIn(late, 'UTC'), dayIn(late, 'Europe/Berlin')]).toEqual(['3 Dec', '4 Dec']);
  });
});

describe('the form of a Canvas export', () => {
  const field = targetField(columnOf(1).key);
  it.each([
    ['nothing said yet', [['carried', 'x']], null],
    ['a column', [[field, '5']], [[columnOf(1).key, 5]]],
    ['a new one', [[field, 'new']], [[columnOf(1).key, 'new']]],
    ['none', [[field, '']], []],
    [
      'nonsense',
      [
        [field, '-1'],
        ['into-x', '5e3'],
        ['into-y', '999999'],
      ],
      [],
    ],
  ] as [string, [string, unknown][], unknown][])('%s', (_, form, expected) => {
    const targets = targetsIn(form);
    expect(targets && [...targets]).toEqual(expected);
  });

  it('tells of two columns that would go into one', () => {
    const columns = [
      { at: 5, header: 'Five', points: 100 },
      { at: 6, header: 'Six', points: 100 },
    ];
    const targets = new Map([
      ['a', 5],
      ['b', 5],
      ['c', 6],
    ]);
    expect(doubled(targets, { columns } as never)).toEqual(['Five']);
    expect(
      doubled(
        new Map([
          ['a', 'new'],
          ['b', 'new'],
        ]),
        { columns } as never,
      ),
    ).toEqual([]);
  });

  it.each([
    ['Student, Test', true],
    ['Test Student', true],
    ['Learner 1', false],
  ])('%s: %s', (name, expected) => expect(isTestStudent(name)).toBe(expected));
});
