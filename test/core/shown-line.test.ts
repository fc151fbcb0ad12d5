import { describe, expect, it } from 'vitest';
import { shownLine } from '#core/shown-line.ts';

describe('a line that is shown among other people’s', () => {
  it.each([
    ['  Åsa   Öberg ', 'Åsa Öberg'],
    ['A\u030Asa', 'Åsa'],
    ['Doe,\r\nJane\tJunior', 'Doe, Jane Junior'],
    ['A\u0000B', 'A B'],
    ['\u202Egnp.exe\u202C', 'gnp.exe'],
    ['\u200F\u200B', ''],
    ['\u200D', ''],
    ['می\u200Cخواهم', 'می\u200Cخواهم'],
    ['👩\u200D🎨', '👩\u200D🎨'],
    ['-', '-'],
    ['', ''],
  ])('%j becomes %j', (given, expected) => {
    expect(shownLine(given)).toBe(expected);
    expect(shownLine(expected)).toBe(expected);
  });
});
