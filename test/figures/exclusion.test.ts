import { describe, expect, it } from 'vitest';
import type { Dialect } from '#graders/prompt/dialects/types.ts';
import { moved, negationsIn, stretches } from '../../src/islands/figures/exclusion/negations.ts';
import { inWords } from '../../src/islands/figures/exclusion/words.ts';

const SHORE = 'a wide beach at low tide, no people, without boats, pale morning light';

describe('denials', () => {
  it.each([
    [SHORE, ['people', 'boats']],
    ['no lettering and no reflections, soft light', ['lettering', 'reflections']],
    ['a street free of parked cars at noon', ['parked cars']],
    ['without any text.', ['text']],
    ['a nobleman in Norway, a notebook', []],
    ['an empty beach, untouched sand', []],
    ['', []],
  ])('%s', (text, things) => {
    const found = negationsIn(text);
    expect(found.map(({ thing }) => thing)).toEqual(things);
    for (const { thing, thingFrom, from, to } of found) {
      expect(text.slice(thingFrom, thingFrom + thing.length)).toBe(thing);
      expect(text.slice(from, to).endsWith(thing)).toBe(true);
    }
  });

  it('cuts a text into stretches that make it up again', () =>
    expect(
      stretches(SHORE)
        .map(({ text }) => text)
        .join(''),
    ).toBe(SHORE));

  it('says what is named all the same', () => {
    expect(inWords(negationsIn(SHORE))).toBe(
      'The prompt denies ‘people’ and ‘boats’, and names them all the same, at full weight.',
    );
    expect(inWords([])).toBe('Nothing is denied in the prompt; every word asks for something.');
  });
});

describe('the same wish where the tool looks for it', () => {
  const WORDS = 'a wide beach at low tide, pale morning light';
  it.each([
    ['midjourney', `${WORDS} --no people, boats`, null],
    ['a1111', WORDS, 'people, boats'],
    ['comfyui', WORDS, 'people, boats'],
    ['natural', WORDS, null],
  ] as [Dialect, string, string | null][])('%s', (dialect, text, box) =>
    expect(moved(SHORE, dialect)).toEqual({ text, box, things: ['people', 'boats'] }),
  );

  it.each([
    ['a bottle on slate, no lettering and no reflections, soft light', 'a bottle on slate, soft light'],
    ['no people', ''],
    ['a desk with no wrappers.', 'a desk.'],
  ])('leaves no rest behind: %s', (text, words) => expect(moved(text, 'a1111').text).toBe(words));

  it('reads hostile text in bounded time', { timeout: 20_000 }, () => {
    for (const text of [
      'no '.repeat(30_000),
      `no ${'a'.repeat(50_000)}`,
      'no a b c '.repeat(10_000),
      ', '.repeat(40_000),
    ])
      expect(typeof moved(text, 'midjourney').text).toBe('string');
  });
});
