import { describe, expect, it } from 'vitest';
import { bindCriterion } from '#graders/criteria/kinds.ts';
import { sizeInPrint } from '#graders/criteria/print-size.ts';
import { Format } from '#graders/exercise/schema.ts';
import { readExif } from '#graders/pixels/exif.ts';
import { inspect, type Inspected } from '#graders/pixels/inspect.ts';
import { readIptc } from '#graders/pixels/iptc.ts';
import { save, Save } from '#graders/pixels/save.ts';
import { grade } from '#graders/grade.ts';
import { readWords } from '#graders/report/words.ts';
import type { CriterionReport } from '#graders/report/schema.ts';
import type { LaidExercise } from '#graders/types.ts';
import { exerciseOf } from '#test/support/exercise.ts';
import { from } from '#test/support/files.ts';
import { scene } from '#test/support/scene.ts';

const picture = scene(3, 480, 320);
const words = await readWords();

const XMP = (inner: string): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" ${inner}</rdf:Description></rdf:RDF></x:xmpmeta>`;
const CREDITED = XMP(
  'photoshop:Credit="Kelp &amp; Co"><dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© Studio North</rdf:li></rdf:Alt></dc:rights>',
);

const LIMITS = { formats: Format.options, maxBytes: 1e8, maxPixels: 1e8, cmyk: true as const };

async function facts(bytes: Uint8Array): Promise<Inspected> {
  const found = await inspect({ name: 'a', bytes }, LIMITS);
  if (!found.ok) throw new Error(found.fault.code);
  return found.value;
}

/** A PNG with the chunks of one type taken out. */
function withoutChunk(png: Buffer, type: string): Buffer {
  const kept = [png.subarray(0, 8)];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString('latin1', at + 4, at + 8) !== type)
      kept.push(png.subarray(at, at + 12 + png.readUInt32BE(at)));
  return Buffer.concat(kept);
}

