import { describe, expect, it } from 'vitest';
import { attemptFolder, partsOf, readable, readMe, safeName } from '#core/own-data.ts';

describe('a name in the archive', () => {
  it.each([
    ['mine.png', 'mine.png'],
    ['../../etc/passwd', '__.._etc_passwd'],
    ['C:\\Users\\me\\a.jpg', 'C__Users_me_a.jpg'],
    ['..', '_'],
    ['', '_'],
    ['  .hidden', '_hidden'],
    ['a\u0000b\n.png', 'a_b_.png'],
    ['Ä ö.webp', 'Ä ö.webp'],
    [`${'x'.repeat(300)}.jpeg`, `${'x'.repeat(80)}.jpeg`],
  ])('%j is %j', (given, expected) => expect(safeName(given)).toBe(expected));

  it('sorts by the order in which the attempts came', () =>
    expect(attemptFolder(7, 'white-balance', Date.UTC(2026, 10, 20, 23, 59))).toBe(
      'attempts/0007-white-balance-2026-11-20',
    ));
});

it.each([
  [[], []],
  [[1, 2, 3], [[1, 2, 3]]],
  [
    [6, 5, 1, 9, 20, 1],
    [[6], [5, 1], [9], [20], [1]],
  ],
  [
    [10, 10],
    [[10], [10]],
  ],
])('%j in archives of 10: %j', (sizes, expected) => {
  const parts = partsOf(
    sizes.map((size) => ({ size })),
    10,
  );
  expect(parts.map((part) => part.map(({ size }) => size))).toEqual(expected);
});

it('times become ISO 8601, nothing else changes', () =>
  expect(readable({ made_at: 0, at: 1000, score: 12, opens_at: null, rate: 5 })).toEqual({
    made_at: '1970-01-01T00:00:00.000Z',
    at: '1970-01-01T00:00:01.000Z',
    score: 12,
    opens_at: null,
    rate: 5,
  }));

it('the README says whose it is, and which part', () => {
  const of = { name: 'Learner 1', publicUrl: 'https://school.example', at: 0 };
  expect(readMe(of, { part: 1, parts: 1 })).toContain('Made for Learner 1 on 1970-01-01 at 00:00 UTC.');
  expect(readMe(of, { part: 1, parts: 1 })).not.toContain('part 1');
  expect(readMe(of, { part: 2, parts: 3 })).toContain('This is part 2 of 3');
});
