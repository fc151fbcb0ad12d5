import { describe, expect, it } from 'vitest';
import type { Severity } from '../../../graders/report/schema.ts';
import { changeSince, filmstrip } from '#core/view/change.ts';
import { plotView } from '#core/view/histogram.ts';
import { marksOf } from '#core/view/marks.ts';
import { measured } from '#core/view/measured.ts';
import { phaseStates, waitSentence } from '#core/view/phases.ts';
import { orderedCriteria, orderedRemarks } from '#core/view/remarks.ts';
import { ringEnd, ringPath } from '#core/view/ring.ts';
import { verdictOf } from '#core/view/verdict.ts';
import { isMap, viewerContent } from '#core/view/viewer.ts';
import { attempt, criterion, place, report } from './fakes.ts';

const remark = (severity: Severity, code: string) => ({ severity, code, params: {}, text: code });

describe('what holds the learner back stands first', () => {
  it('among remarks: by severity, equal ones as the grader gave them', () => {
    const remarks = [
      remark('celebratory', 'd'),
      remark('actionable', 'b'),
      remark('essential', 'a'),
      remark('actionable', 'c'),
    ];
    expect(orderedRemarks(remarks).map(({ code }) => code)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('among criteria: failed essentials and protections, then failures, then the rest, each by the points it costs', () => {
    const criteria = [
      criterion({ id: 'fine', pass: true, score: 100 }),
      criterion({ id: 'small', score: 50, weight: 1 }),
      criterion({ id: 'large', score: 50, weight: 3 }),
      criterion({ id: 'harmed', score: 70, weight: 0, factor: 0.7 }),
      criterion({ id: 'essential', score: 59, weight: 1, essential: true }),
      criterion({ id: 'good', pass: true, score: 90 }),
    ];
    expect(orderedCriteria(criteria).map(({ id }) => id)).toEqual([
      'harmed',
      'essential',
      'large',
      'small',
      'good',
      'fine',
    ]);
  });
});

describe('the verdict in words', () => {
  it.each([
    ['passed', 94, [], 'Passed', '14 above the pass mark of 80.'],
    ['passed', 80, [], 'Passed', 'Exactly on the pass mark of 80.'],
    ['not-yet', 61, [], 'Not yet', '19 below the pass mark of 80.'],
    ['ungradable', null, [], 'Could not be graded', 'No attempt was used.'],
    [
      'not-yet',
      86,
      [criterion({ title: 'The shadow', essential: true })],
      'Not yet',
      'The points reach the pass mark of 80, but one essential criterion is not met yet: the shadow.',
    ],
    [
      'not-yet',
      80,
      [criterion({ title: 'A', essential: true }), criterion({ title: 'B', essential: true })],
      'Not yet',
      'The points reach the pass mark of 80, but essential criteria are not met yet: a and b.',
    ],
  ] as const)('%s with %s', (outcome, score, criteria, word, margin) => {
    expect(verdictOf(report({ outcome, score, criteria: [...criteria] }))).toEqual({ word, margin });
  });
});

describe('a measurement with its target', () => {
  it.each([
    [{}, '4.2 ΔE00', 'asked: 0 ΔE00; up to 0.8 off costs nothing'],
    [{ value: -1.25, unit: '°', tolerance: 0.15 }, '−1.25°', 'asked: 0°; up to 0.15° off costs nothing'],
    [
      { value: 90, unit: '% alike', target: 100, tolerance: 4.9 },
      '90 % alike',
      'asked: 100 % alike; up to 4.9\u00a0% off costs nothing',
    ],
    [{ value: 12, unit: 'of 14', target: 14, tolerance: 0 }, '12 of 14', 'asked: all'],
    [{ value: 312.4, unit: 'kB', target: 220, tolerance: 0 }, '312 kB', 'asked: 220 kB'],
  ])('%o', (given, value, asked) => {
    expect(measured(criterion(given))).toMatchObject({ value, asked });
  });

  it('explains its unit, and says from which score it is met where the report knows', () => {
    expect(measured(criterion({ passAt: 70 }))).toMatchObject({
      unit: 'ΔE00 counts colour difference; 1 is about the least an eye can see.',
      from: 'met from 70',
    });
    expect(measured(criterion({ unit: 'kB' }))).toMatchObject({ unit: '', from: '' });
  });
});

describe('marks', () => {
  const many = [1, 2, 3, 4, 5, 6].map((n) => place(n));

  it.each<[string, [pass: boolean, places: number][], number[]]>([
    ['of the only criterion', [[false, 6]], [1, 2, 3, 4, 5, 6]],
    ['of what is met, when all is', [[true, 3]], [1, 2, 3]],
    [
      'not of what is met, when something is not',
      [
        [false, 3],
        [true, 3],
      ],
      [1, 2, 3],
    ],
    [
      'of whole criteria, seven together',
      [
        [false, 4],
        [false, 3],
        [false, 1],
      ],
      [1, 2, 3, 4, 5, 6, 7],
    ],
    [
      'of none that would be cut',
      [
        [false, 6],
        [false, 6],
      ],
      [1, 2, 3, 4, 5, 6],
    ],
    [
      'of none after one that would be cut',
      [
        [false, 6],
        [false, 6],
        [false, 1],
      ],
      [1, 2, 3, 4, 5, 6],
    ],
    [
      'all of the first, since its remark counts them',
      [
        [false, 9],
        [false, 1],
      ],
      [1, 2, 3, 4, 5, 6, 7, 8, 9],
    ],
    [
      'of none without places',
      [
        [false, 0],
        [false, 2],
      ],
      [1, 2],
    ],
    [
      'of nothing that is met, while what is not has none',
      [
        [false, 0],
        [true, 3],
      ],
      [],
    ],
  ])('show at once those %s', (_, given, numbers) => {
    const criteria = given.map(([pass, count], i) =>
      criterion({ id: `c${i}`, pass, places: Array.from({ length: count }, (__, n) => place(n + 1)) }),
    );
    const shown = marksOf(criteria).filter(({ first }) => first);
    expect(shown.map(({ number }) => number)).toEqual(numbers);
  });

  it('are numbered through the page, worst criterion first', () => {
    const marks = marksOf([
      criterion({ id: 'b', score: 50, places: many }),
      criterion({ id: 'a', score: 20, places: many.toReversed() }),
    ]);
    expect(marks.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(marks[0]).toMatchObject({ criterion: 'a', text: 'place 1' });
  });

  it.each([
    [
      'with air around it',
      { x: 0.4, y: 0.4, width: 0.2, height: 0.2 },
      { x: 0.37, y: 0.37, width: 0.26, height: 0.26 },
    ],
    [
      'never too small to hold its spot',
      { x: 0.5, y: 0.5, width: 0, height: 0 },
      { x: 0.4775, y: 0.46625, width: 0.045, height: 0.0675 },
    ],
    [
      'never outside the picture',
      { x: 0.98, y: 0, width: 0.02, height: 0.02 },
      { x: 0.955, y: 0, width: 0.045, height: 0.0675 },
    ],
    ['never larger than it', { x: 0, y: 0, width: 1, height: 1 }, { x: 0, y: 0, width: 1, height: 1 }],
  ])('%s', (_, given, box) => {
    const [mark] = marksOf([criterion({ places: [place(1, given)] })]);
    for (const side of ['x', 'y', 'width', 'height'] as const)
      expect(mark?.[side]).toBeCloseTo(box[side], 10);
  });

  it('are drawn alike for the same number and differently for another', () => {
    expect(ringPath(200, 100, 3)).toBe(ringPath(200, 100, 3));
    expect(ringPath(200, 100, 3)).not.toBe(ringPath(200, 100, 4));
    expect(ringPath(200, 100, 3).match(/C/g)).toHaveLength(12);
    const { x, y } = ringEnd(3);
    expect(Math.hypot(x - 0.5, y - 0.5)).toBeCloseTo(0.5, 10);
  });
});

describe('the filmstrip', () => {
  const graded = (id: string, receivedAt: number, score: number, parts: [string, number][]) =>
    attempt(id, {
      receivedAt,
      report: report({
        score,
        criteria: parts.map(([title, own]) => criterion({ id: title, title, score: own })),
      }),
    });

  it('runs from the oldest and compares with the graded one before', () => {
    const frames = filmstrip([
      graded('c', 30, 73, [
        ['Cast', 80],
        ['Detail', 70],
      ]),
      attempt('b', { receivedAt: 20, status: 'ungradable' }),
      graded('a', 10, 61, [
        ['Cast', 50],
        ['Detail', 70],
      ]),
    ]);
    expect(frames.map(({ attempt: { id }, score, state, change }) => [id, score, state, change])).toEqual([
      ['a', '61', 'not yet', ''],
      ['b', '–', 'not gradable, cost nothing', ''],
      ['c', '73', 'not yet', '+12, mostly in “Cast”'],
    ]);
  });

  it.each([
    [61, 50, 61, 50, 'same score'],
    [61, 50, 61, 55, 'same score, “Cast” +5'],
    [61, 50, 58, 44, '−3, mostly in “Cast”'],
    [61, 50, 64, 44, '+3'],
  ])('from %i with %i to %i with %i: %s', (a, castA, b, castB, words) => {
    expect(changeSince(graded('a', 1, a, [['Cast', castA]]), graded('b', 2, b, [['Cast', castB]]))).toBe(
      words,
    );
  });
});

describe('a histogram', () => {
  const spike = (at: number) => Array.from({ length: 64 }, (_, i) => (i === at ? 1 : 0));

  it('says in numbers what its arrows show', () => {
    const view = plotView(
      { channel: 'lightness', start: spike(32), yours: spike(32), target: spike(16) },
      100,
    );
    expect(view.text).toBe(
      'Lightness, from 0 (black) to 100 (white): move the darkest tones from 50 to 25, the middle from 51 to 26 and the lightest tones from 52 to 27.',
    );
    expect(view.arrows).toEqual([
      { from: 128, to: 64 },
      { from: 130.56, to: 66.56 },
      { from: 133.12, to: 69.12 },
    ]);
  });

  it('takes its figures from the report, so that they are those of the remarks', () => {
    const marks = { yours: [16, 50, 92], target: [2, 50, 96] };
    const flat = Array.from({ length: 64 }, () => 1 / 64);
    expect(plotView({ channel: 'lightness', start: flat, yours: flat, target: flat, marks }).text).toBe(
      'Lightness, from 0 (black) to 100 (white): move the darkest tones from 16 to 2 and the lightest tones from 92 to 96.',
    );
  });

  it('has no arrows where nothing is to be moved', () => {
    const view = plotView({ channel: 'b', start: spike(2), yours: spike(30), target: spike(31) });
    expect(view.arrows).toEqual([]);
    expect(view.text).toBe('Blue to yellow: both ends and the middle lie where the target has them.');
  });

  it('draws closed steps over the whole width and cuts a spike at the edge', () => {
    const shares = Array.from({ length: 64 }, (_, i) => (i === 0 ? 0.5 : 0.5 / 63));
    const { yours } = plotView({ channel: 'red', start: shares, yours: shares, target: shares }, 10);
    expect(yours.startsWith('M0 10V2H4V2H8')).toBe(true);
    expect(yours.endsWith('H256V10Z')).toBe(true);
  });
});

describe('the wait', () => {
  it.each([
    [
      { status: 'received' },
      'done,to come,to come,to come,to come',
      'Your work is stored and goes to the grader.',
    ],
    [{ status: 'queued', position: 0 }, 'done,to come,to come,to come,to come', 'Your work is next.'],
    [
      { status: 'queued', position: 1 },
      'done,to come,to come,to come,to come',
      'One attempt is graded before yours.',
    ],
    [
      { status: 'queued', position: 4 },
      'done,to come,to come,to come,to come',
      '4 attempts are graded before yours.',
    ],
    [{ status: 'grading' }, 'done,now,to come,to come,to come', 'Your work is being graded.'],
    [{ status: 'grading', phase: 'aligned' }, 'done,done,done,now,to come', 'Your work is being graded.'],
    [{ status: 'graded', phase: 'measured' }, 'done,done,done,done,done', 'Your work is being graded.'],
  ] as const)('%o', (given, states, sentence) => {
    expect(phaseStates(given).join(',')).toBe(states);
    expect(waitSentence(given)).toBe(sentence);
  });
});

describe('the viewer', () => {
  it.each([
    ['tone-lightness-map.png', true],
    ['tone-warmth-map.png', true],
    ['untouched-change-map.png', true],
    ['level-frame-map.png', true],
    ['crisp-detail-map.png', true],
    ['edge-matte-map.png', true],
    ['healed-places.webp', false],
    ['map.png', false],
  ])('%s lies over the picture: %s', (name, map) => {
    expect(isMap(name)).toBe(map);
  });

  it('shows the wanted frame once, with the first criterion that asks for it', () => {
    const criteria = [
      criterion({ id: 'kept', pass: true, score: 90, evidence: ['kept-frame-map.png'] }),
      criterion({ id: 'level', evidence: ['level-frame-map.png'] }),
    ];
    const content = viewerContent(attempt('a', { report: report({ criteria }) }), []);
    expect(content.overlays.map(({ criterion: id, label }) => [id, label])).toEqual([['level', 'frame']]);
    expect(content.chips.map(({ id }) => id)).toEqual(['level']);
  });

  it('names the criteria of two maps of one sort', () => {
    const criteria = [
      criterion({ id: 'front', title: 'Front', evidence: ['front-tint-map.png'] }),
      criterion({ id: 'back', title: 'Back', evidence: ['back-tint-map.png', 'back-change-map.png'] }),
    ];
    const { overlays } = viewerContent(attempt('a', { report: report({ criteria }) }), []);
    expect(overlays.map(({ label }) => label)).toEqual([
      'green and magenta, Front',
      'green and magenta, Back',
      expect.not.stringContaining('Back'),
    ]);
  });

  it('offers maps and marks by criterion, what fails first', () => {
    const evidence = [
      { name: 'tone-tint-map.png', mime: 'image/png', width: 9, height: 6, alt: 'magenta at the left' },
    ];
    const criteria = [
      criterion({ id: 'plain', score: 0 }),
      criterion({ id: 'kept', pass: true, score: 90, places: [place(1)] }),
      criterion({ id: 'tone', evidence: ['tone-tint-map.png'] }),
    ];
    const content = viewerContent(attempt('a', { evidence, report: report({ criteria }) }), []);
    expect(content.chips.map(({ id }) => id)).toEqual(['tone', 'kept']);
    expect(content.overlays).toEqual([
      {
        criterion: 'tone',
        label: 'green and magenta',
        src: '/api/attempts/a/evidence/tone-tint-map.png',
        alt: 'magenta at the left',
      },
    ]);
  });
});