describe('what a file says of itself', () => {
  const jpeg = () => from(picture).jpeg({ quality: 70 });
  it.each<[string, () => Promise<Uint8Array>, Partial<Inspected>]>([
    ['JPEG 4:2:0', () => jpeg().toBuffer(), { chromaSubsampling: '4:2:0', progressive: false, cmyk: false }],
    [
      'JPEG 4:4:4, progressive',
      () => from(picture).jpeg({ chromaSubsampling: '4:4:4', progressive: true }).toBuffer(),
      { chromaSubsampling: '4:4:4', progressive: true },
    ],
    ['PNG', () => from(picture).png().toBuffer(), { chromaSubsampling: '4:4:4', ppi: null }],
    ['interlaced PNG', () => from(picture).png({ progressive: true }).toBuffer(), { progressive: true }],
    ['WebP', () => from(picture).webp().toBuffer(), { chromaSubsampling: '4:2:0' }],
    [
      'WebP with a profile',
      () => from(picture).webp().withIccProfile('p3').toBuffer(),
      { chromaSubsampling: '4:2:0' },
    ],
    [
      'lossless WebP',
      () => from(picture).webp({ lossless: true }).toBuffer(),
      { chromaSubsampling: '4:4:4' },
    ],
    [
      'AVIF 4:4:4',
      () => from(picture).avif({ chromaSubsampling: '4:4:4', effort: 0 }).toBuffer(),
      { chromaSubsampling: '4:4:4' },
    ],
    [
      'AVIF 4:2:0',
      () => from(picture).avif({ chromaSubsampling: '4:2:0', effort: 0 }).toBuffer(),
      { chromaSubsampling: '4:2:0' },
    ],
    ['300 ppi, JPEG', () => jpeg().withMetadata({ density: 300 }).toBuffer(), { ppi: 300 }],
    [
      'a PNG that does not say how large its pixels are',
      async () => withoutChunk(await from(picture).png().toBuffer(), 'pHYs'),
      { ppi: null },
    ],
    ['300 ppi, PNG', () => from(picture).png().withMetadata({ density: 300 }).toBuffer(), { ppi: 300 }],
    [
      '300 ppi, TIFF',
      () =>
        from(picture)
          .tiff({ xres: 300 / 25.4, yres: 300 / 25.4 })
          .toBuffer(),
      { ppi: 300 },
    ],
    ['240 ppi, WebP', () => from(picture).webp().withMetadata({ density: 240 }).toBuffer(), { ppi: 240 }],
    [
      'ink with a profile',
      () => from(picture).toColourspace('cmyk').withIccProfile('cmyk').jpeg().toBuffer(),
      { cmyk: true, convert: true },
    ],
    [
      'a serial number',
      () =>
        jpeg()
          .withExif({ IFD2: { BodySerialNumber: '42' } })
          .toBuffer(),
      { hasSerial: true, hasGps: false, hasExif: true },
    ],
    [
      'a lens number in XMP',
      () => jpeg().withXmp(XMP('aux:SerialNumber="77">')).toBuffer(),
      { hasSerial: true, hasXmp: true },
    ],
    [
      'a place in XMP',
      () => jpeg().withXmp(XMP('exif:GPSLatitude="50,13.2N">')).toBuffer(),
      { hasGps: true },
    ],
    [
      'credits in EXIF',
      () =>
        jpeg()
          .withExif({ IFD0: { Artist: 'Studio North', Copyright: '2026 North' } })
          .toBuffer(),
      { credits: ['Studio North', '2026 North'], hasSerial: false },
    ],
    [
      'credits in XMP',
      () => jpeg().withXmp(CREDITED).toBuffer(),
      { credits: ['© Studio North', 'Kelp & Co'], hasGps: false },
    ],
    [
      'nothing',
      () => jpeg().toBuffer(),
      { credits: [], hasSerial: false, hasGps: false, hasExif: false, hasXmp: false },
    ],
  ])('%s', async (_, make, expected) => expect(await facts(await make())).toMatchObject(expected));

  it('bits a channel', async () => {
    const depth = async (as: object): Promise<number> =>
      (
        await facts(
          await save({ ...picture, data: Float32Array.from(picture.data, (v) => v / 255) }, Save.parse(as)),
        )
      ).facts.bitDepth;
    expect(await depth({ format: 'png', bitDepth: 16 })).toBe(16);
    expect(await depth({ format: 'tiff', bitDepth: 16 })).toBe(16);
    expect(
      (await facts(await from(picture).avif({ bitdepth: 10, effort: 0 }).toBuffer())).facts.bitDepth,
    ).toBe(10);
  });

  it('IPTC datasets', () => {
    const set = (n: number, text: string): number[] => [0x1c, 2, n, 0, text.length, ...Buffer.from(text)];
    const datasets = [...set(80, 'North'), ...set(105, 'Title'), ...set(116, '(c) N')];
    const resource = [...Buffer.from('8BIM'), 4, 4, 0, 0, 0, 0, 0, datasets.length];
    const credits = (bytes: number[]): string[] => readIptc(Uint8Array.from(bytes)).credits;
    expect(credits(datasets)).toEqual(['North', '(c) N']);
    expect(credits([...resource, ...datasets])).toEqual(['North', '(c) N']);
    expect(credits([...Buffer.from('Photoshop 3.0\0'), ...resource, ...datasets])).toEqual([
      'North',
      '(c) N',
    ]);
  });

  it.each([
    ['empty', []],
    ['cut short', [0x45, 0x78, 0x69, 0x66, 0, 0, 0x49, 0x49, 42, 0, 8, 0, 0, 0, 200, 0, 1]],
    ['pointing beyond its end', [0x49, 0x49, 42, 0, 255, 255, 255, 127, 0, 0, 0, 0]],
    [
      'with an Exif directory beyond its end',
      [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x69, 0x87, 4, 0, 1, 0, 0, 0, 255, 255, 255, 127],
    ],
  ])('a damaged EXIF block, %s, says nothing of places or numbers', (_, bytes) =>
    expect(readExif(Uint8Array.from(bytes))).toMatchObject({ private: [], credits: [] }),
  );
});

describe('print size', () => {
  const postcard = { width: 148, height: 105, bleed: 3 };
  it.each([
    ['with bleed', 1819, 1311, true, false],
    ['a pixel of rounding', 1820, 1310, true, false],
    ['trimmed', 1748, 1240, false, true],
    ['turned', 1311, 1819, false, false],
    ['half of it', 909, 655, false, false],
  ])('a postcard at 300 ppi, %s', (_, width, height, fits, withoutBleed) =>
    expect(sizeInPrint({ width, height }, postcard, 300)).toEqual({
      fits,
      withoutBleed,
      wanted: { width: 1819, height: 1311 },
    }),
  );
});

