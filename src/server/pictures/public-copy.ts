import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { CopyWish } from '#worker/protocol.ts';
import { Metadata, xmpOf } from '../../../graders/authoring/metadata.ts';

/**
 * A copy that anybody may see: upright, sRGB, never enlarged, and of all metadata only who made it, the credit and the
 * IPTC digital source type. Null when the file cannot be decoded. For grading children only.
 */
export async function publicCopy(path: string, wish: CopyWish): Promise<Uint8Array | null> {
  const { width, height, format, words } = wish;
  try {
    const resized = sharp(await readFile(path))
      .autoOrient()
      .resize(
        height === undefined
          ? { width, withoutEnlargement: true, kernel: 'lanczos3' }
          : { width, height, fit: 'cover', position: 'attention' },
      )
      .flatten({ background: '#fff' })
      .toColourspace('srgb');
    const told = words ? resized.withXmp(xmpOf(Metadata.parse(words)) ?? '') : resized;
    const encoded =
      format === 'webp' ? told.webp({ quality: 86, effort: 3 }) : told.jpeg({ quality: 86, mozjpeg: true });
    return new Uint8Array(await encoded.toBuffer());
  } catch {
    return null;
  }
}
