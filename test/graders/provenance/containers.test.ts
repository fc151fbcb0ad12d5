import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readBlocks } from '#graders/pixels/blocks/index.ts';
import { readPrivate, xmpOf } from '#graders/pixels/private.ts';
import { readProvenance } from '#graders/provenance/read.ts';
import { chunk, inserted } from '#test/support/files.ts';
import { EXT, extendedXmp, grey, pngWithXmp, tiffBlock, withSegments, xmp } from '#test/support/metadata.ts';

const DECLARED = xmp(`${EXT} Iptc4xmpExt:DigitalSourceType="print"`);
const FORMATS = ['jpeg', 'png', 'webp', 'avif', 'tiff'] as const;
type Format = (typeof FORMATS)[number];

const term = async (bytes: Uint8Array, format: Format): Promise<string | null | undefined> =>
  (await readProvenance(bytes, format))?.digitalSourceType;
const credits = (bytes: Uint8Array, format: Format): string[] => {
  const blocks = readBlocks(bytes, format);
  return readPrivate(blocks, xmpOf(blocks)).credits;
};

describe('XMP is found where the container keeps it', () => {
  it.each(FORMATS)('%s', async (format) =>
    expect(await term(await grey().withXmp(DECLARED).toFormat(format).toBuffer(), format)).toBe('print'),
  );

  it.each(FORMATS)('%s without any says nothing', async (format) =>
    expect(await readProvenance(await grey().toFormat(format).toBuffer(), format)).toBeNull(),
  );

  it('compressed in a PNG', async () =>
    expect(await term(pngWithXmp(await grey().png().toBuffer(), DECLARED, true), 'png')).toBe('print'));

  it('compressed to more than 16 MB in a PNG: not read', async () =>
    expect(
      await readProvenance(pngWithXmp(await grey().png().toBuffer(), ' '.repeat(17e6), true), 'png'),
    ).toBeNull());

  it.each([
    ['in order', (pieces: Uint8Array[]) => pieces],
    ['out of order', (pieces: Uint8Array[]) => pieces.toReversed()],
  ])('extended over several segments of a JPEG, %s', async (_, order) => {
    const jpeg = await grey().jpeg().toBuffer();
    const segments = extendedXmp(xmp(''), DECLARED, 100, order);
    expect(segments.length).toBeGreaterThan(4);
    expect(await term(withSegments(jpeg, ...segments), 'jpeg')).toBe('print');
  });
});

describe('what other programs write into a PNG', () => {
  const hex = (name: string, body: Uint8Array): string =>
    `\n${name}\n      ${body.length}\n${Buffer.from(body).toString('hex').replace(/.{72}/g, '$&\n')}\n`;
  const profile = async (keyword: string, name: string, body: Uint8Array): Promise<Uint8Array> =>
    inserted(
      await grey().png().toBuffer(),
      chunk('zTXt', Buffer.concat([Buffer.from(`${keyword}\0\0`), deflateSync(hex(name, body))])),
    );
  const BY_LINE = Buffer.from([0x1c, 2, 80, 0, 5, ...Buffer.from('North')]);

  it('EXIF as hexadecimal digits', async () =>
    expect(
      credits(await profile('Raw profile type exif', 'exif', tiffBlock([[[0x013b, 'North']]])), 'png'),
    ).toEqual(['North']));
  it('IPTC as hexadecimal digits', async () =>
    expect(credits(await profile('Raw profile type iptc', 'IPTC profile', BY_LINE), 'png')).toEqual([
      'North',
    ]));
  it('XMP behind its name in APP1', async () =>
    expect(
      await term(
        await profile(
          'Raw profile type APP1',
          'generic profile',
          Buffer.from(`http://ns.adobe.com/xap/1.0/\0${DECLARED}`),
        ),
        'png',
      ),
    ).toBe('print'));
  it('an author in a text', async () =>
    expect(
      credits(inserted(await grey().png().toBuffer(), chunk('tEXt', Buffer.from('Author\0North'))), 'png'),
    ).toEqual(['North']));
});

describe('Content Credentials are noticed where the container keeps them', () => {
  const store = Buffer.concat([
    Buffer.from('\0\0\0\x30jumb\0\0\0\x28jumdc2pa\0\x11\0\x10\x80\0\0\xaa\0\x38\x9b\x71'),
  ]);
  const uuid = Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex');
  const sized = (type: string, body: Uint8Array): Buffer => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(body.length + 8);
    head.write(type, 4);
    return Buffer.concat([head, body]);
  };
  const riff = (file: Uint8Array): Uint8Array => {
    const out = Buffer.concat([file, Buffer.from('C2PA\x08\0\0\0'), store.subarray(0, 8)]);
    out.writeUInt32LE(out.length - 8, 4);
    return out;
  };
  it.each<[Format, (file: Uint8Array) => Uint8Array]>([
    ['jpeg', (file) => withSegments(file, [0xeb, Buffer.concat([Buffer.from('JP\0\x01\0\0\0\x01'), store])])],
    ['png', (file) => inserted(file, chunk('caBX', store))],
    ['webp', riff],
    ['avif', (file) => Buffer.concat([file, sized('uuid', Buffer.concat([uuid, store]))])],
    ['tiff', () => tiffBlock([[[52545, 'store']]])],
  ])('%s, and a damaged store is unreadable', async (format, add) => {
    const file = add(await grey().toFormat(format).toBuffer());
    expect(readBlocks(file, format).credentials).toBe(true);
    expect(await readProvenance(file, format)).toMatchObject({
      contentCredentials: { state: 'unreadable', sourceTypes: [], problems: ['manifest.unreadable'] },
      observations: [{ code: 'provenance.credentials-unreadable' }],
    });
  });

  it('JUMBF of another kind is none', async () => {
    const other = Buffer.from('JP\0\x01\0\0\0\x01\0\0\0\x30jumb\0\0\0\x28jumdjson');
    expect(readBlocks(withSegments(await grey().jpeg().toBuffer(), [0xeb, other]), 'jpeg').credentials).toBe(
      false,
    );
  });
});

describe('damaged containers say nothing and throw nothing', () => {
  it.each(FORMATS)('%s, cut and flipped everywhere', async (format) => {
    const whole = await grey()
      .withXmp(DECLARED)
      .withExif({ IFD0: { Artist: 'North' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '1/1 0/1 0/1' } })
      .toFormat(format)
      .toBuffer();
    for (let at = 0; at < whole.length; at += 3) {
      credits(whole.subarray(0, at), format);
      const flipped = Uint8Array.from(whole);
      flipped[at]! ^= 0xff;
      credits(flipped, format);
    }
    expect(credits(whole, format)).toEqual(format === 'tiff' ? [] : ['North']);
  });
});
