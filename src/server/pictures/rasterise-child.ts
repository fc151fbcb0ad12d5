import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';

/** Drawing in, PNG out, its width as the one argument. */
const width = Number(process.argv[2]);
const png = await sharp(await buffer(process.stdin), { density: 144 })
  .resize({ width })
  .toColourspace('srgb')
  .png({ compressionLevel: 9 })
  .toBuffer();
process.stdout.write(png);
