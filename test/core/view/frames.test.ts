import { describe, expect, it } from 'vitest';
import { frameLines, frameViews, titleOf } from '#core/view/frames.ts';
import { shownFile } from '#core/shown-files.ts';
import { attempt, criterion, place, report } from './fakes.ts';

const set = report({
  frames: [
    { name: 'lemon', title: 'Lemon', file: 1 },
    { name: 'mint', title: 'Mint', file: 0 },
  ],
  criteria: [
    criterion({
      id: 'tone',
      evidence: ['tone-lemon-warmth-map.png', 'tone-mint-lightness-map.png'],
      places: [place(1, { frame: 'lemon' }), place(2, { frame: 'mint' }), place(3, { frame: 'mint' })],
      frames: [
        { frame: 'lemon', value: 2.1, score: 80, pass: true, evidence: ['tone-lemon-warmth-map.png'] },
        { frame: 'mint', value: 6.4, score: 10, pass: false, evidence: ['tone-mint-lightness-map.png'] },
      ],
    }),
    criterion({
      id: 'set',
      unit: 'ΔE*ab',
      evidence: ['set-strip.jpg'],
      frames: [
        { frame: 'lemon', value: 0.4, text: 'where it should be', evidence: [] },
        { frame: 'mint', value: 6.1, text: '6 L* too dark', evidence: [] },
      ],
    }),
  ],
});

describe('the frames of a set on the page of an attempt', () => {
  const views = frameViews(attempt('a', { report: set }), [[], []]);

  it('stand in their order, each with its own file', () => {
    expect(views.map(({ label, thumbnail, unmet }) => [label, thumbnail, unmet])).toEqual([
      ['1, Lemon', '/api/attempts/a/evidence/yours-2', 0],
      ['2, Mint', '/api/attempts/a/evidence/yours', 1],
    ]);
  });

  it('carry their own rings, maps and points, and no others', () => {
    expect(
      views.map(({ content }) => ({
        marks: content.marks.map(({ number }) => number),
        maps: content.overlays.map(({ label }) => label),
        chips: content.chips.map(({ id, score, pass }) => [id, score, pass]),
      })),
    ).toEqual([
      { marks: [1], maps: ['warm and cool'], chips: [['tone', 80, true]] },
      { marks: [2, 3], maps: ['lightness'], chips: [['tone', 10, false]] },
    ]);
  });

  it('are none where a single picture was handed in', () => {
    expect(frameViews(attempt('a', { report: report() }), [[]])).toEqual([]);
    expect(frameLines(criterion(), report())).toEqual([]);
  });

  it('are named in lines: by points, or by what differs', () => {
    expect(
      set.criteria.map((one) => frameLines(one, set).map(({ title, text, score }) => [title, text, score])),
    ).toEqual([
      [
        ['Frame 1, Lemon', '2.1 ΔE00', '80'],
        ['Frame 2, Mint', '6.4 ΔE00', '10'],
      ],
      [
        ['Frame 1, Lemon', 'where it should be', ''],
        ['Frame 2, Mint', '6 L* too dark', ''],
      ],
    ]);
    expect(titleOf('mint', set)).toBe('Frame 2, Mint');
    const frames = [{ name: 'picture-1', title: 'one.png', file: 0 }];
    expect(titleOf('picture-1', { frames })).toBe('Picture 1, one.png');
  });

  it('one measure for all of them is not said of each', () => {
    const together = (...values: number[]) =>
      frameLines(
        criterion({
          frames: values.map((value, i) => ({ frame: ['lemon', 'mint'][i]!, value, evidence: [] })),
        }),
        set,
      ).map(({ text }) => text.split(' ')[0]);
    expect([together(6, 6), together(6, 7)]).toEqual([[], ['6', '7']]);
  });

  it.each([
    [0, 'yours'],
    [3, 'yours-4'],
  ])('file %i is shown as %s', (index, name) => expect(shownFile(index)).toBe(name));
});
