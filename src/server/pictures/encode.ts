import sharp from 'sharp';

export const FORMATS = ['avif', 'webp'] as const;
export type Format = (typeof FORMATS)[number];

sharp.cache(false);

/** One picture at a time: a page with many new pictures must not stop the pages after it. */
let last: Promise<unknown> = Promise.resolve();
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const current = last.then(work, work);
  last = current.catch(() => {});
  return current;
}

/** Resized to `width`, sRGB, without metadata. */
export function encode(bytes: Uint8Array, width: number, format: Format): Promise<Uint8Array> {
  return inTurn(() => {
    const resized = sharp(bytes)
      .autoOrient()
      .resize({ width, withoutEnlargement: true, kernel: 'lanczos3' })
      .toColourspace('srgb');
    return (
      format === 'avif' ? resized.avif({ quality: 60, effort: 1 }) : resized.webp({ quality: 82, effort: 4 })
    ).toBuffer();
  });
}

/** Size as shown, and a picture of 24 px as data URL to stand there meanwhile. */
export async function measure(
  bytes: Uint8Array,
): Promise<{ width: number; height: number; placeholder: string }> {
  const { autoOrient } = await sharp(bytes).metadata();
  const tiny = await sharp(bytes)
    .autoOrient()
    .resize({ width: 24 })
    .toColourspace('srgb')
    .webp({ quality: 40 })
    .toBuffer();
  return {
    width: autoOrient.width,
    height: autoOrient.height,
    placeholder: `data:image/webp;base64,${tiny.toString('base64')}`,
  };
}
