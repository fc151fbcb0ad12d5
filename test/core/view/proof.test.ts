import { describe, expect, it } from 'vitest';
import type { PromptReport } from '../../../graders/report/schema.ts';
import { comparedWith, proofOf } from '#core/view/proof.ts';

const TEXT = 'a cracked teapot, (soft light:1.3), soft light, 8k';
const at = (words: string, from = TEXT.indexOf(words)) => ({ from, to: from + words.length });
const spans: PromptReport['spans'] = [
  {
    ...at('8k'),
    kind: 'problem',
    criterion: 'craft',
    code: 'x',
    severity: 'actionable',
    text: 'Says nothing.',
  },
  { ...at('teapot'), kind: 'facet', criterion: 'asked', code: 'y', text: 'Subject' },
  { ...at('soft light'), kind: 'weight', weight: 1.3, text: 'Weighs 1.3' },
  { ...at('soft light'), kind: 'facet', criterion: 'asked', code: 'y', text: 'Light' },
  {
    ...at('(soft light:1.3)'),
    kind: 'problem',
    criterion: 'craft',
    code: 'z',
    severity: 'actionable',
    text: 'Said twice.',
  },
  { ...at('cracked'), kind: 'weight', weight: 1, text: 'Weighs 1' },
];

describe('a text as it is handed back', () => {
  const proof = proofOf({ text: TEXT, spans });

  it('numbers its marks in the order of reading, each with its words and its sentence', () => {
    expect(proof.marks.map(({ n, kind, words, text }) => [n, kind, words, text])).toEqual([
      [1, 'facet', 'teapot', 'Subject'],
      [2, 'problem', '(soft light:1.3)', 'Said twice.'],
      [3, 'facet', 'soft light', 'Light'],
      [4, 'problem', '8k', 'Says nothing.'],
    ]);
  });

  it('lists apart what weighs more or less than the rest', () => {
    expect(proof.weights).toEqual([{ ...at('soft light'), weight: 1.3, text: 'soft light' }]);
  });

  it('has neither where nothing was found', () => {
    expect(proofOf({ text: TEXT, spans: [] })).toEqual({ text: TEXT, marks: [], weights: [] });
  });
});

describe('two texts side by side', () => {
  const text = (words: string, ...said: [string, string, ('facet' | 'problem')?][]) =>
    proofOf({
      text: words,
      spans: said.map(([part, what, kind = 'facet']) => {
        const from = words.indexOf(part);
        return { from, to: from + part.length, kind, text: what };
      }),
    });

  it('in the words of each for the same, a gap where one does not say it, problems left out', () => {
    const accepted = text(
      'a teapot, dim lamp light',
      ['teapot', 'Subject'],
      ['dim', 'Light'],
      ['lamp light', 'Light'],
    );
    const yours = text(
      '8k kettle, quiet',
      ['8k', 'Empty', 'problem'],
      ['kettle', 'Subject'],
      ['quiet', 'Mood'],
    );
    expect(comparedWith(accepted, yours)).toEqual([
      { what: 'Subject', yours: ['kettle'], accepted: ['teapot'] },
      { what: 'Light', yours: [], accepted: ['dim', 'lamp light'] },
      { what: 'Mood', yours: ['quiet'], accepted: [] },
    ]);
  });
});
