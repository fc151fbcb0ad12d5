import { directories, valueAt } from '../tiff-directory.ts';
import { noBlocks, type Blocks } from './types.ts';

const TAG = { xmp: 700, iptc: 33723, photoshop: 34377, credentials: 52545 } as const;

/** A TIFF keeps everything in the tags of its first directory (XMP part 3, 3.3.1; C2PA 2.2, A.3.4). */
export function tiffBlocks(bytes: Uint8Array): Blocks {
  const first = directories(bytes)?.first;
  if (!first) return noBlocks();
  return {
    ...noBlocks(),
    exif: bytes,
    xmp: valueAt(first, TAG.xmp),
    iptc: valueAt(first, TAG.iptc) ?? valueAt(first, TAG.photoshop),
    credentials: first.entries.has(TAG.credentials),
  };
}
