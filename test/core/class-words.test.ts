import { describe, expect, it } from 'vitest';
import type { Duty } from '#core/duties.ts';
import { phaseAt } from '#core/duties.ts';
import { lessThanEveryone } from '#core/moves.ts';
import { effectiveTerms, type LatePolicy, type TermFields } from '#core/terms.ts';
import { assignmentForm, readAssignmentForm, readOverrideForm } from '#core/view/assignment-form.ts';
import { drifted } from '#core/view/drift.ts';
import { arrivalWords, beyondLimit, cellWords, deadlineWords, leftWords } from '#core/view/duty-words.ts';
import { linksCsv } from '#core/view/links-csv.ts';
import { attemptsWords, lateWords } from '#core/view/terms-words.ts';
import { distance, shownWall, zoneAt, zoned } from '#core/view/zoned.ts';

const HOUR = 3_600_000;
const DUE = Date.parse('2026-06-01T21:59:59.999Z');
const TERMS: TermFields = {
  opensAt: DUE - 200 * HOUR,
  dueAt: DUE,
  closesAt: DUE + 96 * HOUR,
  attempts: 3,
  late: [
    { withinHours: 24, credit: 0.8 },
    { withinHours: 72, credit: 0.5 },
  ],
};

describe('times are shown in the zone of the class, which is named', () => {
  it.each([
    ['Europe/Berlin', 'Mon 1 Jun 2026, 23:59', 'Europe/Berlin, UTC+2'],
    ['America/New_York', 'Mon 1 Jun 2026, 17:59', 'America/New York, UTC−4'],
    ['Asia/Kathmandu', 'Tue 2 Jun 2026, 03:44', 'Asia/Kathmandu, UTC+5:45'],
    ['UTC', 'Mon 1 Jun 2026, 21:59', 'UTC'],
  ])('%s', (zone, time, name) => {
    expect([zoned(DUE, zone), zoneAt(DUE, zone)]).toEqual([time, name]);
  });

  it('midnight is the beginning of a day', () => {
    expect(zoned(Date.parse('2026-06-01T22:00:00Z'), 'Europe/Berlin')).toBe('Tue 2 Jun 2026, 00:00');
    expect(shownWall('2026-09-02T00:05')).toBe('Wed 2 Sep 2026, 00:05');
  });

  it.each([
    [30_000, 'in less than a minute'],
    [-60_000, '1 minute ago'],
    [59 * 60_000, 'in 59 minutes'],
    [47 * HOUR, 'in 47 hours'],
    [49 * HOUR, 'in 2 days'],
    [-HOUR, '1 hour ago'],
  ])('%i ms away: %s', (ms, words) => {
    expect(distance(DUE + ms, DUE)).toBe(words);
  });
});

describe('terms in words', () => {
  it.each<[LatePolicy, string]>([
    [[], 'late work earns no credit'],
    [[{ withinHours: null, credit: 1 }], 'late work keeps full credit until the close'],
    [[{ withinHours: null, credit: 0.5 }], 'late work earns 50 % until the close'],
    [TERMS.late, 'late work earns 80 % up to 24 hours and 50 % up to 3 days'],
    [
      [
        { withinHours: 1, credit: 0.9 },
        { withinHours: null, credit: 0.1 },
      ],
      'late work earns 90 % up to 1 hour and 10 % until the close',
    ],
  ])('%j', (late, words) => {
    expect(lateWords(late)).toBe(words);
  });

  it.each([
    [null, 'any number of attempts counts'],
    [1, 'one attempt counts'],
    [4, '4 attempts count'],
  ])('%s', (attempts, words) => {
    expect(attemptsWords(attempts)).toBe(words);
  });
});

const dutyAt = (now: number, fields: Partial<TermFields> = {}): Duty => {
  const terms = effectiveTerms({ ...TERMS, ...fields }, [], { learnerId: 'l', labelIds: [] });
  return {
    cohort: { zone: 'Europe/Berlin' } as Duty['cohort'],
    assignment: {} as Duty['assignment'],
    terms,
    phase: phaseAt(terms, now),
    exercises: [],
  };
};

