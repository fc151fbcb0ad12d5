import sharp from 'sharp';

const LONGEST = 1600;

/**
 * A learner's picture as it may be shown: upright, sRGB, its longer side at most `longest` px, without metadata. For
 * grading children only.
 */
export async function shownPicture(
  bytes: Uint8Array,
  longest = LONGEST,
): Promise<{ bytes: Uint8Array; width: number; height: number }> {
  const { data, info } = await sharp(bytes)
    .autoOrient()
    .resize({ width: longest, height: longest, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .webp({ quality: 85, effort: 0 })
    .toBuffer({ resolveWithObject: true });
  return { bytes: new Uint8Array(data), width: info.width, height: info.height };
}
