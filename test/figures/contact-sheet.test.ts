import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHANGES, FRAMES, type Mark } from '../../src/islands/figures/contact-sheet/frames.ts';
import { compare, inWords } from '../../src/islands/figures/contact-sheet/judge.ts';

const none: (Mark | null)[] = FRAMES.map(() => null);
const right = FRAMES.map(({ mark }) => mark);
const marked = (...pairs: [number, Mark][]) =>
  none.map((_, i) => pairs.find(([at]) => at === i + 1)?.[1] ?? null);

describe('the sheet', () => {
  it('has nine frames with pictures, one of them a pick', () => {
    expect(FRAMES).toHaveLength(9);
    expect(right.filter((mark) => mark === 'pick')).toHaveLength(1);
    expect(FRAMES.filter((_, i) => !existsSync(`content/pictures/sheet/${i + 1}.webp`))).toEqual([]);
  });

  it('leaves one good change', () => expect(CHANGES.filter(({ good }) => good)).toHaveLength(1));
});

it.each<[string, (Mark | null)[], number, number, number[], number[]]>([
  ['nothing', none, 0, 0, [], []],
  ['everything as the art director', right, 9, 9, [], [2]],
  ['one right, one wrong', marked([3, 'pick'], [1, 'hold']), 2, 1, [0], [2]],
  ['two picks', marked([3, 'pick'], [2, 'pick']), 2, 1, [1], [1, 2]],
])('%s', (_, marks, count, agreed, apart, picked) => {
  expect(compare(marks, FRAMES)).toEqual({ marked: count, agreed, apart, picked });
});

it.each<[string, (Mark | null)[], RegExp]>([
  ['nothing', none, /^Look at all nine/],
  ['everything right', right, /^9 of 9 as .* Now the one change\.$/],
  ['some', marked([3, 'pick']), /^1 of 1 as .* 8 to go\.$/],
  ['two picks', marked([3, 'pick'], [2, 'pick']), /2 picks are none/],
  ['one apart', right.map((mark, i) => (i === 0 ? 'hold' : mark)), /You see frame 1 otherwise/],
  [
    'two apart',
    right.map((mark, i) => (i < 2 ? 'out' : mark)).map((mark, i) => (i === 0 ? 'hold' : mark)),
    /frames 1, 2/,
  ],
])('%s in words', (_, marks, words) => expect(inWords(marks, FRAMES)).toMatch(words));
