import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CASES } from '../../src/islands/figures/disclosure/cases.ts';
import { TERMS, type TermId } from '../../src/islands/figures/disclosure/terms.ts';
import { QUESTIONS, walk } from '../../src/islands/figures/disclosure/tree.ts';
import { caption, inWords, tagLine } from '../../src/islands/figures/disclosure/words.ts';

describe('the questions', () => {
  it.each<[number[], string[], TermId | null]>([
    [[], ['generative'], null],
    [[0], ['generative', 'before'], null],
    [[0, 0], ['generative', 'before'], 'trainedAlgorithmicMedia'],
    [[0, 1, 0], ['generative', 'before', 'join'], 'compositeWithTrainedAlgorithmicMedia'],
    [[0, 1, 1], ['generative', 'before', 'join'], 'compositeSynthetic'],
    [[1, 0, 0], ['generative', 'origin', 'since'], 'digitalCapture'],
    [[1, 0, 3], ['generative', 'origin', 'since'], 'humanEdits'],
    [[1, 3], ['generative', 'origin'], 'digitalCreation'],
    [[0, 0, 1, 1], ['generative', 'before'], 'trainedAlgorithmicMedia'],
    [[7], ['generative'], null],
  ])('%j asks %j and ends in %s', (answers, asked, term) => {
    const way = walk(answers);
    expect(way.asked.map(({ id }) => id)).toEqual(asked);
    expect(way.term).toBe(term);
  });

  it('reach every term once, and ask nothing in vain', () => {
    const ends = QUESTIONS.flatMap(({ answers }) => answers.flatMap(({ term }) => term ?? []));
    expect(ends.toSorted()).toEqual(Object.keys(TERMS).toSorted());
    const asked = QUESTIONS.flatMap(({ answers }) => answers.flatMap(({ next }) => next ?? []));
    expect(asked.toSorted()).toEqual(
      QUESTIONS.slice(1)
        .map(({ id }) => id)
        .toSorted(),
    );
  });
});

describe('the jobs', () => {
  it.each(CASES.map((one) => [one.name, one] as const))('%s has its picture and its term', (_, one) => {
    expect(existsSync(one.picture)).toBe(true);
    expect(inWords(one.term, one)).toContain('That is right.');
  });

  it('have six different answers', () => expect(new Set(CASES.map(({ term }) => term)).size).toBe(6));
});

describe('in words', () => {
  const wrapper = CASES.find(({ id }) => id === 'wrapper')!;
  it.each<[TermId | null, typeof wrapper | null, RegExp]>([
    [null, null, /^Answer the questions/],
    ['humanEdits', null, /^humanEdits: Human-edited media\. The file says so\.$/],
    ['compositeSynthetic', null, /The file says so, and the caption does\.$/],
    ['humanEdits', wrapper, /not what happened here.*who made the pixels\.$/],
    ['compositeSynthetic', wrapper, /not what happened here.*how the parts came together\.$/],
  ])('%s', (term, one, words) => expect(inWords(term, one)).toMatch(words));

  it('writes the address of the term as IPTC has it', () => {
    expect(tagLine('humanEdits')).toBe(
      'XMP-iptcExt:DigitalSourceType=http://cv.iptc.org/newscodes/digitalsourcetype/humanEdits',
    );
  });

  it.each<[TermId, boolean]>([
    ['trainedAlgorithmicMedia', true],
    ['compositeWithTrainedAlgorithmicMedia', true],
    ['compositeSynthetic', true],
    ['algorithmicallyEnhanced', false],
    ['digitalCreation', false],
  ])('the caption of %s speaks of AI: %s', (term, speaks) => {
    expect(/\bgenerat/.test(caption(term))).toBe(speaks);
  });
});
