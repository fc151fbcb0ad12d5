import { describe, expect, it } from 'vitest';
import {
  differing,
  GUIDANCE,
  SEEDS,
  sheet,
  STEPS,
  type Settings,
  type Vary,
} from '../../src/islands/figures/one-variable/sheet.ts';
import {
  leftNoise,
  push,
  randomFrom,
  soften,
  softness,
  stand,
} from '../../src/islands/figures/one-variable/stand-in.ts';
import { inWords, label } from '../../src/islands/figures/one-variable/words.ts';

const fixed: Settings = { seed: '1042', steps: 20, guidance: 7 };

describe('a sheet', () => {
  it.each<[Vary, string[]]>([
    ['seed', ['seed']],
    ['steps', ['steps']],
    ['guidance', ['guidance']],
    ['everything', ['seed', 'steps', 'guidance']],
  ])('along %s differs in %j', (vary, names) => expect(differing(sheet(fixed, vary))).toEqual(names));

  it.each<[Vary, keyof Settings, unknown[]]>([
    ['seed', 'seed', SEEDS],
    ['steps', 'steps', STEPS],
    ['guidance', 'guidance', GUIDANCE],
  ])('along %s goes through its values', (vary, name, values) => {
    expect(sheet(fixed, vary).map((frame) => frame[name])).toEqual(values);
  });
});

/** A grey picture with one bright pixel in the middle. */
const spot = (size: number, grey = 118): Uint8ClampedArray => {
  const data = new Uint8ClampedArray(4 * size * size).fill(grey);
  for (let i = 3; i < data.length; i += 4) data[i] = 255;
  const middle = 4 * (Math.floor(size / 2) * size + Math.floor(size / 2));
  data.set([218, 118, 118], middle);
  return data;
};

describe('what stands in for a generator', () => {
  it('settles: noise and softness fall with every step and are nothing at 40', () => {
    const noise = STEPS.map(leftNoise);
    expect(noise).toEqual(noise.toSorted((a, b) => b - a));
    expect(leftNoise(40)).toBeLessThan(0.01);
    expect(STEPS.map(softness)).toEqual([4, 2, 0, 0]);
  });

  it.each([
    [7, 1, 1],
    [1.5, 0.5875, 0.395],
    [14, 1.525, 1.77],
  ])('guidance %f multiplies contrast by %f and saturation by %f', (guidance, contrast, saturation) => {
    expect(push(guidance).contrast).toBeCloseTo(contrast, 6);
    expect(push(guidance).saturation).toBeCloseTo(saturation, 6);
  });

  it('spreads a pixel over its square and keeps the sum', () => {
    const out = soften(spot(7, 18), 7, 7, 1);
    const reds = Array.from({ length: 49 }, (_, i) => out[4 * i]!);
    expect(Math.max(...reds)).toBe(40);
    expect(reds.filter((red) => red > 18)).toHaveLength(9);
    expect(soften(spot(7), 7, 7, 0)).toEqual(spot(7));
  });

  it('leaves a finished frame at guidance 7 as it is, and never touches what it was given', () => {
    const data = spot(9);
    expect(stand(data, 9, 9, { seed: '1041', steps: 40, guidance: 7 })).toEqual(spot(9));
    expect(data).toEqual(spot(9));
  });

  it('gives the same frame for the same settings and another for another seed', () => {
    const frame = (seed: string) => stand(spot(9), 9, 9, { seed, steps: 4, guidance: 7 });
    expect(frame('1041')).toEqual(frame('1041'));
    expect(frame('1041')).not.toEqual(frame('1042'));
    expect(() => frame('18446744073709551615')).not.toThrow();
  });

  it('draws numbers that are uniform in 0…1', () => {
    const random = randomFrom(7);
    const drawn = Array.from({ length: 20_000 }, random);
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn)).toBeLessThan(1);
    expect(drawn.reduce((sum, one) => sum + one) / drawn.length).toBeCloseTo(0.5, 1);
  });
});

describe('in words', () => {
  it.each<[Settings[], RegExp]>([
    [sheet(fixed, 'seed'), /^Only the seed changes\./],
    [sheet(fixed, 'steps'), /^Only the steps changes?\./],
    [sheet(fixed, 'guidance'), /^Only the guidance changes\./],
    [sheet(fixed, 'everything'), /^The seed, the steps and the guidance change together\./],
    [[fixed, { ...fixed, seed: '1', guidance: 3 }], /^The seed and the guidance change together\./],
    [[fixed, fixed], /^Four times the same frame/],
  ])('%#', (frames, words) => expect(inWords(frames)).toMatch(words));

  it('names a frame', () => expect(label(fixed)).toBe('seed 1042, 20 steps, guidance 7'));
});
