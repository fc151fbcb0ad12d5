import { describe, expect, it } from 'vitest';
import { lookSentence, namesakes, weightBar, weightText } from '#core/view/look.ts';

const facets = (...seen: boolean[]) =>
  seen.map((one, i) => ({ id: `${i}`, name: ['Subject', 'Light', 'Lens'][i]!, title: null, seen: one }));
const problem = { from: 0, to: 1, severity: 'actionable' as const, text: 'x' };

describe('what is said aloud of a look', () => {
  it.each([
    [facets(true, false, false), 0, '1 of 3 recognised; not seen yet: light and lens.'],
    [facets(true, true, false), 2, '2 of 3 recognised; not seen yet: lens. 2 problems in the text.'],
    [
      [...facets(true, false), ...facets(false, false)],
      0,
      '1 of 4 recognised; not seen yet: light and subject.',
    ],
    [facets(true, true, true), 0, 'All 3 are recognised.'],
    [facets(true, true, true), 1, 'All 3 are recognised. 1 problem in the text.'],
    [[], 0, 'No problems in the text.'],
    [[], 1, '1 problem in the text.'],
  ])('%j with %i problems', (given, problems, sentence) => {
    expect(lookSentence({ facets: given, problems: Array.from({ length: problems }, () => problem) })).toBe(
      sentence,
    );
  });
});

describe('things of one name', () => {
  it('are numbered among themselves', () =>
    expect(namesakes(['Light', 'Lens', 'Light'].map((name) => ({ name })))).toEqual([
      '1 of 2',
      '',
      '2 of 2',
    ]));
});

describe('a weight', () => {
  it.each([
    [1, '1', 0.5, 0, false],
    [1.5, '1.5', 0.5, 0.25, false],
    [0.5, '0.5', 0.25, 0.25, false],
    [1.2100001, '1.21', 0.5, 0.105, false],
    [2, '2', 0.5, 0.5, false],
    [7, '7', 0.5, 0.5, true],
    [-0.5, '−0.5', 0, 0.5, true],
  ])('of %f is written and drawn', (weight, text, left, width, beyond) => {
    expect(weightText(weight)).toBe(text);
    const bar = weightBar(weight);
    expect(bar.left).toBeCloseTo(left, 3);
    expect(bar.width).toBeCloseTo(width, 3);
    expect(bar.beyond).toBe(beyond);
  });
});
