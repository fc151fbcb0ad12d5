import { describe, expect, it } from 'vitest';
import { fonts } from '#server/print/fonts.ts';

const letters = await fonts();

describe('a text is set in faces that have its letters', () => {
  it.each<[string, string, [string, string][], string[]]>([
    ['plain Latin', 'Ines Brandt', [['newsreader-italic', 'Ines Brandt']], []],
    [
      'further Latin, of the same design',
      'Łukasz Őry',
      [
        ['newsreader-italic-ext', 'Ł'],
        ['newsreader-italic', 'ukasz '],
        ['newsreader-italic-ext', 'Ő'],
        ['newsreader-italic', 'ry'],
      ],
      [],
    ],
    ['Cyrillic', 'Жанна Ґудзь', [['source-serif-italic', 'Жанна Ґудзь']], []],
    ['Greek', 'Ελένη', [['source-serif-italic', 'Ελένη']], []],
    ['polytonic Greek', 'ἄνθρωπος', [['inter', 'ἄνθρωπος']], []],
    [
      'two scripts',
      'Anna Жук',
      [
        ['newsreader-italic', 'Anna '],
        ['source-serif-italic', 'Жук'],
      ],
      [],
    ],
    ['a letter put together of two', 'e\u0301', [['newsreader-italic', 'é']], []],
    [
      'a script that is not there',
      'A 日本',
      [
        ['newsreader-italic', 'A '],
        ['inter', '□□'],
      ],
      ['日', '本'],
    ],
    ['pictographs', 'Done 🎨', [['newsreader-italic', 'Done ']], ['🎨']],
    ['marks that are not seen', 'a\u202Eb\u200Dc\uFE0F', [['newsreader-italic', 'abc']], []],
    ['nothing', '', [], []],
  ])('%s', (_, text, runs, missing) => {
    const found = letters.runs('italic', text);
    expect(found.runs.map(({ face, text: piece }) => [face, piece])).toEqual(runs);
    expect(found.missing).toEqual(missing);
  });

  it('Vietnamese stays in the italic’s own design, and is whole in the sans', () => {
    const faces = letters.runs('italic', 'Nguyễn Thị Hiệp').runs.map(({ face }) => face);
    expect([...new Set(faces)]).toEqual(['newsreader-italic', 'newsreader-italic-vietnamese']);
    expect(letters.runs('sans', 'Hiệp').runs.map(({ face }) => face)).toEqual(['inter']);
  });
});
