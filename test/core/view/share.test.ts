import { describe, expect, it } from 'vitest';
import { frameTitle, layerWords } from '#core/view/layer-words.ts';
import { nextStep } from '#core/view/next-step.ts';
import { shareOf, shareSentence } from '#core/view/share.ts';
import { criterion, report } from './fakes.ts';

describe('what a criterion counts for', () => {
  const others = [{ weight: 3 }, { weight: 1 }];
  it.each([
    [{ weight: 3 }, '75 %', 'Counts for 75 % of the score.'],
    [{ weight: 1 }, '25 %', 'Counts for 25 % of the score.'],
    [{ weight: 0, factor: 1 }, '× 1', 'Adds nothing to the score, and takes nothing off it.'],
    [{ weight: 0, factor: 0.85 }, '× 0.85', 'Adds nothing to the score, and takes 15 % off it.'],
  ])('%o', (one, cell, sentence) => {
    expect(shareOf(one, others)).toBe(cell);
    expect(shareSentence(one, others)).toBe(sentence);
  });
});

describe('the next step', () => {
  const criteria = [criterion({ id: 'tone', title: 'The tone' })];
  const next = { criterion: 'tone', code: 'tone.dark', text: 'Lighten it.' };
  it.each([
    [report({ criteria, next }), false, 'Do this next', 'Lighten it.', 'It gains most in: The tone.'],
    [
      report({ criteria, next }),
      true,
      'If you take it further',
      'Lighten it.',
      'It gains most in: The tone.',
    ],
    [
      report({ criteria }),
      true,
      'Nothing left to do',
      'The client would take this as it is. Go on to the next frame.',
      '',
    ],
  ])('%#', (given, passed, label, text, note) => {
    expect(nextStep(given, passed)).toEqual({ label, text, note });
  });
});

it('pictures of a viewer say what they show, and whose they are', () => {
  const title = frameTitle('Shelf', 1, { title: 'Lemon' });
  expect(layerWords(title, null).yours).toEqual({
    label: 'Yours',
    alt: 'Your picture: Shelf, frame 2, Lemon',
  });
  expect(layerWords(title, 'Ada').yours).toEqual({
    label: 'Theirs',
    alt: 'The picture by Ada: Shelf, frame 2, Lemon',
  });
});
