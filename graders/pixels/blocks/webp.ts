import { latin1, viewOf } from './bytes.ts';
import { noBlocks, type Blocks } from './types.ts';

/** `EXIF`, `XMP ` and `C2PA` chunks of a RIFF file. */
export function webpBlocks(bytes: Uint8Array): Blocks {
  const blocks = noBlocks();
  const view = viewOf(bytes);
  for (let at = 12; at + 8 <= bytes.length;) {
    const type = latin1(bytes, at, at + 4);
    const length = view.getUint32(at + 4, true);
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (type === 'EXIF') blocks.exif ??= body;
    if (type === 'XMP ') blocks.xmp ??= body;
    if (type === 'C2PA') blocks.credentials = true;
    at += 8 + length + (length & 1);
  }
  return blocks;
}
