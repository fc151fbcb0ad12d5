import sharp from 'sharp';

/** A small picture of one colour in each format that metadata can stand in. */
export async function tiny(format: 'png' | 'jpeg' | 'webp' | 'avif'): Promise<Uint8Array> {
  const image = sharp({ create: { width: 16, height: 8, channels: 3, background: '#6a7f8b' } });
  const encoded = format === 'webp' ? image.webp({ lossless: true }) : image.toFormat(format);
  return new Uint8Array(await encoded.toBuffer());
}
