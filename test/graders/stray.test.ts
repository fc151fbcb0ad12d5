import { beforeAll, describe, expect, it } from 'vitest';
import type { FileFormat } from '#graders/pixels/format.ts';
import { asksForGamma } from '#graders/pixels/png-gamma.ts';
import { save, Save } from '#graders/pixels/save.ts';
import { strayData } from '#graders/pixels/stray.ts';
import { chunk, from, inserted, png } from '#test/support/files.ts';
import { scene } from '#test/support/scene.ts';

const picture = scene(3, 64, 48);
let jpeg: Uint8Array, plain: Uint8Array, webp: Uint8Array, avif: Uint8Array;
beforeAll(async () => {
  jpeg = await from(picture).jpeg({ progressive: true }).withIccProfile('p3').toBuffer();
  plain = await png(picture);
  webp = await from(picture)
    .webp()
    .withExif({ IFD0: { Artist: 'Kelp' } })
    .toBuffer();
  avif = await from(picture).avif({ effort: 0 }).toBuffer();
});

const segment = (marker: number, text: string): Buffer =>
  Buffer.concat([Buffer.from([0xff, marker, 0, text.length + 2]), Buffer.from(text)]);
const afterStart = (file: Uint8Array, part: Buffer): Uint8Array =>
  Buffer.concat([file.subarray(0, 2), part, file.subarray(2)]);
const behind = (file: Uint8Array, text: string): Uint8Array => Buffer.concat([file, Buffer.from(text)]);
const asWebp = (file: Uint8Array, type: string): Uint8Array => {
  const out = Buffer.concat([file, Buffer.from(type), Buffer.from([4, 0, 0, 0]), Buffer.from('Kelp')]);
  out.writeUInt32LE(out.length - 8, 4);
  return out;
};

describe('what a file carries beside the picture', () => {
  it.each<[string, FileFormat, () => Uint8Array, string]>([
    ['JPEG with a profile', 'jpeg', () => jpeg, ''],
    ['JPEG, a comment', 'jpeg', () => afterStart(jpeg, segment(0xfe, 'call Kelp')), 'a comment'],
    ['JPEG, an empty comment', 'jpeg', () => afterStart(jpeg, segment(0xfe, '')), ''],
    ['JPEG, EXIF', 'jpeg', () => afterStart(jpeg, segment(0xe1, 'Exif\0\0MM')), ''],
    ['JPEG, APP9', 'jpeg', () => afterStart(jpeg, segment(0xe9, 'Kelp')), 'an unknown block (APP9)'],
    [
      'JPEG, APP2 of its own',
      'jpeg',
      () => afterStart(jpeg, segment(0xe2, 'MPF')),
      'an unknown block (APP2)',
    ],
    ['JPEG, a tail', 'jpeg', () => behind(jpeg, 'Kelp'), '4 bytes after the end of the picture'],
    ['JPEG, padded', 'jpeg', () => behind(jpeg, '\0\0'), ''],
    ['PNG', 'png', () => plain, ''],
    ['PNG, a text', 'png', () => inserted(plain, chunk('tEXt', Buffer.from('a\0Kelp'))), 'a comment'],
    [
      'PNG, a chunk of its own',
      'png',
      () => inserted(plain, chunk('keLp', Buffer.from('x'))),
      'an unknown block (keLp)',
    ],
    ['PNG, a tail', 'png', () => behind(plain, 'Kelp'), '4 bytes after the end of the picture'],
    ['WebP with EXIF', 'webp', () => webp, ''],
    ['WebP, a chunk of its own', 'webp', () => asWebp(webp, 'kelp'), 'an unknown block (kelp)'],
    ['WebP, a tail', 'webp', () => behind(webp, 'Kelp'), '4 bytes after the end of the picture'],
    ['AVIF', 'avif', () => avif, ''],
    ['AVIF, a box of its own', 'avif', () => behind(avif, '\0\0\0\x0cuuidKelp'), 'an unknown block (uuid)'],
    ['cut short', 'jpeg', () => jpeg.subarray(0, 300), ''],
  ])('%s', (_, format, make, found) => {
    expect(strayData(make(), format)).toBe(found);
  });

  it('our own exports carry nothing', async () => {
    const own = { ...picture, data: Float32Array.from(picture.data, (v) => v / 255) };
    for (const format of ['jpeg', 'png', 'webp', 'avif'] as const)
      expect(strayData(await save(own, Save.parse({ format, profile: 'p3' })), format)).toBe('');
  });
});

describe('a PNG that asks for another gamma', () => {
  const gama = (value: number): Buffer => {
    const data = Buffer.alloc(4);
    data.writeUInt32BE(value);
    return chunk('gAMA', data);
  };
  it.each<[string, () => Uint8Array, boolean]>([
    ['nothing said', () => plain, false],
    ['that of sRGB', () => inserted(plain, gama(45455)), false],
    ['another', () => inserted(plain, gama(100000)), true],
    ['another, but sRGB said', () => inserted(plain, gama(100000), chunk('sRGB', Buffer.from([0]))), false],
  ])('%s', (_, make, asks) => {
    expect(asksForGamma(make())).toBe(asks);
  });
});
