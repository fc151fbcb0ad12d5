import { describe, expect, it } from 'vitest';
import { csvCell, csvText } from '#core/gradebook/csv.ts';
import { readCsv, writeCsv } from '#core/gradebook/csv-source.ts';

describe('a cell that is written', () => {
  it.each([
    ['plain', 'Learner 1', 'Learner 1'],
    ['a comma', 'One, Learner', '"One, Learner"'],
    ['quotation marks', 'the "best"', '"the ""best"""'],
    ['a line break', 'two\nlines', '"two\nlines"'],
    ['a formula', '=1+1', "'=1+1"],
    [
      'a formula with a comma',
      '=HYPERLINK("http://example.org","x")',
      `"'=HYPERLINK(""http://example.org"",""x"")"`,
    ],
    ['a plus', '+49 30', "'+49 30"],
    ['a minus', '-2+3', "'-2+3"],
    ['an at', '@SUM(A1)', "'@SUM(A1)"],
    ['a tab', '\t=1', "'\t=1"],
    ['a carriage return', '\r=1', `"'\r=1"`],
    ['spaces before a formula', '  =1', "'  =1"],
    ['a full-width formula', '＝1+1', "'＝1+1"],
    ['a small formula', '﹦1+1', "'﹦1+1"],
    ['a formula behind a sign that nobody sees', '\u200B=1', "'\u200B=1"],
    ['a formula behind a byte of nothing', '\u0000@A1', "'\u0000@A1"],
    ['an e-mail address', 'learner1@example.org', 'learner1@example.org'],
    ['outer spaces', '    Points Possible', '"    Points Possible"'],
    ['nothing', null, ''],
    ['a number below zero', -2, '-2'],
    ['zero', 0, '0'],
  ])('%s', (_, given, expected) => expect(csvCell(given)).toBe(expected));

  it('quotes what the separator of the file asks for', () => {
    expect([csvCell('a;b', ';'), csvCell('a,b', ';')]).toEqual(['"a;b"', 'a,b']);
  });
});

it('text ends its lines as RFC 4180 asks, with a mark where it is wished', () => {
  expect(
    csvText([
      ['a', 1],
      ['b', null],
    ]),
  ).toBe('a,1\r\nb,\r\n');
  expect(csvText([['ä']], { mark: true })).toBe('\uFEFFä\r\n');
});

describe('a file that is read', () => {
  it.each([
    [
      'plain',
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'without a last line break',
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'quoted',
      '"a,1","b ""x"""\n"c\nd",e\n',
      [
        ['a,1', 'b "x"'],
        ['c\nd', 'e'],
      ],
    ],
    [
      'semicolons',
      'a;b,c;d\n1;2;3\n',
      [
        ['a', 'b,c', 'd'],
        ['1', '2', '3'],
      ],
    ],
    ['tabs', 'a\tb\n', [['a', 'b']]],
    ['a mark', '\uFEFFa,b\n', [['a', 'b']]],
    ['empty cells', ',,\n', [['', '', '']]],
    ['an empty line between', 'a,b\n\nc,d\n', [['a', 'b'], [''], ['c', 'd']]],
    ['a quotation mark within a word', 'a"b,c\n', [['a"b', 'c']]],
    [
      'old line ends',
      'a,b\rc,d\r',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a separator in a quoted heading',
      '"a;b;c;d",e\n1,2\n',
      [
        ['a;b;c;d', 'e'],
        ['1', '2'],
      ],
    ],
    ['one column', 'a\nb\n', [['a'], ['b']]],
    ['nothing', '', []],
  ])('%s: says what it says, and is written again byte for byte', (_, text, expected) => {
    const source = readCsv(text)!;
    expect(source.rows.map(({ values }) => values)).toEqual(expected);
    expect(writeCsv(source)).toBe(text);
  });

  it('is refused where a quotation mark is never closed', () => expect(readCsv('a,"b\nc,d\n')).toBeNull());

  it('is written again byte for byte, whatever it is', () => {
    const alphabet = ['a', ',', ';', '"', '""', '\n', '\r\n', '\r', ' ', '\t', 'ü', '1'];
    let seed = 7;
    const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
    let read = 0;
    for (let n = 0; n < 3000; n++) {
      const text = Array.from({ length: 12 }, () => alphabet[Math.floor(random() * alphabet.length)]).join(
        '',
      );
      const source = readCsv(text);
      if (!source) continue;
      read += 1;
      expect(writeCsv(source)).toBe(text);
    }
    expect(read).toBeGreaterThan(1000);
  });
});