describe('the one deadline is said where work is handed in', () => {
  it.each<[string, number, Partial<TermFields>, string]>([
    [
      'before it opens',
      TERMS.opensAt! - HOUR,
      {},
      'Opens Sun 24 May 2026, 15:59 (Europe/Berlin, UTC+2), in 1 hour. What you hand in before is graded for yourself, and does not count for the class.',
    ],
    ['open', DUE - 2 * HOUR, {}, 'Due Mon 1 Jun 2026, 23:59 (Europe/Berlin, UTC+2), in 2 hours.'],
    [
      'at the last moment',
      DUE,
      {},
      'Due Mon 1 Jun 2026, 23:59 (Europe/Berlin, UTC+2), in less than a minute.',
    ],
    [
      'late',
      DUE + 2 * HOUR,
      {},
      'Was due Mon 1 Jun 2026, 23:59 (Europe/Berlin, UTC+2), 2 hours ago. What arrives now earns 80 % of its score. It closes Fri 5 Jun 2026, 23:59 (Europe/Berlin, UTC+2), in 3 days.',
    ],
    [
      'closed',
      DUE + 100 * HOUR,
      {},
      'Closed Fri 5 Jun 2026, 23:59 (Europe/Berlin, UTC+2), 4 hours ago. What you hand in now is graded for yourself, and does not count for the class.',
    ],
    ['without any times', DUE, { opensAt: null, dueAt: null, closesAt: null }, 'Without a due time.'],
    [
      'with a close alone',
      DUE,
      { dueAt: null },
      'Open until Fri 5 Jun 2026, 23:59 (Europe/Berlin, UTC+2), in 4 days.',
    ],
  ])('%s', (_, now, fields, words) => {
    expect(deadlineWords(dutyAt(now, fields), now)).toBe(words);
  });

  it.each<[string, number, boolean, string]>([
    ['in time', DUE, false, 'in time.'],
    ['late', DUE + 25 * HOUR, false, 'after it was due: it earns 50 % of its score.'],
    [
      'too early',
      TERMS.opensAt! - 1,
      false,
      'before it opened: it is graded for yourself, and does not count for the class.',
    ],
    [
      'too late',
      TERMS.closesAt! + 1,
      false,
      'after it closed: it is graded for yourself, and does not count for the class.',
    ],
    [
      'beyond the limit',
      DUE,
      true,
      'after the 3 attempts that count: it is graded for yourself, and does not count for the class.',
    ],
  ])('an attempt %s is told so', (_, arrivedAt, beyond, words) => {
    expect(arrivalWords(dutyAt(DUE), { id: 'a', arrivedAt }, beyond)).toContain(words);
  });

  it('the limit counts what was graded within the terms, by arrival', () => {
    const attempts = [1, 2, 3, 4, 5].map((n) => ({
      id: String(n),
      arrivedAt: DUE - 10 * HOUR + n,
      status: n === 2 ? 'ungradable' : 'graded',
    }));
    const beyond = attempts.filter(({ id }) => beyondLimit(TERMS, attempts, id)).map(({ id }) => id);
    expect(beyond).toEqual(['5']);
    expect(attempts.some(({ id }) => beyondLimit({ ...TERMS, attempts: null }, attempts, id))).toBe(false);
  });

  it.each([
    [null, null],
    [2, '2 of 3 attempts left that count.'],
    [0, 'All 3 attempts that count are made; further ones are graded for yourself.'],
  ])('attempts left %s', (left, words) => {
    expect(leftWords({ left } as Parameters<typeof leftWords>[0], TERMS)).toBe(words);
  });

  it.each([
    ['passed', 88, 1, 'Passed, 88'],
    ['late', 88, 0.8, 'Passed late, 88 × 80 %'],
    ['in-work', 60, 1, 'In work, best 60'],
    ['not-started', null, null, 'Not started'],
    ['missed', null, null, 'Closed, nothing handed in'],
  ] as const)('a cell %s', (state, score, credit, words) => {
    expect(cellWords({ state, score, credit } as Parameters<typeof cellWords>[0])).toBe(words);
  });
});

