import { describe, expect, it } from 'vitest';
import { codeParts, inlineOf } from '#core/view/inline-code.ts';

describe('code within a line', () => {
  it.each([
    ['--ar 4:5,', [{ whole: '--ar' }, { text: ' ' }, { text: '4:5,' }]],
    ['(rain:1.1)', [{ text: '(rain:1.1)' }]],
    [
      'compositeWithTrainedAlgorithmicMedia',
      [{ breaks: ['composite', 'With', 'Trained', 'Algorithmic', 'Media'] }],
    ],
    ['trainedAlgorithm', [{ text: 'trainedAlgorithm' }]],
    ['a-very-long-name-without-capitals', [{ breaks: ['a-very-long-name-without-capitals'] }]],
  ])('%s', (code, parts) => expect(codeParts(code)).toEqual(parts));

  it('stands between backticks', () =>
    expect(inlineOf('Write `--no` last; `x`')).toEqual([
      { text: 'Write ' },
      { code: [{ whole: '--no' }] },
      { text: ' last; ' },
      { code: [{ text: 'x' }] },
    ]));

  it('is nothing where there are none', () =>
    expect(inlineOf('A plain line.')).toEqual([{ text: 'A plain line.' }]));
});
