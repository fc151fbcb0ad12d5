import { describe, expect, it } from 'vitest';
import { DEFECTS, GRID } from '../../src/islands/figures/inspection/desk.ts';
import {
  inspected,
  seenIn,
  tileBox,
  tileName,
  type Defect,
} from '../../src/islands/figures/inspection/tiles.ts';
import { inWords } from '../../src/islands/figures/inspection/words.ts';

const grid = { columns: 4, rows: 2 };
const defect = (x: number, y: number, width: number, height: number): Defect => ({
  box: { x, y, width, height },
  name: 'A defect',
  tell: 'It shows.',
});

describe('tiles', () => {
  it.each([
    [0, 'A1', { x: 0, y: 0 }],
    [3, 'D1', { x: 0.75, y: 0 }],
    [4, 'A2', { x: 0, y: 0.5 }],
    [7, 'D2', { x: 0.75, y: 0.5 }],
  ])('%i is %s', (tile, name, corner) => {
    expect(tileName(tile, grid)).toBe(name);
    expect(tileBox(tile, grid)).toEqual({ ...corner, width: 0.25, height: 0.5 });
  });

  it.each<[string, Defect, number[]]>([
    ['inside one tile', defect(0.3, 0.1, 0.1, 0.2), [1]],
    ['across two, in halves', defect(0.4, 0.1, 0.2, 0.2), [1, 2]],
    ['across two, a tenth in the second', defect(0.31, 0.1, 0.21, 0.2), [1]],
    ['larger than a tile', defect(0, 0, 0.75, 0.5), [0, 1, 2]],
  ])('a defect %s is seen where enough of it lies', (_, one, tiles) => {
    const seen = Array.from({ length: 8 }, (_, tile) => tile).filter(
      (tile) => seenIn(tile, grid, [one]).length > 0,
    );
    expect(seen).toEqual(tiles);
  });

  it('tells finds from false alarms, whatever the order of the marks', () => {
    const defects = [defect(0.3, 0.1, 0.1, 0.2), defect(0.8, 0.6, 0.1, 0.2)];
    expect(inspected([6, 7, 1], grid, defects)).toEqual({ found: [0, 1], sound: [6] });
    expect(inspected([], grid, defects)).toEqual({ found: [], sound: [] });
  });
});

describe('the desk', () => {
  it.each(DEFECTS.map((one, i) => [one.name, i] as const))('%s can be found, by tiles of its own', (_, i) => {
    const tiles = Array.from({ length: GRID.columns * GRID.rows }, (_, tile) => tile).filter((tile) =>
      seenIn(tile, GRID, DEFECTS).includes(i),
    );
    expect(tiles.length).toBeGreaterThanOrEqual(1);
    expect(tiles.length).toBeLessThanOrEqual(6);
  });

  it('is not solved by marking a few tiles at random', () => {
    const wrong = Array.from({ length: GRID.columns * GRID.rows }, (_, tile) => tile).filter(
      (tile) => seenIn(tile, GRID, DEFECTS).length === 0,
    );
    expect(wrong.length).toBeGreaterThan(30);
  });
});

describe('in words', () => {
  const defects = [defect(0, 0, 0.1, 0.1), defect(0.5, 0, 0.1, 0.1)];
  it.each<[number[], number, RegExp]>([
    [[], 0, /^Two places in this picture/],
    [[0], 0, /^One of two found\. Go on/],
    [[0], 1, /^One of two found\. One tile marked where nothing is wrong\. Go on/],
    [[], 3, /^None of two found\. Three tiles marked where nothing is wrong\./],
    [[0, 1], 0, /^All two found\.$/],
    [[0, 1], 2, /^All two found\. Two tiles marked where nothing is wrong\.$/],
  ])('%j found, %i false alarms', (found, sound, words) => {
    expect(inWords(found, sound, defects)).toMatch(words);
  });
});
