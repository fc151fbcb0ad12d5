import { describe, expect, it } from 'vitest';
import { contrast, grain, inStyle, lens, medium, palette } from '../../src/islands/figures/style/apply.ts';
import {
  CHOICES,
  chosen,
  optionsOf,
  PLAIN,
  PROPERTIES,
  TONES,
  type Style,
} from '../../src/islands/figures/style/choices.ts';
import { asked, felt, inWords } from '../../src/islands/figures/style/words.ts';

/** A ramp of greys from 0 to 255, `size` px wide and high, with a red stripe at the foot. */
const ramp = (size = 32): Uint8ClampedArray => {
  const data = new Uint8ClampedArray(4 * size * size);
  for (let p = 0; p < size * size; p += 1) {
    const grey = Math.round((255 * (p % size)) / (size - 1));
    data.set(p >= size * (size - 2) ? [200, 40, 40, 255] : [grey, grey, grey, 255], 4 * p);
  }
  return data;
};
const at = (data: Uint8ClampedArray, x: number, y = 0, size = 32) => [
  ...data.slice(4 * (y * size + x), 4 * (y * size + x) + 3),
];
const same = ramp();

describe('each property', () => {
  it('leaves the picture alone when nothing is asked for', () => {
    expect(inStyle(ramp(), 32, 32, PLAIN)).toEqual(same);
  });

  it.each<[Style['palette'], number[], number[]]>([
    ['inks', [10, 72, 78], [244, 232, 208]],
    ['slate', [13, 19, 28], [246, 245, 240]],
    ['rust', [38, 18, 8], [255, 237, 207]],
  ])('palette %s lays black at %j and white at %j', (name, dark, light) => {
    const out = palette(ramp(), 32, name);
    expect(at(out, 0)).toEqual(dark);
    expect(at(out, 31)).toEqual(light);
  });

  it('two inks leave no other colour: red lies on the same ramp as its grey', () => {
    const [r, g, b] = at(palette(ramp(), 32, 'inks'), 4, 31) as [number, number, number];
    const share = (r - 10) / 234;
    expect(g).toBeCloseTo(72 + 160 * share, -0.5);
    expect(b).toBeCloseTo(78 + 130 * share, -0.5);
  });

  it.each<[Style['contrast'], number, number]>([
    ['soft', 34, 228],
    ['hard', 0, 255],
  ])('contrast %s ends at %i and %i', (name, black, white) => {
    const out = contrast(ramp(), 32, name);
    expect([at(out, 0)[0], at(out, 31)[0]]).toEqual([black, white]);
  });

  it('an old lens darkens the corners and leaves the middle', () => {
    const grey = new Uint8ClampedArray(4 * 33 * 33).fill(200);
    const out = lens(grey, 33, 33, 'old');
    expect(at(out, 16, 16, 33)).toEqual([200, 200, 200]);
    expect(at(out, 0, 0, 33)).toEqual([76, 76, 76]);
  });

  it('a glowing lens never darkens, and leaves the darks', () => {
    const out = lens(ramp(64), 64, 64, 'glow');
    expect([...out].every((value, i) => value >= ramp(64)[i]!)).toBe(true);
    expect(at(out, 2, 0, 64)).toEqual(at(ramp(64), 2, 0, 64));
  });

  it.each<[Style['grain'], number]>([
    ['fine', 3],
    ['coarse', 8],
  ])('grain %s keeps the mean and is rougher than %i codes in the middle', (name, least) => {
    const grey = new Uint8ClampedArray(4 * 64 * 64).fill(128);
    const reds = [...grain(grey, 64, name)].filter((_, i) => i % 4 === 0);
    const mean = reds.reduce((sum, red) => sum + red) / reds.length;
    const spread = Math.sqrt(reds.reduce((sum, red) => sum + (red - mean) ** 2, 0) / reds.length);
    expect(Math.abs(mean - 128)).toBeLessThan(2);
    expect(spread).toBeGreaterThan(least);
  });

  it('a screen print has five greys', () => {
    const out = medium(ramp(), 32, 'screenprint');
    expect(new Set(Array.from({ length: 32 }, (_, x) => at(out, x)[1])).size).toBeLessThanOrEqual(5);
  });

  it('halftone lays more ink where it is darker', () => {
    const flat = (value: number) => new Uint8ClampedArray(4 * 40 * 40).fill(value);
    const mean = (value: number) => {
      const out = medium(flat(value), 40, 'halftone');
      return out.reduce((sum, one, i) => sum + (i % 4 === 0 ? one : 0), 0) / 1600;
    };
    expect(mean(40)).toBeLessThan(mean(128));
    expect(mean(128)).toBeLessThan(mean(220));
  });
});

describe('the words', () => {
  it('are there for every choice but the plain ones, and name nobody', () => {
    for (const property of PROPERTIES) {
      const [first, ...rest] = optionsOf(property).map(([, option]) => option.words);
      expect([property, first]).toEqual([property, property === 'medium' ? 'photograph' : '']);
      expect(rest.every((words) => words.length > 10)).toBe(true);
    }
    const all = PROPERTIES.flatMap((property) => optionsOf(property).map(([, { words }]) => words)).join(' ');
    expect(all).not.toMatch(/style of|\bby [A-Z]/);
  });

  it.each<[string, Style, string]>([
    ['plain', PLAIN, 'photograph'],
    ['forsaken', TONES['Forsaken']!, /^photograph, low contrast.*, cool palette/.source],
    ['announced', TONES['Announced']!, /^screen print in five flat tones, hard contrast/.source],
  ])('of %s', (_, style, words) => expect(asked(style)).toMatch(new RegExp(words)));

  it('tell the feelings apart', () => {
    expect(new Set(Object.values(TONES).map(felt)).size).toBe(Object.keys(TONES).length);
  });

  it.each<[Style, RegExp]>([
    [PLAIN, /^One property is decided\. As found/],
    [{ ...PLAIN, contrast: 'hard' }, /^Two properties are decided\. Decided and loud/],
    [TONES['Urgent']!, /^Five properties are decided\. Tense/],
  ])('%#', (style, words) => expect(inWords(style)).toMatch(words));

  it('find the option of a style', () => {
    expect(chosen(PLAIN, 'medium')).toBe(CHOICES.medium.options.photograph);
  });
});
