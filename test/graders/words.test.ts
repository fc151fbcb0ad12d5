import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { KINDS } from '#graders/criteria/kinds.ts';
import { EVIDENCE_CODES } from '#graders/evidence/draw.ts';
import { LOSS_CODES } from '#graders/prompt/dialects/problems.ts';
import { PRIVATE_FACTS } from '#graders/pixels/private-facts.ts';
import { NOTE_CODES } from '#graders/report/notes.ts';
import { missingWords } from '#graders/report/missing-words.ts';
import { readWords, say } from '#graders/report/words.ts';
import { SET_CODES } from '#graders/sets/labels.ts';
import { PROBLEM_CODES } from '#graders/report/problems.ts';
import type { Words } from '#graders/types.ts';

const emitted: [string, readonly string[]][] = [
  ...[...KINDS.values()].flatMap((kind) => Object.entries(kind.codes)),
  ...Object.entries(EVIDENCE_CODES),
  ...Object.entries(NOTE_CODES),
  ...Object.entries(SET_CODES),
  ...Object.entries(LOSS_CODES),
  ...PRIVATE_FACTS.map((fact): [string, readonly string[]] => [`private.${fact}`, []]),
  ...Object.entries(PROBLEM_CODES).flatMap(([code, params]): [string, readonly string[]][] =>
    ['title', 'text', 'hint'].map((part) => [`problem.${code}.${part}`, params]),
  ),
];

let words: Words;
beforeAll(async () => {
  words = await readWords();
});

describe('every code has its words', () => {
  it.each(emitted)('%s', (code, params) => {
    const text = say(words, code, Object.fromEntries(params.map((name) => [name, 2])));
    expect(text.length).toBeGreaterThan(2);
    expect(text).not.toMatch(/[{}!]|undefined/);
  });

  it('and no words are left over', () => {
    expect(Object.keys(words).filter((code) => !emitted.some(([known]) => known === code))).toEqual([]);
  });
});

describe('what is said of what must stay fits a product on nothing as well as the rest of a picture', () => {
  it.each(Object.keys(KINDS.get('protect')!.codes))('%s', (code) =>
    expect(words[code]!.text).not.toMatch(/outside the edit|the (whole )?picture|the rest|retouch/i),
  );
});

describe('words that are wrong say so in a sentence', () => {
  it('nothing is wrong with ours', () => expect(missingWords(words)).toEqual([]));

  it('a text that is missing, one that asks for more than it is given', () => {
    const { 'neutral.clean': _, ...others } = words;
    const typo = { ...words['protect.place']!, text: 'changed by {amuont}' };
    expect(missingWords({ ...others, 'protect.place': typo })).toEqual([
      expect.stringMatching(/^content\/feedback\/neutral\.yaml: No words for neutral\.clean; its kind gives/),
      'content/feedback/protect.yaml: The text of protect.place asks for {amuont}, which it is not given; its kind gives {amount}',
    ]);
  });

  it.each([
    [
      'a: { severity: loud, text: x }',
      /^content\/feedback\/mine\.yaml: a needs a text, and a severity that is one of /,
    ],
    ['a: [', /^content\/feedback\/mine\.yaml: /],
    ['', /^content\/feedback\/mine\.yaml: the file needs a text/],
  ])('%s', async (yaml, sentence) => {
    const folder = await mkdtemp(join(tmpdir(), 'atelier-words-'));
    await writeFile(join(folder, 'mine.yaml'), yaml);
    await expect(readWords(folder)).rejects.toThrow(sentence);
    await rm(folder, { recursive: true });
  });
});

describe('say', () => {
  const some: Words = { code: { severity: 'informative', text: '{n} {n|place|places} in {where}' } };
  it.each([
    [1, '1 place in shadow'],
    [3, '3 places in shadow'],
  ])('%d', (n, text) => expect(say(some, 'code', { n, where: 'shadow' })).toBe(text));
  it('throws on a missing param, naming code and param', () =>
    expect(() => say(some, 'code', { n: 1 })).toThrow(
      'The text of code asks for {where}, which it is not given',
    ));
  it('throws on a missing code', () => expect(() => say(some, 'other', {})).toThrow('No words for other'));
});
