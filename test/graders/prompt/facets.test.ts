import { describe, expect, it } from 'vitest';
import { parsePrompt } from '#graders/prompt/dialects/parse.ts';
import type { Dialect } from '#graders/prompt/dialects/types.ts';
import { findFacets } from '#graders/prompt/facets/find.ts';
import { excluded } from '#graders/prompt/facets/negation.ts';
import { Facet } from '#graders/prompt/facets/schema.ts';
import { CLOSE, isWording, matches, wordingOf } from '#graders/prompt/facets/wording.ts';
import { wordsOf, wordsOfPrompt } from '#graders/prompt/facets/words.ts';

describe('a wording is known again', () => {
  it.each<[string, string, string | null]>([
    ['brown glass bottle', 'a brown glass bottle', 'brown glass bottle'],
    [
      'brown glass bottle',
      'two brown, ribbed glass pharmacy bottles',
      'brown, ribbed glass pharmacy bottles',
    ],
    ['brown glass bottle', 'glass bottle, brown', null],
    ['brown glass bottle', 'brown. A glass bottle', null],
    ['brown|amber glass? bottle|flask', 'an amber flask', 'amber flask'],
    ['brown|amber glass? bottle|flask', 'an amber and a small but very old flask', null],
    ['85 mm', 'an 85mm lens', '85mm'],
    ['85 mm', 'an 850mm lens', null],
    ['f 2.8', 'at f/2.8.', 'f/2.8'],
    ['f 2.8', 'at f/2', null],
    ['grey wall', 'a GRAY wall', 'GRAY wall'],
    ['light from left', 'lit from the left', 'lit from the left'],
    ['person', 'three people', 'people'],
    ['café', 'a cafe', 'cafe'],
    ['teal label', 'a te\u200bal la\u00adbel', 'te\u200bal la\u00adbel'],
    ['soft light', 'Soft-light', 'Soft-light'],
    ['leaf', 'two leaves on a stone', 'leaves'],
    ['leaf', 'which leaves room on the right', null],
    ['constructor', 'toString __proto__ constructor', 'constructor'],
  ])('%s in “%s”', (wording, text, found) => {
    const words = wordsOf(text);
    const [match] = matches(wordingOf(wording), words);
    expect(match ? text.slice(words[match.first]!.from, words[match.last]!.to) : null).toBe(found);
  });

  it('closer where it contradicts: in one phrase, one word apart', () => {
    const count = (text: string): number => matches(wordingOf('white label'), wordsOf(text), CLOSE).length;
    expect(count('a white paper label')).toBe(1);
    expect(count('a white bottle, its label')).toBe(0);
    expect(count('a white and very old label')).toBe(0);
  });

  it('alternatives are single words', () => {
    expect([isWording('85mm|50mm lens'), isWording('a|b c?'), isWording('  '), isWording('…')]).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });
});

describe('what is excluded', () => {
  const out = (text: string, dialect: Dialect = 'natural'): string => {
    const words = wordsOfPrompt(parsePrompt(text, dialect));
    const marks = excluded(words);
    return words
      .filter((_, i) => marks[i])
      .map(({ folded }) => folded)
      .join(' ');
  };
  it.each([
    ['no people', 'people'],
    ['without people on the wet slate', 'people'],
    ['without people, soft light', 'people'],
    ['without people, cars or signs, soft light', 'people cars or signs'],
    ['a people-free beach', 'people'],
    ['a beach free of people', 'people'],
    ['people on a beach, no cars', 'cars'],
    ['not a green bottle but a brown one', 'a green bottle'],
    ['no more than two bottles', ''],
    ['not only light', ''],
    ["there isn't any text", 'any text'],
    ['instead of a flash, window light', 'a flash'],
    ['no. People on a beach', ''],
    ['free people', ''],
    ['nothing but slate', ''],
    ['anything but a white bottle', 'a white bottle'],
    ['the opposite of warm light', 'warm light'],
    ['hardly any mist over the lake', 'mist'],
    ['remove people, keep the slate', 'people'],
  ])('%s', (text, expected) => expect(out(text)).toBe(expected));

  it.each<[Dialect, string, string]>([
    ['midjourney', 'a bottle on slate --no people, hands --ar 3:2', 'people hands'],
    ['a1111', 'a bottle on slate\nNegative prompt: people, (hands:1.2)', 'people hands'],
  ])('by the syntax of %s', (dialect, text, expected) => expect(out(text, dialect)).toBe(expected));
});

describe('a facet', () => {
  const bottle = Facet.parse({
    id: 'bottle',
    facet: 'subject',
    title: 'the brown bottle',
    early: true,
    any: ['brown|amber glass? bottle', 'bottle brown|amber', 'apothecary bottle', 'pharmacy bottle'],
    against: ['green|plastic bottle'],
  });
  const people = Facet.parse({
    id: 'people',
    facet: 'exclusions',
    title: 'people',
    any: ['person|human|hand'],
    instead: ['nobody|deserted'],
  });
  const state = (facet: Facet, text: string, dialect: Dialect = 'natural'): [string, number] => {
    const words = wordsOfPrompt(parsePrompt(text, dialect));
    const found = findFacets([facet], words, excluded(words))[0]!;
    return [found.state, found.distance];
  };
  it.each<[string, Facet, string, Dialect, string, number]>([
    ['said', bottle, 'A brown bottle on slate', 'natural', 'found', 0],
    ['not said', bottle, 'A brown jar', 'natural', 'missing', 1],
    ['taken back', bottle, 'Slate without a brown bottle', 'natural', 'excluded', 1],
    ['in the negative prompt', bottle, 'slate --no brown bottle', 'midjourney', 'excluded', 1],
    ['said and contradicted', bottle, 'A brown bottle beside a green bottle', 'natural', 'contradicted', 1],
    ['another one excluded', bottle, 'A brown bottle, no plastic bottle', 'natural', 'found', 0],
    ['late', bottle, `${'word '.repeat(40)} a brown bottle`, 'natural', 'late', 0.5],
    ['early in a short text', bottle, `${'word '.repeat(15)} a brown bottle`, 'natural', 'found', 0],
    [
      'in four wordings',
      bottle,
      'a brown bottle, an amber bottle, an apothecary bottle, a pharmacy bottle',
      'natural',
      'crowded',
      0.5,
    ],
    ['hardly weighed', bottle, '(brown bottle:0.2) on slate', 'a1111', 'weighed', 0.5],
    ['weighed with sense', bottle, '(brown bottle:1.2) on slate', 'a1111', 'found', 0],
    ['an exclusion, said', people, 'slate, no people', 'natural', 'found', 0],
    ['an exclusion in other words', people, 'a deserted beach', 'natural', 'found', 0],
    ['an exclusion as negative prompt', people, 'slate --no people', 'midjourney', 'found', 0],
    ['an exclusion, not said', people, 'slate', 'natural', 'missing', 1],
    ['an exclusion, asked for', people, 'a hand on slate', 'natural', 'wanted', 1],
    ['an exclusion, said and asked for', people, 'no people, a hand', 'natural', 'wanted', 1],
  ])('%s', (_, facet, text, dialect, expected, distance) =>
    expect(state(facet, text, dialect)).toEqual([expected, distance]),
  );

  it('is found at its place in the source', () => {
    const text = '“Nature morte”: a brown\nglass bottle';
    const words = wordsOf(text);
    const { spans } = findFacets([{ ...bottle, any: ['glass bottle'] }], words, excluded(words))[0]!;
    expect(spans.map(({ from, to }) => text.slice(from, to))).toEqual(['glass bottle']);
  });
});
