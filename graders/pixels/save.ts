import { z } from 'zod';
import type { Sharp } from 'sharp';
import { embed } from '../authoring/generation/embed.ts';
import { writtenBy } from '../authoring/generation/write.ts';
import { exifOf, Metadata, xmpOf } from '../authoring/metadata.ts';
import { RecipeError, type Picture } from '../authoring/picture.ts';
import { adobeRgbProfile } from './adobe-rgb.ts';
import { sharp } from './codec.ts';
import { storedFor } from './orient.ts';

/** How a picture becomes a file; see "Save" in `exercises/README.md`. */
export const Save = z.strictObject({
  format: z.enum(['jpeg', 'png', 'webp', 'avif', 'tiff']).optional(),
  quality: z.int().min(1).max(100).optional(),
  subsampling: z.enum(['4:2:0', '4:4:4']).default('4:4:4'),
  progressive: z.boolean().default(false),
  lossless: z.boolean().optional(),
  bitDepth: z.union([z.literal(8), z.literal(16)]).default(8),
  profile: z.enum(['srgb', 'p3', 'adobe-rgb']).optional(),
  orientation: z.int().min(1).max(8).default(1),
  grey: z.boolean().default(false),
  metadata: z.union([z.literal('private'), Metadata]).optional(),
});
export type Save = z.output<typeof Save>;

/** What a camera writes that a client would not want on a public page: who, which camera, where. */
const PRIVATE = {
  IFD0: { Make: 'Atelier', Model: 'Field camera', Software: 'Atelier', Artist: 'Studio copy' },
  IFD2: { BodySerialNumber: '0042', DateTimeOriginal: '2025:05:14 08:12:30' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '50/1 13/1 1200/100',
    GPSLongitudeRef: 'W',
    GPSLongitude: '5/1 28/1 4800/100',
  },
};

/**
 * Encodes a picture; the same input gives the same bytes. `quick` spends little on making lossless files small,
 * for files that nobody keeps.
 */
export async function save(picture: Picture, as: Save, quick = false): Promise<Uint8Array> {
  const stored = storedFor(picture, as.orientation);
  const deep = as.bitDepth === 16 && (as.format === 'png' || as.format === 'tiff');
  const { width, height } = stored;
  const data = stored.alpha ? interleaved(stored.data, stored.alpha) : stored.data;
  const raw = { width, height, channels: stored.alpha ? (4 as const) : (3 as const) };
  let image = deep
    ? sharp(quantise(data, new Uint16Array(data.length), 65535), { raw }).toColourspace('rgb16')
    : sharp(quantise(data, new Uint8Array(data.length), 255), { raw });
  // A JPEG has no alpha: editors lay the picture on white.
  if (stored.alpha && as.format === 'jpeg') image = image.flatten({ background: '#fff' });
  if (as.grey) image = image.toColourspace('b-w');
  image = withMetadata(image, as.metadata);
  // withMetadata embeds sRGB of its own accord, so it comes before the profile.
  if (as.orientation !== 1) image = image.withMetadata({ orientation: as.orientation });
  if (as.profile === 'adobe-rgb') image = image.withIccProfile(await adobeRgbProfile());
  else if (as.profile !== undefined) image = image.withIccProfile(as.profile);
  const file = new Uint8Array(await encoded(image, as, quick).toBuffer());
  const generation = typeof as.metadata === 'object' ? as.metadata.generation : undefined;
  if (!generation) return file;
  const format = as.format ?? 'png';
  if (format === 'avif' || format === 'tiff')
    throw new RecipeError(`generation data are written into png, jpeg and webp, not into ${format}`);
  return embed(file, writtenBy(generation, { width: stored.width, height: stored.height }, format));
}

function withMetadata(image: Sharp, metadata: Save['metadata']): Sharp {
  if (metadata === undefined) return image;
  if (metadata === 'private') return image.withExif(PRIVATE);
  const exif = exifOf(metadata);
  const xmp = xmpOf(metadata);
  const tagged = exif ? image.withExif(exif) : image;
  return xmp ? tagged.withXmp(xmp) : tagged;
}

function interleaved(colour: Float32Array, alpha: Float32Array): Float32Array {
  const out = new Float32Array(alpha.length * 4);
  for (let i = 0; i < alpha.length; i++) {
    out.set(colour.subarray(i * 3, i * 3 + 3), i * 4);
    out[i * 4 + 3] = alpha[i]!;
  }
  return out;
}

function quantise<T extends Uint8Array | Uint16Array>(values: Float32Array, out: T, top: number): T {
  for (let i = 0; i < values.length; i++) {
    out[i] = Math.min(top, Math.max(0, Math.round(values[i]! * top)));
  }
  return out;
}

function encoded(image: Sharp, as: Save, quick: boolean): Sharp {
  const quality = as.quality;
  switch (as.format ?? 'png') {
    case 'jpeg':
      return image.jpeg({
        quality: quality ?? 92,
        chromaSubsampling: as.subsampling,
        progressive: as.progressive,
      });
    case 'png':
      return image.png({ compressionLevel: quick ? 0 : 9, progressive: as.progressive });
    case 'webp':
      return (as.lossless ?? quality === undefined)
        ? image.webp({ lossless: true, effort: quick ? 0 : 6 })
        : image.webp({ quality: quality ?? 90, effort: quick ? 2 : 5, smartSubsample: !quick });
    case 'avif':
      return image.avif({
        quality: quality ?? 60,
        lossless: as.lossless ?? false,
        chromaSubsampling: as.subsampling,
      });
    case 'tiff':
      return image.tiff({ compression: 'lzw', quality: quality ?? 90 });
  }
}