describe('delivery names what is missing', () => {
  const reports = async (params: Record<string, unknown>, bytes: Uint8Array): Promise<CriterionReport> => {
    const exercise: LaidExercise = await exerciseOf({
      start: picture,
      reference: picture,
      size: { rule: 'same-aspect', minWidth: 200 },
      criteria: [{ id: 'file', kind: 'delivery', params }],
    });
    exercise.spec.submission.cmyk = true;
    let clock = 0;
    const { report } = await grade({ files: [{ name: 'a', bytes }] }, exercise, {
      words,
      now: () => clock++,
    });
    return report.criteria[0]!;
  };
  const jpeg = () => from(picture).jpeg({ quality: 80 });
  const clear = () => from(picture).ensureAlpha(0.8);
  // params · file · codes · score · said
  it.each<[string, Record<string, unknown>, () => Promise<Uint8Array>, string[], number, RegExp]>([
    ['exact width', { width: 480 }, () => jpeg().toBuffer(), ['complete'], 100, /point by point/],
    [
      'within a range',
      { width: { min: 400, max: 500 } },
      () => jpeg().toBuffer(),
      ['complete'],
      100,
      /point/,
    ],
    [
      'too small for a range',
      { width: { min: 600 }, height: { max: 400 } },
      () => jpeg().toBuffer(),
      ['size'],
      0,
      /at least 600 px wide and at most 400 px high/,
    ],
    ['sRGB without a profile', { profile: 'srgb' }, () => jpeg().toBuffer(), ['complete'], 100, /point/],
    [
      'P3 for sRGB',
      { profile: 'srgb' },
      () => jpeg().withIccProfile('p3').toBuffer(),
      ['profile'],
      0,
      /Convert to sRGB/,
    ],
    [
      'P3 as asked',
      { profile: 'display-p3' },
      () => jpeg().withIccProfile('p3').toBuffer(),
      ['complete'],
      100,
      /point/,
    ],
    [
      'P3 asked, none given',
      { profile: 'display-p3' },
      () => jpeg().toBuffer(),
      ['profile-missing'],
      0,
      /no profile; .* asks for Display P3/,
    ],
    [
      'Adobe RGB asked, sRGB given',
      { profile: 'adobe-rgb' },
      () => jpeg().withIccProfile('srgb').toBuffer(),
      ['profile-other'],
      0,
      /asks for Adobe RGB \(1998\)/,
    ],
    [
      'Adobe RGB as asked',
      { profile: 'adobe-rgb' },
      () => saved({ format: 'jpeg', profile: 'adobe-rgb' }),
      ['complete'],
      100,
      /point/,
    ],
    [
      'ink as asked',
      { profile: 'cmyk' },
      () => from(picture).toColourspace('cmyk').withIccProfile('cmyk').jpeg().toBuffer(),
      ['complete'],
      100,
      /point/,
    ],
    [
      'ink without a profile',
      { profile: 'cmyk' },
      () => from(picture).toColourspace('cmyk').jpeg().toBuffer(),
      ['profile-missing'],
      0,
      /asks for CMYK/,
    ],
    ['light for ink', { profile: 'cmyk' }, () => jpeg().toBuffer(), ['not-cmyk'], 0, /still in light/],
    [
      'ink for light',
      { profile: 'srgb' },
      () => from(picture).toColourspace('cmyk').jpeg().toBuffer(),
      ['profile-other'],
      0,
      /profile “CMYK”/,
    ],
    [
      '16 bits asked',
      { bitDepth: 16 },
      () => saved({ format: 'png', bitDepth: 16 }),
      ['complete'],
      100,
      /point/,
    ],
    ['8 bits given', { bitDepth: 16 }, () => saved({ format: 'png' }), ['depth'], 0, /8 bits .* asks for 16/],
    [
      'coarse colour',
      { subsampling: '4:4:4' },
      () => jpeg().toBuffer(),
      ['subsampling'],
      0,
      /stored at 4:2:0/,
    ],
    ['fine colour', { subsampling: '4:4:4' }, () => saved({ format: 'jpeg' }), ['complete'], 100, /point/],
    [
      'transparency asked',
      { alpha: 'present' },
      () => jpeg().toBuffer(),
      ['alpha-missing'],
      0,
      /no alpha channel/,
    ],
    ['transparency given', { alpha: 'present' }, () => clear().png().toBuffer(), ['complete'], 100, /point/],
    [
      'transparency not asked',
      { alpha: 'absent' },
      () => clear().webp().toBuffer(),
      ['alpha-present'],
      0,
      /nobody asked for/,
    ],
    [
      'not progressive',
      { progressive: true },
      () => jpeg().toBuffer(),
      ['progressive'],
      0,
      /not progressive/,
    ],
    [
      '300 ppi',
      { ppi: 300 },
      () => jpeg().withMetadata({ density: 300 }).toBuffer(),
      ['complete'],
      100,
      /point/,
    ],
    [
      '72 ppi',
      { ppi: 300 },
      () => jpeg().withMetadata({ density: 72 }).toBuffer(),
      ['ppi'],
      0,
      /says 72 ppi/,
    ],
    [
      'no ppi',
      { ppi: 300 },
      () => from(picture).png().toBuffer(),
      ['ppi-missing'],
      0,
      /does not say its resolution/,
    ],
    [
      'print with bleed',
      { ppi: 100, print: { width: 115.92, height: 75.28, bleed: 3 } },
      () => jpeg().withMetadata({ density: 100 }).toBuffer(),
      ['complete'],
      100,
      /point/,
    ],
    [
      'print without bleed',
      { ppi: 100, print: { width: 121.92, height: 81.28, bleed: 3 } },
      () => jpeg().withMetadata({ density: 100 }).toBuffer(),
      ['bleed'],
      50,
      /run 3 mm further on every side: 504 × 344 px/,
    ],
    [
      'print too small',
      { ppi: 300, print: { width: 148, height: 105, bleed: 3 } },
      () => jpeg().withMetadata({ density: 300 }).toBuffer(),
      ['print-size'],
      50,
      /154 × 111 mm with bleed take 1819 × 1311 px/,
    ],
    [
      'stripped but for the credit',
      { gps: 'stripped', serial: 'stripped', credit: 'studio north' },
      () =>
        jpeg()
          .withExif({ IFD0: { Artist: 'Studio North' } })
          .toBuffer(),
      ['complete'],
      100,
      /point/,
    ],
    [
      'stripped too far',
      { gps: 'stripped', serial: 'stripped', credit: 'Studio North' },
      () => jpeg().toBuffer(),
      ['credit'],
      67,
      /“Studio North” is gone/,
    ],
    [
      'kept too much',
      { gps: 'stripped', serial: 'stripped', credit: 'Studio' },
      () => saved({ format: 'jpeg', metadata: 'private' }),
      ['gps', 'serial'],
      33,
      /where it was taken/,
    ],
  ])('%s', async (_, params, make, codes, score, says) => {
    const report = await reports(params, await make());
    expect(report.feedback.map(({ code }) => code)).toEqual(codes.map((code) => `delivery.${code}`));
    expect(report.score).toBe(score);
    expect(report.feedback[0]!.text.replaceAll('\u00a0', ' ')).toMatch(says);
  });

  const saved = (as: object): Promise<Uint8Array> =>
    save({ ...picture, data: Float32Array.from(picture.data, (v) => v / 255) }, Save.parse(as));
});

describe('params', () => {
  const issues = (params: Record<string, unknown>): string => {
    const bound = bindCriterion({
      id: 'a',
      kind: 'delivery',
      title: 'a',
      weight: 1,
      essential: false,
      passAt: 60,
      params,
    });
    return bound.ok ? 'accepted' : bound.issues.join('; ');
  };
  it.each<[Record<string, unknown>, string]>([
    [{}, 'at least one requirement'],
    [{ width: {} }, 'a min, a max or both'],
    [{ width: { min: 9, max: 5 } }, 'min must not lie above max'],
    [{ print: { width: 1, height: 1, bleed: 0 } }, 'print needs a ppi'],
    [{ width: 5, ppi: 72 }, 'accepted'],
  ])('%o', (params, message) => expect(issues(params)).toContain(message));
});
