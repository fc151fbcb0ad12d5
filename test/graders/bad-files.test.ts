import { beforeAll, describe, expect, it } from 'vitest';
import sharp from 'sharp';
import type { LaidExercise } from '#graders/types.ts';
import { exerciseOf, gradeBytes } from '#test/support/exercise.ts';
import { from, png } from '#test/support/files.ts';
import * as hostile from '#test/support/hostile.ts';
import { edited, mirrored, randomFrom, scene } from '#test/support/scene.ts';

const reference = scene(1);
const start = edited(reference, ([r, g, b]) => [r * 1.12, g, b * 0.82]);
let exercise: LaidExercise;
beforeAll(async () => {
  const criteria = [{ id: 'tone', kind: 'tone-colour' }];
  exercise = await exerciseOf({ start, reference, criteria });
  exercise.spec.submission.formats = ['jpeg', 'png', 'webp'];
  exercise.spec.submission.maxBytes = 3e6;
  exercise.spec.submission.maxPixels = 4e6;
});

const jpeg = (): Promise<Buffer> => from(reference).jpeg({ quality: 90 }).toBuffer();
const half = (bytes: Uint8Array): Uint8Array => bytes.subarray(0, Math.floor(bytes.length / 2));
const at = (width: number, height: number): Promise<Buffer> =>
  from(reference).resize(width, height, { fit: 'fill' }).png().toBuffer();

const noise = (): Promise<Uint8Array> => {
  const random = randomFrom(7);
  return png(edited(reference, () => [random() * 255, random() * 255, random() * 255]));
};

describe('a file that cannot be graded is refused with a sentence', () => {
  it.each<[string, () => Uint8Array | Promise<Uint8Array>, string, RegExp]>([
    ['nothing', () => new Uint8Array(0), 'empty-file', /holds 0 bytes/],
    ['too many bytes', () => new Uint8Array(3.1e6), 'too-large', /has 3\.1 MB; the limit is 3\.0 MB/],
    [
      'too many bytes, whatever the format',
      () => new Uint8Array(3.1e6),
      'too-large',
      /Save it at a lower quality or, .* with fewer pixels/,
    ],
    ['noise bytes', () => hostile.NOISE, 'not-an-image', /not a picture/],
    ['a text', () => Buffer.from('hello'), 'not-an-image', /not a picture/],
    ['two hundred texts to unfold', () => hostile.textBombs(200, 1e6), 'damaged', /contradict/],
    ['EXIF that leads in circles', () => hostile.tangledExif(5000), 'damaged', /contradict/],
    [
      'an SVG named .png',
      () => hostile.SVG,
      'format-not-accepted',
      /^The format of .+ is SVG; the brief takes JPEG, PNG, or WebP/,
    ],
    ['an SVG with an external entity', () => hostile.XXE, 'format-not-accepted', /SVG/],
    ['a PDF', () => hostile.PDF, 'format-not-accepted', /PDF/],
    ['a GIF', () => hostile.GIF, 'format-not-accepted', /GIF/],
    ['a HEIC', () => hostile.HEIC, 'format-not-accepted', /HEIC/],
    [
      'a TIFF where none is asked for',
      () => from(reference).tiff().toBuffer(),
      'format-not-accepted',
      /TIFF/,
    ],
    ['a truncated JPEG', async () => half(await jpeg()), 'truncated', /breaks off/],
    ['a truncated PNG', async () => half(await png(reference)), 'truncated', /breaks off/],
    [
      'a truncated WebP',
      async () => half(await from(reference).webp().toBuffer()),
      'truncated',
      /breaks off/,
    ],
    ['a JPEG cut within its header', async () => (await jpeg()).subarray(0, 40), 'truncated', /breaks off/],
    [
      'a JPEG signature and zeros',
      () => Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(900)]),
      'truncated',
      /breaks off/,
    ],
    [
      'a JPEG with its tables overwritten',
      async () => damaged(await jpeg(), 20, 400),
      'damaged',
      /contradict/,
    ],
    [
      'a PNG whose data are overwritten',
      async () => damaged(await png(reference), 2000, 6000),
      'damaged',
      /contradict/,
    ],
    [
      'a bomb of 400 megapixels',
      () => hostile.pixelBomb(20000),
      'too-many-pixels',
      /20000 × 20000 px; .* up to 4 megapixels/,
    ],
    ['an animated PNG', () => hostile.animatedPng(), 'animated', /animation/],
    ['an animated WebP', () => hostile.animatedWebp(), 'animated', /animation/],
    ['a CMYK JPEG', () => hostile.cmykJpeg(), 'cmyk', /separated for print/],
    ['another aspect', () => at(648, 648), 'wrong-aspect', /648 × 648 px; .* 648 × 432 \(3:2\)/],
    ['a quarter turn', () => at(432, 648), 'turned', /432 × 648 px, turned by a quarter; .* 648 × 432/],
    ['too small', () => at(150, 100), 'too-small', /at least 300 px wide/],
    ['another picture', () => png(scene(2)), 'another-picture', /shares no drawing/],
    [
      'one flat colour',
      () => png(edited(reference, () => [128, 128, 128])),
      'another-picture',
      /shares no drawing/,
    ],
    ['noise', noise, 'another-picture', /shares no drawing/],
    ['the mirrored picture', () => png(mirrored(reference)), 'another-picture', /shares no drawing/],
    ['the picture turned by 3°', () => turned(3), 'frame-changed', /turned by 3(\.\d)?°/],
    ['a crop enlarged again', () => cropped(), 'frame-changed', /at 12[456]\u00a0% of its size/],
  ])('%s', async (_, make, code, text) => {
    const { report, evidence } = await gradeBytes(exercise, await make(), 'attempt.png');
    expect(report.problem!.code).toBe(code);
    expect(`${report.problem!.text} ${report.problem!.hint}`).toMatch(text);
    expect([report.outcome, report.score, report.criteria, evidence]).toEqual(['ungradable', null, [], []]);
    expect(report.problem!.title.length * report.problem!.hint.length).toBeGreaterThan(0);
  });

  it.each([
    ['no file', 0, 'no-file'],
    ['two files', 2, 'too-many-files'],
  ])('%s', async (_, count, code) => {
    const { grade } = await import('#graders/grade.ts');
    const { readWords } = await import('#graders/report/words.ts');
    const file = { name: 'a.png', bytes: await png(reference) };
    const graded = await grade({ files: Array(count).fill(file) }, exercise, {
      words: await readWords(),
      now: () => 0,
    });
    expect(graded.report.problem?.code).toBe(code);
  });
});

