import { describe, expect, it } from 'vitest';
import { editDistance, energyOf, sizeOf } from '#core/integrity/edits.ts';
import { suspiciousPairs, type Sample } from '#core/integrity/pairs.ts';
import { jaccard, shinglesOf } from '#core/integrity/shingles.ts';

/** An edit of so many units in every value, with a wave of another learner's hand on it. */
const edit = (size: number, wave = 0): Int16Array =>
  Int16Array.from({ length: 300 }, (_, i) => Math.round(64 * (size + wave * Math.sin(i))));

const sample = (attemptId: string, change: Partial<Sample> = {}): Sample => ({
  attemptId,
  learnerId: `l-${attemptId}`,
  exerciseId: 'x',
  receivedAt: 1,
  digests: [attemptId],
  edit: null,
  shingles: null,
  ...change,
});
const named = (samples: Sample[]) =>
  suspiciousPairs(samples).map(({ first, second, why }) => `${first.attemptId} ${second.attemptId} ${why}`);

describe('the distance of two edits', () => {
  it.each<[string, Int16Array, Int16Array, number | null]>([
    ['the same', edit(10), edit(10), 0],
    ['one a half of the other', edit(10), edit(5), 0.498],
    ['nothing against something', edit(0), edit(10), 0.999],
    ['the opposite', edit(10), edit(-10), 1.999],
    ['apart by as much as saving anew changes', edit(10), edit(10.45), 0],
    ['both too small to tell', edit(1), edit(1), null],
    ['an edit of three places', Int16Array.from(edit(10), (v, i) => (i < 9 ? v : 0)), edit(0), null],
    [
      'noise where nothing was done',
      Int16Array.from(edit(10), (v, i) => (i < 30 ? v : 20)),
      Int16Array.from(edit(10), (v, i) => (i < 30 ? v : -20)),
      0,
    ],
    ['of different length', edit(10), new Int16Array(3), null],
  ])('%s', (_, a, b, expected) => {
    const distance = editDistance(a, b);
    expect(distance === null ? null : Math.round(distance * 1000) / 1000).toBe(expected);
    expect(editDistance(b, a)).toBe(distance);
  });

  it('has its size in ΔE*ab', () => {
    expect(sizeOf(edit(2))).toBeCloseTo(2 * Math.sqrt(3), 6);
  });
});

describe('pairs to look at', () => {
  it.each<[string, Sample[], string[]]>([
    ['nothing', [], []],
    ['the same file of two learners', [sample('a'), sample('b', { digests: ['a'] })], ['a b same-file']],
    [
      'of one learner with themselves',
      [sample('a', { learnerId: 'l' }), sample('b', { learnerId: 'l', digests: ['a'] })],
      [],
    ],
    ['at two exercises', [sample('a'), sample('b', { digests: ['a'], exerciseId: 'y' })], []],
    [
      'the same edit',
      [sample('a', { edit: edit(10, 1) }), sample('b', { edit: edit(10.05, 1) })],
      ['a b same-edit'],
    ],
    [
      'an edit a tenth stronger',
      [sample('a', { edit: edit(10, 1) }), sample('b', { edit: edit(11, 1) })],
      [],
    ],
    [
      'the same strength by another hand',
      [sample('a', { edit: edit(10, 2) }), sample('b', { edit: edit(10, -2) })],
      [],
    ],
    [
      'who came first stands first',
      [sample('a', { receivedAt: 9 }), sample('b', { receivedAt: 3, digests: ['a'] })],
      ['b a same-file'],
    ],
    [
      'of several attempts of two learners, the most telling pair',
      [
        sample('a1', { learnerId: 'l', edit: edit(10) }),
        sample('a2', { learnerId: 'l', digests: ['same'], edit: edit(10) }),
        sample('b', { digests: ['same'], edit: edit(10) }),
      ],
      ['a2 b same-file'],
    ],
  ])('%s', (_, samples, expected) => {
    expect(named(samples)).toEqual(expected);
    expect(named(samples.toReversed())).toEqual(expected);
  });

  it('finds what comparing all with all finds, though it leaves out edits of another size', () => {
    const samples = Array.from({ length: 60 }, (_, i) =>
      sample(`a${i}`, { edit: edit(5 + (i % 7) * 0.1, (i % 5) / 3) }),
    );
    const all = samples.flatMap((a, i) =>
      samples
        .slice(i + 1)
        .filter((b) => (editDistance(a.edit!, b.edit!) ?? 1) < 0.035)
        .map((b) => [a.attemptId, b.attemptId].toSorted().join(' ')),
    );
    const found = suspiciousPairs(samples).map(({ first, second }) =>
      [first.attemptId, second.attemptId].toSorted().join(' '),
    );
    expect(found.toSorted()).toEqual(all.toSorted());
    expect(found.length).toBeGreaterThan(50);
  });
});

describe('a large class', () => {
  it('is gone through in a moment, though everybody came near the same picture', () => {
    // Lehmer's generator: the same hands every time.
    let state = 1;
    const noise = () => ((state = (state * 16_807) % 2_147_483_647) % 601) - 300;
    const samples = Array.from({ length: 900 }, (_, n) =>
      sample(`a${n}`, {
        edit: Int16Array.from({ length: 3_072 }, (__, i) => Math.round(700 * Math.sin(i / 50) + noise())),
      }),
    );
    const began = performance.now();
    expect(suspiciousPairs(samples).length).toBe(0);
    // Compared place by place it is 400,000 pairs of 1,024 places: the better part of a minute.
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('stops early only where two are too far apart', () => {
    const [a, b] = [edit(10, 1), edit(11, 1)];
    const energy = Math.max(energyOf(a), energyOf(b));
    const exact = editDistance(a, b)!;
    expect(editDistance(a, b, { most: exact * 1.001, energy })).toBe(exact);
    expect(editDistance(a, b, { most: exact / 2, energy })).toBeGreaterThan(exact / 2);
    expect(editDistance(edit(0), edit(1), { most: 0.01, energy })).toBeNull();
  });
});

describe('shingles', () => {
  const brief = 'A quiet still life with a blue bottle on linen.';
  const text =
    'Soft window light falls from the left across crumpled cloth, shallow focus, muted palette, painterly grain, calm and spare composition';
  it('leave the words of the brief out, whatever their case', () => {
    expect(shinglesOf(`${brief.toUpperCase()} ${text}`, brief)).toEqual(shinglesOf(text, brief));
  });
  it.each<[string, string, number]>([
    ['the same', text, 1],
    [
      'another text',
      'Hard midday sun, deep shadows under every object, saturated primaries, crisp edges, a busy market behind glass doors',
      0,
    ],
    ['two words changed', text.replace('muted', 'dusty').replace('calm', 'still'), 0.5],
  ])('share with %s', (_, other, share) => {
    expect(jaccard(shinglesOf(text, brief)!, shinglesOf(other, brief)!)).toBeCloseTo(share, 0);
  });
  it('of a few words tell nothing', () => {
    expect(shinglesOf('a blue bottle, soft light', brief)).toBeNull();
  });
});
