import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import {
  apart,
  CARD,
  gainsWith,
  REACH,
  spreadOf,
  UNTOUCHED,
  type Setting,
} from '../../src/islands/figures/series/match.ts';
import { difference, ofTheRow } from '../../src/islands/figures/series/words.ts';
import { labOf, patchAt, type Lab } from '../../src/islands/figures/white-balance/patch.ts';

const TARGET: Lab = [58.6, -0.9, 5.8];

describe('a setting', () => {
  it('that is untouched changes nothing, and one EV doubles the light', () => {
    gainsWith(UNTOUCHED).forEach((gain) => expect(gain).toBeCloseTo(1, 5));
    gainsWith({ ...UNTOUCHED, exposure: 1 }).forEach((gain) => expect(gain).toBeCloseTo(2, 5));
  });

  it('moves a grey in L* alone by exposure, in b* by temperature, in a* by tint', () => {
    const grey = [0.2, 0.2, 0.2] as const;
    const by = (setting: Partial<Setting>) => labOf(grey, gainsWith({ ...UNTOUCHED, ...setting }));
    const [light, a, b] = by({ exposure: 0.5 });
    expect(light - by({})[0]).toBeGreaterThan(8);
    expect(Math.hypot(a, b)).toBeLessThan(0.05);
    expect(by({ temperature: 15 })[2]).toBeGreaterThan(4);
    expect(by({ temperature: 15 })[0]).toBeCloseTo(by({})[0], 2);
    expect(by({ tint: 15 })[1]).toBeGreaterThan(4);
  });
});

describe('the row', () => {
  it.each<[Lab[], Lab]>([
    [
      [TARGET, TARGET, TARGET],
      [0, 0, 0],
    ],
    [
      [TARGET, [50.9, -1.7, -0.8]],
      [7.7, 0.8, 6.6],
    ],
    [
      [[40, -2, 1], TARGET, [60, 3, -4]],
      [20, 5, 9.8],
    ],
  ])('spread of %o', (labs, expected) => {
    spreadOf(labs).forEach((value, c) => expect(value).toBeCloseTo(expected[c]!, 9));
    spreadOf(labs.toReversed()).forEach((value, c) => expect(value).toBeCloseTo(expected[c]!, 9));
  });

  it('ΔE*ab is the distance, from either side', () => {
    expect(apart([50, 3, 4], [50, 0, 0])).toBe(5);
    expect(apart([50, 0, 0], [62, 3, 4])).toBe(13);
  });

  it.each<[Lab, string]>([
    [TARGET, ''],
    [[58.9, -0.4, 5.3], ''],
    [[50.9, -1.6, -0.8], '7.7 L* darker, 0.7 a* greener and 6.6 b* bluer'],
    [[61.4, -4.9, 8], '2.8 L* lighter, 4.0 a* greener and 2.2 b* yellower'],
    [[58.6, 1.3, 5.8], '2.2 a* redder'],
  ])('%o differs as “%s”', (lab, text) => expect(difference(lab, TARGET)).toBe(text));

  const approved = { name: 'Cucumber', lab: TARGET };
  it.each<[Lab[], string]>([
    [
      [[58.2, -0.5, 6.1], TARGET],
      'One light: the card reads the same in all four, and none of them is seen first.',
    ],
    [
      [
        [58.2, -0.5, 6.1],
        [50.9, -1.6, -0.8],
      ],
      'Lemon is seen first: 7.7 L* darker, 0.7 a* greener and 6.6 b* bluer than Cucumber. The others agree.',
    ],
    [
      [
        [55.5, 1.3, 15.2],
        [57, -0.9, 5.8],
      ],
      'Rhubarb is seen first: 3.1 L* darker, 2.2 a* redder and 9.4 b* yellower than Cucumber. 2 of 2 still differ.',
    ],
  ])('%o', ([rhubarb, lemon], text) => {
    const others = [
      { name: 'Rhubarb', lab: rhubarb! },
      { name: 'Lemon', lab: lemon! },
    ];
    expect(ofTheRow(others, approved)).toBe(text);
  });

  it('names a difference whenever it says that there is one', () => {
    for (const lab of [
      [59.3, -0.2, 6.5],
      [57.9, -1.6, 5.1],
    ] as Lab[]) {
      expect(apart(lab, TARGET)).toBeGreaterThan(1.2);
      expect(ofTheRow([{ name: 'Lemon', lab }], approved)).toMatch(/^Lemon is seen first: 0\.7 /);
    }
  });
});

describe('content/pictures/series', async () => {
  const PATCHES = { white: 0.51, middle: CARD.y, dark: 0.81 };
  const read = async (name: string) => {
    const { data, info } = await sharp(`content/pictures/series/${name}.webp`)
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const picture = { ...info, data: new Uint8ClampedArray(data) };
    return (place: keyof typeof PATCHES, setting = UNTOUCHED) => {
      const [x, y] = [Math.round(CARD.x * info.width), Math.round(PATCHES[place] * info.height)];
      const patch = patchAt(picture, x, y, Math.round(REACH * info.width));
      return { lab: labOf(patch.linear, gainsWith(setting)), clipped: patch.clipped };
    };
  };

  it.each<[string, Lab]>([
    ['look-rhubarb', TARGET],
    ['look-lemon', TARGET],
    ['look-cucumber', TARGET],
    ['look-blackcurrant', TARGET],
    ['lemon-off', [56.8, -0.1, 1.8]],
    ['rhubarb-veiled', [58.6, -0.8, 5.7]],
  ])('%s has the card that the lesson says', async (name, expected) => {
    const { lab } = (await read(name))('middle');
    lab.forEach((value, c) => expect(Math.abs(value - expected[c]!)).toBeLessThan(0.25));
  });

  it('the veiled frame is 9 L* too dark in the white, 14 too light in the dark patch', async () => {
    const [veiled, look] = [await read('rhubarb-veiled'), await read('look-rhubarb')];
    expect(Math.round(veiled('white').lab[0] - look('white').lab[0])).toBe(-9);
    expect(Math.round(veiled('dark').lab[0] - look('dark').lab[0])).toBe(14);
  });

  it('settings copied from the first frame burn the white of the second', async () => {
    expect((await read('lemon-synced'))('white').clipped).toBeGreaterThan(0.9);
    expect((await read('lemon'))('white').clipped).toBe(0);
  });

  it.each<[string, Setting]>([
    ['rhubarb', { exposure: 0.45, temperature: 17, tint: -1 }],
    ['lemon', { exposure: -0.15, temperature: 0.5, tint: 5.5 }],
    ['blackcurrant', { exposure: 0.2, temperature: -26.5, tint: 3 }],
  ])(
    'the sliders bring %s to the approved frame, and its settings bring no other one',
    async (name, setting) => {
      const target = (await read('look-cucumber'))('middle').lab;
      for (const other of ['rhubarb', 'lemon', 'blackcurrant']) {
        const { lab } = (await read(other))('middle', setting);
        if (other === name) expect(apart(lab, target)).toBeLessThan(1.2);
        else expect(apart(lab, target)).toBeGreaterThan(4);
      }
    },
  );
});
