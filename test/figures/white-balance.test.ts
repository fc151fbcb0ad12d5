import { describe, expect, it } from 'vitest';
import {
  applyGains,
  balanceOf,
  codesOf,
  gainsOf,
  neutralising,
  UNBALANCED,
  type Gains,
} from '../../src/islands/figures/white-balance/gains.ts';
import { labOf, patchAt, type Lab } from '../../src/islands/figures/white-balance/patch.ts';
import { castInWords, doubtOf, signed } from '../../src/islands/figures/white-balance/words.ts';

const luminance = ([r, g, b]: Gains): number => 0.2126729 * r + 0.7151522 * g + 0.072175 * b;

describe('gains', () => {
  it.each([
    [UNBALANCED, [1, 1, 1]],
    [{ temperature: 100, tint: 0 }, [1.9007, 0.7992, 0.336]],
    [{ temperature: -100, tint: 0 }, [0.4307, 1.0243, 2.4363]],
    [{ temperature: 0, tint: 100 }, [2.4315, 0.4298, 2.4315]],
  ])('of %o', (balance, expected) => {
    const gains = gainsOf(balance);
    gains.forEach((gain, c) => expect(gain).toBeCloseTo(expected[c]!, 3));
    expect(luminance(gains)).toBeCloseTo(1, 5);
  });

  it.each([
    [-64, 12],
    [31, -7],
    [100, 100],
  ])('and back: temperature %d, tint %d', (temperature, tint) => {
    const balance = balanceOf(gainsOf({ temperature, tint }));
    expect(balance.temperature).toBeCloseTo(temperature, 9);
    expect(balance.tint).toBeCloseTo(tint, 9);
  });

  it('that neutralise make the colour grey and keep the luminance of a grey', () => {
    const cast: Gains = [0.6, 0.4, 0.15];
    const gains = neutralising(cast);
    const [r, g, b] = cast.map((value, c) => value * gains[c]!);
    expect(r).toBeCloseTo(g!, 12);
    expect(g).toBeCloseTo(b!, 12);
    expect(luminance(gains)).toBeCloseTo(1, 5);
  });

  it('are factors in linear light: code 188 is half the light of 255', () => {
    expect(codesOf(0.5)[255]).toBe(188);
    expect(codesOf(2)[188]).toBe(255);
    expect(codesOf(1)[137]).toBe(137);
    const to = new Uint8ClampedArray(4);
    applyGains(Uint8ClampedArray.of(255, 137, 255, 255), to, [0.5, 1, 2]);
    expect([...to]).toEqual([188, 137, 255, 255]);
  });
});

describe('patch', () => {
  const data = new Uint8ClampedArray(4 * 9).fill(255);
  for (let i = 4; i < 36; i += 4) data.set([188, 188, 188, 255], i);

  it('averages light, not codes, and counts what is clipped', () => {
    const { linear, clipped } = patchAt({ width: 3, height: 3, data }, 1, 1, 1);
    linear.forEach((value) => expect(value).toBeCloseTo((1 + 8 * 0.502886) / 9, 5));
    expect(clipped).toBeCloseTo(1 / 9, 12);
  });

  it('stays inside the picture', () => {
    expect(patchAt({ width: 3, height: 3, data }, 2, 2, 1).linear[0]).toBeCloseTo(0.502886, 5);
  });

  it.each<[Gains, Lab]>([
    [
      [1, 1, 1],
      [100, 0, 0],
    ],
    [
      [0.184187, 0.184187, 0.184187],
      [50, 0, 0],
    ],
    [
      [1, 0, 0],
      [53.24, 80.09, 67.2],
    ],
  ])('Lab of %o', (linear, expected) => {
    labOf(linear, [1, 1, 1]).forEach((value, c) => expect(value).toBeCloseTo(expected[c]!, 1));
  });
});

describe('words', () => {
  it.each<[Lab, string]>([
    [[70, 0.4, -0.5], 'The patch is neutral: no cast that an eye would find in it.'],
    [[70, 0.2, 2], 'A trace of yellow, chroma 2.0.'],
    [[70, 8, 27], 'Cast: strongly orange, chroma 28.2.'],
    [[70, -1, -5], 'Cast: slightly blue, chroma 5.1.'],
    [[70, 9, -2], 'Cast: clearly magenta, chroma 9.2.'],
    [[70, -7, 3], 'Cast: clearly green, chroma 7.6.'],
  ])('%o', (lab, text) => expect(castInWords(lab)).toBe(text));

  it.each<[Lab, number, number, RegExp | null]>([
    [[70, 8, 24], 0, 12, null],
    [[70, 8, 24], 0.2, 12, /burnt/],
    [[9, 2, 3], 0, 0, /dark/],
    [[50, -30, -30], 0, 0, /colour of its own/],
    [[51, -7, 18], 0, 19, /a tint of \+19, more/],
    [[51, 12, 3], 0, -22, /a tint of −22, more/],
  ])('doubt about %o, clipped %d, tint %d', (lab, clipped, tint, text) => {
    if (text === null) expect(doubtOf(lab, clipped, tint)).toBeNull();
    else expect(doubtOf(lab, clipped, tint)).toMatch(text);
  });

  it.each([
    [4.26, 1, '+4.3'],
    [-4.26, 1, '−4.3'],
    [-0.04, 1, '0.0'],
    [12, 0, '+12'],
  ])('%d', (value, digits, text) => expect(signed(value, digits)).toBe(text));
});