describe('an unusual file is graded, and what was done to it is noted', () => {
  it.each<[string, () => Promise<Uint8Array>, string]>([
    ['16 bits', () => from(reference).toColourspace('rgb16').png().toBuffer(), 'note.depth-reduced'],
    ['Display P3', () => from(reference).withIccProfile('p3').png().toBuffer(), 'note.profile-converted'],
    ['turned by EXIF', () => exifTurned(), 'note.turned-by-exif'],
    ['one transparent pixel', () => pierced(), 'note.alpha-flattened'],
    ['twice the size', () => at(1296, 864), 'note.resized'],
    ['one pixel to the right', () => shifted(1), 'note.aligned'],
  ])('%s', async (_, make, note) => {
    const { report } = await gradeBytes(exercise, await make());
    expect(report.notes.map(({ code }) => code)).toContain(note);
    expect([report.outcome, report.score! >= 98]).toEqual(['passed', true]);
  });

  it.each<[string, () => Promise<Uint8Array>]>([
    ['8 bits', () => from(reference).ensureAlpha().png().toBuffer()],
    ['16 bits', () => from(reference).ensureAlpha().toColourspace('rgb16').png().toBuffer()],
  ])('an alpha channel of %s that is opaque is no reason for a note', async (_, make) => {
    const { report } = await gradeBytes(exercise, await make());
    expect(report.submission[0]!.hasAlpha).toBe(true);
    expect(report.notes.map(({ code }) => code)).not.toContain('note.alpha-flattened');
  });

  it('an sRGB profile is no reason for a note', async () => {
    const { report } = await gradeBytes(
      exercise,
      await from(reference).withIccProfile('srgb').png().toBuffer(),
    );
    expect([report.notes, report.submission[0]!.profile]).toEqual([[], expect.stringMatching(/srgb/i)]);
  });
});

function damaged(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const out = new Uint8Array(bytes);
  out.fill(0x5a, start, end);
  return out;
}

/** The reference with an alpha channel in which one pixel is nearly opaque. */
async function pierced(): Promise<Buffer> {
  const { data, info } = await from(reference).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  data[4 * 1000 + 3] = 254;
  return sharp(data, { raw: info }).png().toBuffer();
}

async function turned(degrees: number): Promise<Buffer> {
  const { data, info } = await from(reference).rotate(degrees).png().toBuffer({ resolveWithObject: true });
  const left = Math.floor((info.width - 648) / 2);
  const top = Math.floor((info.height - 432) / 2);
  return sharp(data).extract({ left, top, width: 648, height: 432 }).png().toBuffer();
}

const cropped = (): Promise<Buffer> =>
  from(reference)
    .extract({ left: 60, top: 40, width: 519, height: 346 })
    .resize(648, 432, { fit: 'fill' })
    .png()
    .toBuffer();

const shifted = (pixels: number): Promise<Buffer> =>
  from(reference)
    .extract({ left: 0, top: 0, width: 648 - pixels, height: 432 })
    .extend({ left: pixels, extendWith: 'copy' })
    .png()
    .toBuffer();

async function exifTurned(): Promise<Buffer> {
  const lying = await from(reference).rotate(-90).toBuffer({ resolveWithObject: true });
  const { width, height } = lying.info;
  return sharp(lying.data, { raw: { width, height, channels: 3 } })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 95 })
    .toBuffer();
}
