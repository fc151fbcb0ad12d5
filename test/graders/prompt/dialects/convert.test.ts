import { describe, expect, it } from 'vitest';
import { caret } from '#graders/prompt/dialects/caret.ts';
import { convert } from '#graders/prompt/dialects/convert.ts';
import { phraseFinder } from '#graders/prompt/dialects/fragments.ts';
import { parsePrompt } from '#graders/prompt/dialects/parse.ts';
import type { Dialect } from '#graders/prompt/dialects/types.ts';

describe('convert', () => {
  it.each([
    ['a1111', 'comfyui', '((wet stone:1.3)) fog', '(wet stone:1.43) fog', null, []],
    ['comfyui', 'a1111', '((wet stone:1.3)) fog', '(wet stone:1.3) fog', null, []],
    ['a1111', 'invokeai', 'a (cat:1.3), [fog]', 'a (cat)1.3, (fog)0.909', null, []],
    ['a1111', 'novelai', 'a (cat:1.3), fog', 'a 1.3::cat::, fog', null, []],
    ['invokeai', 'a1111', 'cat++ and (a dog)0.8', '(cat:1.21) and (a dog:0.8)', null, []],
    ['novelai', 'comfyui', '{{rain}}, [fog]', '(rain:1.103), (fog:0.952)', null, []],
    ['a1111', 'midjourney', '(cat:1.3), fog', 'cat::1.3 fog::1', null, ['splits-prompt']],
    ['a1111', 'midjourney', 'cat, fog', 'cat, fog', null, []],
    ['midjourney', 'comfyui', 'cat::2 fog::1 --ar 3:2', '(cat:2), fog', null, ['loses-parameters']],
    ['a1111', 'natural', 'a (cat:1.3)', 'a cat', null, ['loses-weights']],
    ['a1111', 'comfyui', 'a <lora:film:0.8>', 'a ', null, ['loses-loras']],
    ['a1111', 'comfyui', '[noon:dusk:0.4] sea', 'dusk sea', null, ['loses-schedule']],
    ['a1111', 'comfyui', 'a\nNegative prompt: (b:1.2)', 'a\n', '(b:1.2)', []],
    [
      'a1111',
      'midjourney',
      'a\nNegative prompt: (b:1.2), c',
      'a --no b, c',
      null,
      ['loses-negative-weights'],
    ],
    ['midjourney', 'a1111', 'a --no b, c', 'a\nNegative prompt: b, c', null, ['loses-no-weight']],
    ['comfyui', 'a1111', 'f(x) \\(y\\) [z] 16:9', 'f(x:1.1) (\\(y\\) \\[z\\] 16:9:1)', null, []],
    ['comfyui', 'comfyui', '((a:1.3))', '((a:1.3))', null, []],
  ] as [Dialect, Dialect, string, string, string | null, string[]][])(
    '%s → %s: %s',
    (from, to, source, text, negative, losses) => {
      const converted = convert(parsePrompt(source, from), to);
      expect(converted.text).toBe(text);
      expect(converted.negative).toBe(negative);
      expect(converted.losses.map(({ code }) => code)).toEqual(losses);
    },
  );

  it('never ends a webui prompt in a weight of the whole', () => {
    const { text } = convert(parsePrompt('a frame of 16:9', 'natural'), 'a1111');
    expect(parsePrompt(text, 'a1111').positive.map(({ text: words }) => words)).toEqual(['a frame of 16:9']);
  });
});

describe('phraseFinder', () => {
  it.each([
    ['a (wet stone:1.3)', 'Wet  Stone', [[1.3, 1.3, 3, 12]]],
    ['a (wet) stone', 'wet stone', [[1, 1.1, 3, 13]]],
    ['wet stones, (wet stone:0.5)', 'wet stone', [[0.5, 0.5, 13, 22]]],
    ['wet BREAK stone', 'wet stone', []],
    ['dry stone', 'wet stone', []],
  ] as [string, string, number[][]][])('%s: %s', (source, phrase, found) =>
    expect(
      phraseFinder(parsePrompt(source, 'a1111').positive)(phrase).map((w) => [w.least, w.most, w.from, w.to]),
    ).toEqual(found),
  );
});

describe('caret', () => {
  it.each([
    ['a (b c', 2, 3, 'a (b c\n  ^'],
    ['one\ntwo (three', 8, 9, 'two (three\n    ^'],
    ['日本 (b', 3, 4, '日本 (b\n     ^'],
    ['e\u0301 (b', 3, 4, 'e\u0301 (b\n  ^'],
    ['🦊 (b:1,3)', 5, 9, '🦊 (b:1,3)\n     ^^^^'],
    ['\ta (b', 3, 4, ' a (b\n   ^'],
    ['abc', 3, 3, 'abc\n   ^'],
  ])('%j [%i, %i)', (source, from, to, shown) => expect(caret(source, { from, to })).toBe(shown));

  it('cuts a long line around the place', () => {
    const [line = '', carets = ''] = caret(`${'x '.repeat(200)}(${'y '.repeat(200)}`, {
      from: 400,
      to: 401,
    }).split('\n');
    expect(line.length).toBe(74);
    expect(line[carets.indexOf('^')]).toBe('(');
  });
});
