import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { grade } from '#graders/grade.ts';
import { Metadata } from '#graders/authoring/metadata.ts';
import { readBlocks } from '#graders/pixels/blocks/index.ts';
import { noBlocks } from '#graders/pixels/blocks/types.ts';
import { sniff, type FileFormat } from '#graders/pixels/format.ts';
import { save, Save } from '#graders/pixels/save.ts';
import { strayData } from '#graders/pixels/stray.ts';
import { readWords } from '#graders/report/words.ts';
import { encode, measure } from '#server/pictures/encode.ts';
import { shownPicture } from '#server/pictures/shown.ts';
import sharp from 'sharp';
import { exerciseOf } from '#test/support/exercise.ts';
import { chunk, inserted } from '#test/support/files.ts';
import { withSegments } from '#test/support/metadata.ts';
import { scene } from '#test/support/scene.ts';

const picture = scene(3, 640, 400);
const spoilt = { ...picture, data: Uint8Array.from(picture.data, (value) => Math.min(255, value + 40)) };
const SECRETS = /0042317|Tresidder|Penzance|seed-77|Field camera/;

const METADATA = Metadata.parse({
  make: 'Atelier',
  model: 'Field camera',
  serial: '0042317',
  owner: 'J. Tresidder',
  gps: [50.2216, -5.4795],
  creator: 'Studio Tresidder',
  ai: { prompt: 'seed-77 a coast' },
});
const CITY = Buffer.from([0x1c, 2, 90, 0, 8, ...Buffer.from('Penzance')]);
const IPTC = Buffer.concat([
  Buffer.from('Photoshop 3.0\0'),
  Buffer.from('8BIM\x04\x04\0\0\0\0\0'),
  Buffer.from([CITY.length]),
  CITY,
  Buffer.from([0]),
]);

/** A file full of what is nobody's business, with a profile that is not sRGB. */
async function loaded(format: FileFormat): Promise<Uint8Array> {
  const data = Float32Array.from(spoilt.data, (value) => value / 255);
  const bytes = await save(
    { ...spoilt, data },
    Save.parse({ format, profile: 'p3', metadata: METADATA }),
    true,
  );
  if (format === 'png') return inserted(bytes, chunk('tEXt', Buffer.from('parameters\0seed-77 a coast')));
  if (format === 'jpeg')
    return withSegments(bytes, [0xed, IPTC], [0xfe, Buffer.from('seed-77 in a comment')]);
  return bytes;
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const FORMATS = ['jpeg', 'png', 'webp', 'avif', 'tiff'] as const;

/** It carries pixels and nothing else: no block, no profile, no stray text. */
async function expectBare(bytes: Uint8Array): Promise<void> {
  const sniffed = sniff(bytes);
  if (!sniffed.known) throw new Error('Expected a picture');
  expect(readBlocks(bytes, sniffed.format)).toEqual(noBlocks());
  expect(strayData(bytes, sniffed.format)).toBe('');
  const { exif, xmp, iptc, icc, comments } = await sharp(bytes).metadata();
  expect([exif, xmp, iptc, icc, comments]).toEqual(Array(5).fill(undefined));
  expect(text(bytes)).not.toMatch(SECRETS);
}

describe('no copy that is shown carries what the file says about people and places', () => {
  it.each(FORMATS)('%s', async (format) => {
    const bytes = await loaded(format);
    const digest = createHash('sha256').update(bytes).digest('hex');
    // What is to be lost is there to begin with.
    expect(Object.values(readBlocks(bytes, format)).some(Boolean)).toBe(true);
    expect(text(bytes)).toMatch(SECRETS);

    await expectBare((await shownPicture(bytes)).bytes);
    await expectBare(await encode(bytes, 320, 'webp'));
    await expectBare(await encode(bytes, 320, 'avif'));
    const { placeholder } = await measure(bytes);
    await expectBare(Buffer.from(placeholder.split(',')[1]!, 'base64'));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(digest);
  });

  it('nor does the evidence of a grade, and the file in the report is the one that came', async () => {
    const bytes = await loaded('jpeg');
    const exercise = await exerciseOf({
      start: spoilt,
      reference: picture,
      size: { rule: 'same-aspect', minWidth: 100 },
      criteria: [{ id: 'tone', kind: 'tone-colour', params: {} }],
    });
    const { report, evidence } = await grade({ files: [{ name: 'a.jpg', bytes }] }, exercise, {
      words: await readWords(),
      now: () => 0,
    });
    expect(evidence.length).toBeGreaterThan(0);
    for (const one of evidence) await expectBare(one.bytes);
    expect(report.submission[0]!.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  });
});
