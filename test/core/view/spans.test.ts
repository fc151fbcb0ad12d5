import { describe, expect, it } from 'vitest';
import { carried, caretOf, excerpt, runsOf } from '#core/view/spans.ts';

const TEXT = 'a red cup on a table';
const mark = (from: number, to: number, id = `${from}-${to}`) => ({ from, to, id });

describe('a text in runs', () => {
  it.each([
    ['no marks', [], ['a red cup on a table|']],
    ['one', [mark(2, 9)], ['a |', 'red cup|2-9*', ' on a table|']],
    ['at both ends', [mark(0, 1), mark(15, 20)], ['a|0-1*', ' red cup on a |', 'table|15-20*']],
    ['overlapping', [mark(2, 9), mark(6, 20)], ['a |', 'red |2-9*', 'cup|2-9 6-20*', ' on a table|6-20']],
    ['two over the same', [mark(2, 9, 'x'), mark(2, 9, 'y')], ['a |', 'red cup|x* y*', ' on a table|']],
    ['empty, turned and outside', [mark(4, 4), mark(9, 2), mark(18, 99), mark(-1, 3)], [`${TEXT}|`]],
  ])('%s', (_, marks, expected) => {
    const runs = runsOf(TEXT, marks);
    expect(runs.map(({ text }) => text).join('')).toBe(TEXT);
    const shown = runs.map((run) => {
      const names = run.marks.map((one) => `${one.id}${run.begins.includes(one) ? '*' : ''}`);
      return `${run.text}|${names.join(' ')}`;
    });
    expect(shown).toEqual(expected);
  });

  it('of an empty text there are none', () => expect(runsOf('', [mark(0, 1)])).toEqual([]));
});

describe('marks of a text that was edited since', () => {
  it.each<[string, string, [number, number][]]>([
    [
      'nothing',
      TEXT,
      [
        [2, 9],
        [15, 20],
      ],
    ],
    [
      'a word put in between',
      'a red cup on the a table',
      [
        [2, 9],
        [19, 24],
      ],
    ],
    [
      'a word taken out in between',
      'a red cup a table',
      [
        [2, 9],
        [12, 17],
      ],
    ],
    [
      'written at the end',
      `${TEXT}, dusk`,
      [
        [2, 9],
        [15, 20],
      ],
    ],
    [
      'written at the start',
      `dusk, ${TEXT}`,
      [
        [8, 15],
        [21, 26],
      ],
    ],
    ['a letter inside the first', 'a redd cup on a table', [[16, 21]]],
    ['another text', 'xyz', []],
    ['all gone', '', []],
  ])('%s', (_, now, expected) => {
    const moved = carried([mark(2, 9), mark(15, 20)], TEXT, now);
    expect(moved.map(({ from, to }) => [from, to])).toEqual(expected);
    for (const { id, from, to } of moved) {
      const [a, b] = id.split('-').map(Number);
      expect(now.slice(from, to)).toBe(TEXT.slice(a, b));
    }
  });
});

describe('a caret under a mark', () => {
  it.each([
    ['in a short line', TEXT, mark(2, 5), TEXT, '  ^^^'],
    ['of no width', TEXT, mark(6, 6), TEXT, '      ^'],
    ['in the second line', `first\n${TEXT}`, mark(8, 11), TEXT, '  ^^^'],
    ['over a line end', 'one two\nthree', mark(4, 12), 'one two', '    ^^^'],
    [
      'far inside a long line',
      `${'a'.repeat(80)}(b${'c'.repeat(80)}`,
      mark(80, 82),
      `…${'a'.repeat(26)}(b${'c'.repeat(26)}…`,
      `${' '.repeat(27)}^^`,
    ],
  ])('%s', (_, text, at, line, carets) => {
    expect(caretOf(text, at)).toEqual({ line, carets });
  });
});

describe('an excerpt', () => {
  it.each([
    ['short as it is', 'a red\ncup', 20, 'a red cup'],
    ['cut at a word', TEXT, 12, 'a red cup on…'],
    ['cut inside a word that has no end', 'a'.repeat(40), 10, `${'a'.repeat(10)}…`],
    ['nothing', '  \n ', 10, ''],
  ])('%s', (_, text, most, expected) => expect(excerpt(text, most)).toBe(expected));
});
