import sharp from 'sharp';

/** A drawing of our own, never a learner's file, as PNG of this width. */
export async function rasterised(svg: string, width: number): Promise<Uint8Array> {
  const bytes = await sharp(Buffer.from(svg), { density: 144 })
    .resize({ width })
    .toColourspace('srgb')
    .png({ compressionLevel: 9, palette: false })
    .toBuffer();
  return new Uint8Array(bytes);
}
