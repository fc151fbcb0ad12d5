import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  asked,
  COLOURS,
  DIRECTIONS,
  fileOf,
  inWords,
  matrixOf,
  QUALITIES,
  use,
  type Colour,
  type Direction,
  type Light,
  type Quality,
} from '../../src/islands/figures/light/lights.ts';

const lights = (Object.keys(DIRECTIONS) as Direction[]).flatMap((direction) =>
  (Object.keys(QUALITIES) as Quality[]).map((quality): Light => ({ direction, quality, colour: 'neutral' })),
);

it.each(lights.map((light) => [fileOf(light), light] as const))('%s has its render', (name) => {
  expect(existsSync(`content/pictures/light/${name}.webp`)).toBe(true);
});

it.each<[Light, string]>([
  [
    { direction: 'side', quality: 'soft', colour: 'neutral' },
    'soft light of a large window, from the left, a little above',
  ],
  [
    { direction: 'top', quality: 'hard', colour: 'warm' },
    'hard light of a small bare lamp, straight from above, warm as late sun',
  ],
])('%# is asked for in words', (light, words) => expect(asked(light)).toBe(words));

describe('the eight lights', () => {
  it.each<[string, (light: Light) => string]>([
    ['words', asked],
    ['looks', inWords],
    ['uses', use],
  ])('have eight different %s', (_, tell) => expect(new Set(lights.map(tell)).size).toBe(8));
});

it.each<[Colour, string]>([
  ['neutral', '1 0 0 0 0 0 1 0 0 0 0 0 1 0 0 0 0 0 1 0'],
  ['warm', '1.16 0 0 0 0 0 0.97 0 0 0 0 0 0.62 0 0 0 0 0 1 0'],
])('%s is a matrix of gains', (colour, matrix) => expect(matrixOf(colour)).toBe(matrix));

it('colours keep the luminance within a tenth', () => {
  for (const { gains } of Object.values(COLOURS)) {
    const luminance = 0.2126 * gains[0] + 0.7152 * gains[1] + 0.0722 * gains[2];
    expect(Math.abs(luminance - 1)).toBeLessThan(0.1);
  }
});
