import { describe, expect, it } from 'vitest';
import { judgeTerms, termScore, totalScore, type Part } from '#graders/score/score.ts';
import type { Measurement } from '#graders/criteria/types.ts';
import { causeOf, mostToGain } from '#graders/report/next.ts';

describe('a term', () => {
  it.each([
    [0, 10, 1, 100],
    [1, 10, 1, 100],
    [5.5, 10, 1, 50],
    [10, 10, 1, 0],
    [14.5, 10, 1, -50],
    [0, 0, 0, 100],
    [0.1, 0, 0, 0],
  ])('distance %d of limit %d with tolerance %d is %d', (distance, limit, tolerance, score) => {
    expect(termScore(distance, { limit, tolerance })).toBeCloseTo(score, 10);
  });
});

const measured = (terms: Measurement['terms']): Measurement => ({
  terms,
  value: 0,
  unit: '',
  target: 0,
  facts: {},
  places: [],
  evidence: [],
});

describe('a criterion', () => {
  const scale = () => ({ limit: 10, tolerance: 0 });
  it.each([
    ['one term', { a: { distance: 2.5 } }, 75, 75],
    ['two alike', { a: { distance: 0 }, b: { distance: 5 } }, 75, 75],
    ['weighted', { a: { distance: 0, weight: 3 }, b: { distance: 10 } }, 75, 75],
    ['worse than the start in one', { a: { distance: 0 }, b: { distance: 30 } }, 50, -50],
  ])('%s', (_, terms, score, unclamped) => {
    const verdict = judgeTerms(measured(terms), scale, { passAt: 60 });
    expect(verdict).toMatchObject({ score, unclamped, pass: score >= 60 });
  });

  it('that protects counts its worst term', () => {
    const terms = { a: { distance: 5 }, b: { distance: 7.5 }, c: { distance: 0 } };
    expect(judgeTerms(measured(terms), scale, { passAt: 60, protects: true })).toMatchObject({ score: 25 });
  });
});

const part = (score: number, more: Partial<Part> = {}): Part => ({
  score,
  pass: score >= 60,
  weight: 1,
  essential: false,
  protects: false,
  ...more,
});

describe('the total', () => {
  it.each<[string, Part[], number]>([
    ['weighted mean', [part(100, { weight: 3 }), part(50)], 88],
    ['rounded', [part(66.5), part(66.4)], 66],
    [
      'a failed essential stays below the mark',
      [part(100, { weight: 9 }), part(10, { essential: true })],
      69,
    ],
    ['a failed essential that is low anyway', [part(20), part(10, { essential: true })], 15],
    ['a passed essential does not cap', [part(100), part(80, { essential: true })], 90],
    ['a protection multiplies', [part(100), part(50, { protects: true, weight: 0 })], 50],
    ['two protections multiply', [part(90), part(50, { protects: true }), part(50, { protects: true })], 23],
    ['damage cannot be bought back', [part(100, { weight: 99 }), part(0, { protects: true })], 0],
  ])('%s', (_, parts, total) => expect(totalScore(parts, 70)).toBe(total));
});

describe('the next step', () => {
  it.each<[string, Part[], number | null]>([
    ['nothing to gain', [part(100), part(100)], null],
    ['the heavier lack', [part(70, { weight: 5 }), part(10, { weight: 1 })], 0],
    ['the failed essential that caps', [part(95, { weight: 5 }), part(40, { essential: true })], 1],
    [
      'the first of failed essentials that hide behind each other',
      [part(98, { weight: 30 }), part(55, { essential: true }), part(0, { essential: true })],
      1,
    ],
    [
      'a failed essential before what passes and gains as little',
      [part(50, { pass: true, weight: 0 }), part(55, { essential: true, weight: 0 })],
      1,
    ],
    [
      'a failed essential before a protection that takes more and passes',
      [part(80, { weight: 9 }), part(70, { protects: true }), part(55, { essential: true })],
      2,
    ],
    ['the protection that multiplies', [part(80), part(30, { protects: true })], 1],
  ])('%s', (_, parts, index) => {
    const best = mostToGain(parts, 90);
    expect(best === null ? null : parts.indexOf(best.part)).toBe(index);
  });
});

describe('what must be put right before a remark can be told', () => {
  const finding = (code: string, before?: string[]) => ({ code, params: {}, ...(before ? { before } : {}) });
  const parts = [
    { findings: [finding('drift')] },
    { findings: [finding('edge'), finding('veil', ['drift', 'harm'])] },
  ];
  it.each([
    ['drift', [1, 1]],
    ['harm', [1, 1]],
    ['edge', null],
  ] as const)('%s', (code, at) => {
    const cause = causeOf(code, parts);
    expect(cause && [parts.indexOf(cause.part), cause.index]).toEqual(at);
  });
});
