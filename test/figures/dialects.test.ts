import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { READ_ON } from '#graders/prompt/dialects/data/midjourney.ts';
import { convert } from '#graders/prompt/dialects/convert.ts';
import { parsePrompt } from '#graders/prompt/dialects/parse.ts';
import type { Dialect } from '#graders/prompt/dialects/types.ts';
import { clipTokens } from '#graders/prompt/tokens.ts';
import { EXAMPLES, SHARED } from '../../src/islands/figures/dialects/examples.ts';
import { barOf, phrasesOf } from '../../src/islands/figures/dialects/phrases.ts';
import { inWords } from '../../src/islands/figures/dialects/words.ts';

const rows = (text: string, dialect: Dialect) =>
  phrasesOf(parsePrompt(text, dialect)).map(({ text: words, weight }) => [words, weight]);
const example = (name: string) => EXAMPLES.find((one) => one.name === name)!.text;

describe('phrases of the figure', () => {
  it.each([
    ['a1111', 'Nested', [1, 1.43, 0.8, 1.1]],
    ['comfyui', 'Nested', [1, 1.3, 0.8, 1.1]],
    ['a1111', 'Square brackets', [1, 1, 0.91, 0.83]],
    ['novelai', 'Square brackets', [1, 1, 0.95, 0.91]],
    ['a1111', 'Never closed', [1, 1.1, 1.1, 1.1]],
    ['comfyui', 'Never closed', [1, 1, 1, 1]],
  ] as [Dialect, string, number[]][])('%s reads “%s”', (dialect, name, weights) =>
    expect(rows(example(name), dialect).map(([, weight]) => weight)).toEqual(weights),
  );

  it('puts what is not wanted last, and marks what is seen at some steps', () => {
    const phrases = phrasesOf(parsePrompt('[noon:dusk:0.4], sea\nNegative prompt: (people:1.4)', 'a1111'));
    expect(phrases.map(({ text, negative, scheduled }) => [text, negative, scheduled])).toEqual([
      ['noon', false, true],
      ['dusk', false, true],
      ['sea', false, false],
      ['people', true, false],
    ]);
  });

  it('shows two dozen at most', () =>
    expect(phrasesOf(parsePrompt('a, '.repeat(100), 'natural'))).toHaveLength(24));

  it.each([
    [1, 50, 0],
    [1.5, 50, 25],
    [0.5, 25, 25],
    [0, 0, 50],
    [9, 50, 50],
    [-1, 0, 50],
  ])('draws %f from %i, %i wide', (weight, left, width) => expect(barOf(weight)).toEqual({ left, width }));
});

describe('its sentence', () => {
  const compared = (text: string, one: Dialect, other: Dialect) =>
    inWords(
      { dialect: one, phrases: phrasesOf(parsePrompt(text, one)) },
      { dialect: other, phrases: phrasesOf(parsePrompt(text, other)) },
    );

  it.each([
    [
      example('Nested'),
      'a1111',
      'comfyui',
      '‘wet stone’ weighs 1.43 in the Stable Diffusion web UI and 1.3 in ComfyUI.',
    ],
    [
      '(fog:0.8)',
      'a1111',
      'comfyui',
      'The Stable Diffusion web UI and ComfyUI give every phrase the same weight.',
    ],
    ['fog', 'a1111', 'a1111', 'Choose two different tools to compare how they read the prompt.'],
    [
      '(fog:0.8)',
      'a1111',
      'novelai',
      '1 phrase reaches NovelAI in other letters than the Stable Diffusion web UI.',
    ],
  ] as [string, Dialect, Dialect, string][])('%s: %s, %s', (text, one, other, sentence) =>
    expect(compared(text, one, other)).toBe(sentence),
  );
});

describe('what the lesson says', () => {
  it('of nesting, schedules, tokens and braces', () => {
    expect(rows('((fog:0.8))', 'a1111')).toEqual([['fog', 0.88]]);
    expect(parsePrompt('[sea haze:0.8]', 'a1111').schedules).toMatchObject([{ kind: 'swap', at: 0.8 }]);
    expect(clipTokens('a photo of a cat')).toBe(5);
    expect(rows('{{rain}}', 'novelai')).toEqual([['rain', 1.1]]);
    expect(parsePrompt('a mug on slate --ar 4:5, --stylize 50', 'midjourney').problems[0]?.code).toBe(
      'stray-sign',
    );
  });

  it('of the date of the ranges', () => {
    const month = new Date(READ_ON).toLocaleDateString('en-GB', {
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    });
    const lesson = readFileSync('content/lessons/prompting/dialects.mdx', 'utf8');
    expect(lesson).toContain(`ranges as of ${month}`);
  });

  it('of the converter: what is shared loses only what has no words there', () => {
    const [webUi] = SHARED;
    const made = convert(parsePrompt(webUi.text, webUi.dialect), 'comfyui');
    expect(made.losses.map(({ code }) => code)).toEqual(['loses-loras']);
    expect(made.text.trim()).toBe('lighthouse, (wet stone:1.43), (sea haze:0.909),');
    expect(made.negative).toBe('(people:1.4), lettering');
  });
});
