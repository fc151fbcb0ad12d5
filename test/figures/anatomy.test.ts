import { describe, expect, it } from 'vitest';
import { clipTokens } from '#graders/prompt/tokens.ts';
import {
  compose,
  countTokens,
  countWords,
  FACETS,
  wholeFrame,
} from '../../src/islands/figures/anatomy/facets.ts';
import { inWords, ofFacet } from '../../src/islands/figures/anatomy/words.ts';

const said = (...ids: string[]) => new Set(ids);
const all = said(...FACETS.map(({ id }) => id));
const tokens = Object.fromEntries(FACETS.map(({ id, words }) => [id, clipTokens(words)]));

describe('the prompt', () => {
  it.each<[string[], string, string]>([
    [[], '', ''],
    [['subject'], 'A blue-grey stoneware mug', ''],
    [['exclusions'], '', 'people, lettering'],
    [['mood', 'subject'], 'A blue-grey stoneware mug, quiet, before anybody else is up', ''],
  ])('of %j', (ids, prompt, exclude) => {
    expect(compose(said(...ids))).toEqual({ prompt, exclude });
  });

  it.each([
    ['', 0],
    ['85 mm at f/2.8', 4],
    ['soft-edged shadows, grey-green', 3],
  ])('%j has %i words', (text, count) => expect(countWords(text)).toBe(count));

  it('counts the tokens of the whole as CLIP does, whatever is said', () => {
    for (const facet of FACETS) {
      const less = new Set([...all].filter((id) => id !== facet.id));
      expect([facet.id, countTokens(less, tokens)]).toEqual([facet.id, clipTokens(compose(less).prompt)]);
    }
    expect(countTokens(said(), tokens)).toBe(0);
  });
});

it('has the tokens that the lesson names: 113 in all, and 75 before the palette', () => {
  const first = FACETS.slice(
    0,
    FACETS.findIndex(({ id }) => id === 'palette'),
  ).map(({ id }) => id);
  expect([countTokens(all, tokens), countTokens(said(...first), tokens)]).toEqual([113, 75]);
});

describe('the places', () => {
  it('lie in the frame', () => {
    for (const { x, y, width, height } of FACETS.flatMap(({ places }) => places)) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(Math.max(x + width, y + height)).toBeLessThanOrEqual(1.0001);
    }
  });

  it('are the whole frame for mood and medium alone', () => {
    expect(FACETS.filter(wholeFrame).map(({ id }) => id)).toEqual(['mood', 'medium']);
  });
});

describe('in words', () => {
  it.each<[Set<string>, RegExp]>([
    [all, /^Everything that matters/],
    [said(), /^Nothing is said/],
    [new Set([...all].filter((id) => id !== 'light')), /^Left to the model: light\. /],
    [
      new Set([...all].filter((id) => id !== 'light' && id !== 'lens')),
      /^Left to the model: light and lens\. /,
    ],
    [said('subject'), /^Left to the model: 10 of 11 facets\. /],
  ])('%#', (ids, words) => expect(inWords(ids)).toMatch(words));

  it('tells what a facet answers for, or what its absence costs', () => {
    const light = FACETS.find(({ id }) => id === 'light')!;
    expect(ofFacet(light, true)).toMatch(/^Light\. Direction/);
    expect(ofFacet(light, false)).toMatch(/^Light\. Without it/);
  });
});
