import { expect, it } from 'vitest';
import { blocksOf } from '#core/gradebook/blocks.ts';

it.each([
  [0, []],
  [1, [1]],
  [20, [20]],
  [21, [20, 1]],
  [300, Array.from({ length: 15 }, () => 20)],
])('%i rows stand in order in blocks of %j', (n, sizes) => {
  const rows = Array.from({ length: n }, (_, i) => i);
  const blocks = blocksOf(rows);
  expect(blocks.map(({ length }) => length)).toEqual(sizes);
  expect(blocks.flat()).toEqual(rows);
});