describe('an extension that gives less than everyone has', () => {
  const own = (fields: object) => ({ id: 'o', for: { learnerId: 'l' }, ...fields });
  it.each<[string, object, string[]]>([
    ['later', { dueAt: DUE + HOUR }, []],
    ['earlier', { dueAt: DUE - 1 }, ['dueAt']],
    ['the same', { dueAt: DUE, attempts: 3, late: TERMS.late }, []],
    ['opening later', { opensAt: TERMS.opensAt! + 1 }, ['opensAt']],
    ['closing earlier', { closesAt: TERMS.closesAt! - 1 }, ['closesAt']],
    ['fewer attempts', { attempts: 2 }, ['attempts']],
    ['any number', { attempts: null }, []],
    ['stricter in between', { late: [{ withinHours: 24, credit: 0.8 }] }, ['late']],
    ['kinder throughout', { late: [{ withinHours: null, credit: 0.9 }] }, []],
    ['later and with less attempts', { dueAt: DUE + HOUR, attempts: 1 }, ['attempts']],
  ])('%s', (_, fields, expected) => {
    expect(lessThanEveryone(TERMS, own(fields))).toEqual(expected);
  });
});

describe('forms', () => {
  it('what was read out of a form fills the same form again', () => {
    const sent = new FormData();
    for (const [name, value] of [
      ['title', ' Week 1 '],
      ['track', 'seeing'],
      ['required', 'no'],
      ['due', '2026-06-01 23:59'],
      ['closes', '2026-06-05T23:59:00'],
      ['late', 'steps'],
      ['hours', '24'],
      ['percent', '80'],
      ['attempts', '3'],
      ['version', '4'],
    ])
      sent.append(name!, value!);
    const form = readAssignmentForm(sent);
    expect(form).toMatchObject({ title: 'Week 1', due: '2026-06-01T23:59', closes: '2026-06-05T23:59' });
    const stored = {
      title: 'Week 1',
      source: { tracks: ['seeing'], exercises: [] },
      required: false,
      needsReview: false,
      walls: { opens: null, due: '2026-06-01T23:59', closes: '2026-06-05T23:59' },
      late: [{ withinHours: 24, credit: 0.8 }],
      attempts: 3,
      version: 4,
    };
    expect(assignmentForm(stored as unknown as Parameters<typeof assignmentForm>[0])).toEqual(form);
  });

  it('an empty extension inherits everything', () => {
    expect(readOverrideForm(new FormData())).toMatchObject({
      due: '',
      late: 'inherit',
      attempts: '',
      shorten: false,
    });
  });

  it('links as a file: quoted, and no cell is a formula', () => {
    expect(linksCsv([{ name: '=cmd|"x"', email: 'a@example.org', link: 'https://school.example/x' }])).toBe(
      '\uFEFFname,email,link\r\n"\'=cmd|""x""","a@example.org","https://school.example/x"\r\n',
    );
  });
});

it.each<[string, string[], string[], string[] | null, string[]]>([
  ['as it was', ['t'], ['a', 'b'], null, []],
  ['a track that has grown', ['t'], ['a'], ['b'], []],
  ['an exercise that is gone', ['t'], ['a', 'b', 'x'], [], ['x']],
  ['single exercises beside a track that has grown', [], ['a'], null, []],
])('a track against what was assigned: %s', (_, tracks, exerciseIds, added, gone) => {
  const exercises = ['a', 'b'].map((id) => ({ track: 't', spec: { id } }));
  const found = drifted({ source: { tracks, exercises: [] }, exerciseIds }, exercises);
  expect(found && { added: found.added.map(({ spec }) => spec.id), gone: found.gone }).toEqual(
    added && { added, gone },
  );
});
