import { describe, expect, it } from 'vitest';
import { isTangled } from '#graders/pixels/exif-weight.ts';
import { readExif } from '#graders/pixels/exif.ts';
import type { PrivateFact } from '#graders/pixels/private-facts.ts';
import { tiffBlock, type Tag } from '#test/support/metadata.ts';

const EXIF = 0x8769;
const GPS = 0x8825;

describe('private facts in EXIF', () => {
  const inExif = (...tags: Tag[]): Tag[][] => [[[EXIF, { directory: 1 }]], tags];
  const inGps = (...tags: Tag[]): Tag[][] => [[[GPS, { directory: 1 }]], tags];
  it.each<[string, Tag[][], PrivateFact[]]>([
    ['nothing', [[]], []],
    ['make', [[[0x010f, 'Acme']]], ['device']],
    ['model', [[[0x0110, 'Field']]], ['device']],
    ['software', [[[0x0131, 'An editor']]], ['software']],
    ['artist is a credit', [[[0x013b, 'North']]], []],
    ['body number', inExif([0xa431, '42']), ['body-serial']],
    ["DNG's body number", [[[0xc62f, '42']]], ['body-serial']],
    ['lens number', inExif([0xa435, '7']), ['lens-serial']],
    ['owner', inExif([0xa430, 'Jo']), ['owner']],
    ['lens', inExif([0xa434, '35 mm']), ['lens']],
    ['time', inExif([0x9003, '2026:05:14 08:12:30']), ['time']],
    ['maker note', inExif([0x927c, 'xyz']), ['maker-note']],
    ['a place', inGps([0, '2'], [1, 'N'], [2, '50']), ['gps']],
    ['a version of GPS, no place', inGps([0, '2']), []],
    ['no GPS tags at all', inGps(), []],
  ])('%s', (_, directories, facts) => expect(readExif(tiffBlock(directories)).private).toEqual(facts));

  it('a thumbnail in the second directory', () =>
    expect(readExif(tiffBlock([[], [[0x0201, 'abc']]], { 0: 1 })).private).toEqual(['thumbnail']));

  it('the same behind “Exif” and two zeros', () =>
    expect(
      readExif(Buffer.concat([Buffer.from('Exif\0\0'), tiffBlock([[[0x010f, 'Acme']]])])).private,
    ).toEqual(['device']));

  it('a directory that points to itself ends', () =>
    expect(readExif(tiffBlock([[[EXIF, { directory: 0 }]]], { 0: 0 })).private).toEqual([]));
});

describe('directories that would keep a decoder busy', () => {
  const exifIn = (...first: Tag[]): Tag[][] => [[...first, [EXIF, { directory: 1 }]], [[0x9003, '2026']]];
  const many = (count: number, tag: (i: number) => Tag): Tag[] =>
    Array.from({ length: count }, (_, i) => tag(i));
  it.each<[string, Uint8Array, boolean]>([
    ['nothing', new Uint8Array(), false],
    ['a camera', tiffBlock(exifIn([0x010f, 'Acme'], [GPS, { directory: 1 }])), false],
    ['a directory that points to itself once', tiffBlock([[[EXIF, { directory: 0 }]]]), false],
    ['a chain of directories that comes back', tiffBlock([[[0x010f, 'Acme']]], { 0: 0 }), false],
    ['three thousand entries', tiffBlock([many(3000, (i) => [i, 'a'])]), false],
    ['five thousand entries', tiffBlock([many(5000, (i) => [i, 'a'])]), true],
    [
      'a hundred pointers to their own directory',
      tiffBlock([many(100, () => [EXIF, { directory: 0 }])]),
      true,
    ],
    [
      'two of them, each of which doubles the work',
      tiffBlock([many(2, () => [GPS, { directory: 0 }])]),
      true,
    ],
    [
      'the same behind “Exif” and two zeros',
      Buffer.concat([Buffer.from('Exif\0\0'), tiffBlock([many(100, () => [EXIF, { directory: 0 }])])]),
      true,
    ],
  ])('%s: %#', (_, block, tangled) => expect(isTangled(block)).toBe(tangled));
});
