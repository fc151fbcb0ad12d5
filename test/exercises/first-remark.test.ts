import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { findExercise } from '#graders/exercise/folders.ts';
import { openExercise } from '#graders/exercise/open.ts';
import { grade } from '#graders/grade.ts';
import { readWords } from '#graders/report/words.ts';

const options = { words: await readWords(), now: () => 0 };

/** What is told first of the accepted picture after one thing was done to it. */
async function nextOf(
  slug: string,
  change: (picture: Sharp) => Promise<Buffer>,
): Promise<string | undefined> {
  const exercise = await openExercise((await findExercise(slug))!);
  const bytes = new Uint8Array(await change(sharp(await exercise.references[0]!.bytes())));
  const { report } = await grade({ files: [{ name: 'attempt', bytes }] }, exercise, options);
  return report.next?.code;
}

const opacity =
  (share: number) =>
  async (picture: Sharp): Promise<Buffer> => {
    const { data, info } = await picture.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    for (let at = 3; at < data.length; at += 4) data[at] = Math.round(data[at]! * share);
    return sharp(data, { raw: info }).png().toBuffer();
  };

const jpeg =
  (quality: number) =>
  (picture: Sharp): Promise<Buffer> =>
    picture.jpeg({ quality }).toBuffer();

const sized =
  (width: number, height: number) =>
  (picture: Sharp): Promise<Buffer> =>
    picture.resize(width, height, { fit: 'fill' }).png().toBuffer();

describe('what is told first of a picture with one fault', () => {
  it.each<[string, string, (picture: Sharp) => Promise<Buffer>, string]>([
    ['cut-out', 'at 98 % opacity', opacity(0.98), 'matte.body-lost'],
    ['cut-out', 'at 90 % opacity', opacity(0.9), 'matte.body-lost'],
    ['cut-out', 'four pixels wider', sized(1804, 1203), 'detail.resampled'],
    ['cut-out', 'four pixels narrower, as high as before', sized(1796, 1200), 'detail.resampled'],
    ['product-colour', 'four pixels wider', sized(964, 1205), 'detail.resampled'],
    ['product-colour', 'three pixels narrower, as high as before', sized(957, 1200), 'detail.resampled'],
    ['product-colour', 'brightened', (picture) => picture.linear(1.2).png().toBuffer(), 'protect.harmed-all'],
    ['melted-label', 'as JPEG 75', jpeg(75), 'pixel-diff.faint'],
  ])('%s, %s', async (slug, _, change, code) => expect(await nextOf(slug, change)).toBe(code));
});
