import { describe, expect, it } from 'vitest';
import { analyse } from '#graders/prompt/analyse.ts';
import { Facet } from '#graders/prompt/facets/schema.ts';
import { tagsOf } from '#graders/prompt/facets/tag.ts';
import { wordsOf } from '#graders/prompt/facets/words.ts';
import { strangeVerbs } from '#graders/prompt/language/verbs.ts';

const facet = (id: string, kind: Facet['facet'], ...any: string[]): Facet =>
  Facet.parse({ id, facet: kind, title: id, any, ...(id === 'bottle' ? { early: true } : {}) });
const FACETS = [
  facet('bottle', 'subject', 'white|ivory bottle|flacon'),
  facet('label', 'subject', 'teal|petrol label'),
  facet('stone', 'setting', 'wet|dark slate|stone'),
  facet('light', 'light', 'soft|early light'),
  facet('focus', 'lens', 'shallow depth of field'),
  facet('palette', 'palette', 'cold|muted palette|tone'),
  facet('mood', 'mood', 'quiet|calm'),
  facet('third', 'composition', 'left third'),
];
const look = (text: string) => analyse(text, { dialect: 'natural', facets: FACETS });
const quoted = (text: string, spans: readonly { from: number; to: number }[]): string[] =>
  spans.map(({ from, to }) => text.slice(from, to));

describe('what joins things that are asked for', () => {
  it.each<[string, string[]]>([
    ['A white bottle with a teal label on wet slate in soft light.', []],
    ['In the left third stands a white bottle, its teal label sharp.', []],
    ['Wet slate under a white bottle, soft light from behind, quiet.', []],
    ['A quiet on the teal label.', ['quiet on the teal label']],
    ['Left third of soft light.', ['Left third of soft light']],
    ['Wet slate a teal label.', ['Wet slate a teal label']],
    ['The cold palette stands on the wet slate.', ['cold palette stands on the wet slate']],
    ['Shallow depth of field of the white bottle.', ['Shallow depth of field of the white bottle']],
    ['White bottle, quiet, soft light, left third.', []],
    ['The shallow depth of field gives the white bottle room.', []],
  ])('%s', (text, expected) => expect(quoted(text, look(text).language.unattached)).toEqual(expected));
});

describe('attributes of another thing', () => {
  it.each<[string, string[]]>([
    ['A white bottle with a teal label on wet slate.', []],
    ['A teal bottle with a white label on cold slate.', ['teal bottle', 'white label']],
    ['A white glass bottle with a wet teal label.', ['wet teal label']],
    ['A quiet bottle in a strange room.', []],
  ])('%s', (text, expected) => expect(quoted(text, look(text).language.swapped)).toEqual(expected));
});

describe('the main thing', () => {
  it.each<[string, boolean]>([
    ['A white bottle on wet slate.', true],
    ['Photograph of a white bottle on wet slate.', true],
    ['On wet slate stands a white bottle.', true],
    ['Early light. A white bottle.', true],
    ['Like a lighthouse, a white bottle stands on wet slate.', true],
    ['No dog, but a white bottle on wet slate.', true],
    ['A horse, and beside it a white bottle on wet slate.', false],
    ['A gadget, and next to it a white bottle.', false],
    ['A poster with a white bottle.', false],
    ['The lid of a white bottle.', false],
    ['A dog looks at a white bottle.', false],
  ])('%s', (text, first) => {
    const { found, contradictions } = look(text);
    expect(found.some(({ facet: { id } }) => id === 'bottle')).toBe(first);
    expect(contradictions.map(({ state }) => state)).toEqual(first ? [] : ['displaced']);
  });
});

describe('verbs of which a picture shows nothing', () => {
  it.each<[string, string[], number]>([
    ['A bottle stands on slate, mist drifts behind and light falls on it.', [], 0],
    [
      'The label marries the mist. The slate teaches a drop. The light forgives the collar.',
      ['marries', 'teaches', 'forgives'],
      1,
    ],
    ['The slate teaches a drop.', ['teaches'], 0],
  ])('%s', (text, verbs, share) => {
    const found = strangeVerbs(wordsOf(text));
    expect(found.words.map(({ folded }) => folded)).toEqual(verbs);
    expect(found.share).toBe(share);
  });
});

describe('parts of speech', () => {
  it.each(['', "don't f/2.8 85mm", 'l’été', `${'x'.repeat(5000)} bottle`, 'a '.repeat(500), '4,2 3.5 %'])(
    '%s has one for every word',
    (text) => {
      const words = wordsOf(text);
      expect(tagsOf(words)).toHaveLength(words.length);
    },
  );
});
