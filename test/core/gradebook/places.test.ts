import { describe, expect, it } from 'vitest';
import { distribution, failedCriteria, median } from '#core/gradebook/distribution.ts';
import { GRID, heatMap, type Judged } from '#core/gradebook/places.ts';

type Box = [x: number, y: number, width: number, height: number, frame?: string];
const judged = (learnerId: string, id: string, pass: boolean, boxes: Box[] = [], score = 50): Judged => ({
  learnerId,
  criteria: [
    {
      id,
      title: `Title of ${id}`,
      pass,
      score,
      essential: id === 'tone',
      places: boxes.map(([x, y, width, height, frame], n) => ({
        n: n + 1,
        x,
        y,
        width,
        height,
        value: 1,
        text: 'seen there',
        ...(frame === undefined ? {} : { frame }),
      })),
    },
  ],
});
const total = (counts: number[]) => counts.reduce((a, b) => a + b, 0);

describe('the map of failures', () => {
  it('counts a learner once in every cell a place of theirs lies on', () => {
    const map = heatMap([
      judged('a', 'tone', false, [
        [0, 0, 1 / 24, 1 / 16],
        [0, 0, 1 / 24, 1 / 16],
      ]),
    ]);
    expect(map.counts[0]).toBe(1);
    expect(total(map.counts)).toBe(1);
    expect(map.learners).toBe(1);
    expect(map.spots).toEqual([
      {
        n: 1,
        x: 0,
        y: 0,
        width: 1 / 24,
        height: 1 / 16,
        learners: 1,
        criteria: [{ title: 'Title of tone', learners: 1 }],
        where: 'upper left',
      },
    ]);
  });

  it.each<[string, Box, number]>([
    ['the whole picture', [0, 0, 1, 1], GRID.columns * GRID.rows],
    ['a point in the last corner', [1, 1, 0, 0], 1],
    ['a box over a border of cells', [1 / 48, 0, 1 / 24, 1 / 16], 2],
    ['a box that leaves the picture', [-0.5, -0.5, 9, 9], GRID.columns * GRID.rows],
  ])('%s lies on %j: %i cells', (_, box, cells) =>
    expect(total(heatMap([judged('a', 'tone', false, [box])]).counts)).toBe(cells),
  );

  it('leaves out what was met, and the other pictures of a set', () => {
    const all = [
      judged('a', 'tone', true, [[0, 0, 1, 1]]),
      judged('b', 'tone', false, [[0, 0, 1, 1, 'second']]),
    ];
    expect([heatMap(all).learners, heatMap(all, 'second').learners]).toEqual([0, 1]);
    expect(heatMap(all).spots).toEqual([]);
  });

  it('names where most come together first, with what fails there', () => {
    const map = heatMap([
      judged('a', 'tone', false, [[0.9, 0.9, 0.05, 0.05]]),
      judged('b', 'tone', false, [[0.9, 0.9, 0.05, 0.05]]),
      judged('c', 'edge', false, [[0.9, 0.9, 0.05, 0.05]]),
      judged('d', 'edge', false, [[0.45, 0.45, 0.05, 0.05]]),
    ]);
    expect(map.spots.map(({ where, learners, criteria }) => [where, learners, criteria])).toEqual([
      [
        'lower right',
        3,
        [
          { title: 'Title of tone', learners: 2 },
          { title: 'Title of edge', learners: 1 },
        ],
      ],
      ['middle', 1, [{ title: 'Title of edge', learners: 1 }]],
    ]);
  });

  it('does not depend on who comes first, and one more learner never takes a count away', () => {
    const all = Array.from({ length: 12 }, (_, n) =>
      judged(`l${n}`, n % 2 ? 'tone' : 'edge', false, [[(n * 0.07) % 0.9, (n * 0.11) % 0.9, 0.2, 0.1]]),
    );
    const map = heatMap(all);
    expect(heatMap(all.toReversed())).toEqual(map);
    const fewer = heatMap(all.slice(1));
    expect(map.counts.every((count, cell) => count >= fewer.counts[cell]!)).toBe(true);
  });
});

describe('scores of a class', () => {
  it('fall into tens, 100 into the last', () => {
    const bins = distribution([0, 9, 10, 89, 90, 99, 100]);
    expect(bins.map(({ count }) => count)).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 1, 3]);
    expect(bins.at(-1)).toMatchObject({ from: 90, to: 100 });
  });

  it.each([
    [[], null],
    [[7], 7],
    [[3, 1, 2], 2],
    [[1, 2, 3, 4], 2.5],
  ])('the median of %j is %j', (scores, expected) => expect(median(scores)).toBe(expected));

  it('criteria stand by the share of those who do not meet them', () => {
    const rows = failedCriteria([
      judged('a', 'tone', false, [], 40),
      judged('b', 'tone', true, [], 90),
      judged('a', 'edge', false, [], 30),
    ]);
    expect(rows).toEqual([
      { id: 'edge', title: 'Title of edge', essential: false, failed: 1, judged: 1, median: 30 },
      { id: 'tone', title: 'Title of tone', essential: true, failed: 1, judged: 2, median: 65 },
    ]);
  });
});
