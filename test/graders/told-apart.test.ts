import { expect, it } from 'vitest';
import { detail } from '#graders/criteria/detail.ts';
import { pixelDiff } from '#graders/criteria/pixel-diff.ts';
import type { Measurement, Verdict } from '#graders/criteria/types.ts';

const measured = (facts: Record<string, number>) => ({ facts, terms: {} }) as unknown as Measurement;
const verdict = (score: number, pass: boolean) => ({ score, pass, terms: {} }) as unknown as Verdict;

it.each([
  [0, 100, 'detail.matches', {}],
  [-0.2, 100, 'detail.matches', {}],
  [-0.434, 100, 'detail.close', { amount: 74 }],
  [0.3, 97, 'detail.close', { amount: 123 }],
  [-0.1, 90, 'detail.close', { amount: 93 }],
])('fine detail %f octaves apart with %i points: %s', (sharpness, score, code, params) => {
  const given = detail.params.parse({ terms: ['sharpness'] });
  expect(detail.explain(measured({ sharpness, noise: 0 }), verdict(score, true), given)).toEqual([
    { code, params },
  ]);
});

it.each([
  [0.1, 0, 90, true, 'pixel-diff.object-gone'],
  [0.43, 1, 80, true, 'pixel-diff.object-traces'],
  [0.43, 1, 57, false, 'pixel-diff.object-remains'],
  [1, 1, 0, false, 'pixel-diff.object-untouched'],
])('an object of which %f is left (%i place, %i points, met: %s): %s', (share, left, score, pass, code) => {
  const given = pixelDiff.params.parse({});
  const [finding] = pixelDiff.explain(measured({ total: 1, left, share }), verdict(score, pass), given);
  expect(finding!.code).toBe(code);
});
