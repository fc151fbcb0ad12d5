import { joined, latin1, viewOf } from './bytes.ts';
import { noBlocks, type Blocks } from './types.ts';

const EXIF = 'Exif\0\0';
const XMP = 'http://ns.adobe.com/xap/1.0/\0';
const EXTENDED = 'http://ns.adobe.com/xmp/extension/\0';
const PHOTOSHOP = 'Photoshop 3.0\0';

/** Where the first bytes of a manifest store's description stand in an APP11 segment: CI, En, Z, LBox, TBox, LBox, TBox. */
const DESCRIPTION = 8 + 8 + 8;

/** APPn segments in front of the first scan (ITU-T T.81 annex B; XMP part 3, 1.1.3; C2PA 2.2, A.3.1). */
export function jpegBlocks(bytes: Uint8Array): Blocks {
  const blocks = noBlocks();
  const view = viewOf(bytes);
  const photoshop: Uint8Array[] = [];
  const extended: Uint8Array[] = [];
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === 0xda || marker === 0xd9) break;
    const length = view.getUint16(at + 2);
    const body = bytes.subarray(at + 4, at + 2 + length);
    const starts = (name: string): boolean => latin1(body, 0, name.length) === name;
    if (marker === 0xe0 && starts('JFXX\0')) blocks.thumbnail = true;
    if (marker === 0xe1 && starts(EXIF)) blocks.exif ??= body;
    if (marker === 0xe1 && starts(XMP)) blocks.xmp ??= body.subarray(XMP.length);
    if (marker === 0xe1 && starts(EXTENDED)) extended.push(body.subarray(EXTENDED.length));
    if (marker === 0xeb && starts('JP') && latin1(body, DESCRIPTION, DESCRIPTION + 4) === 'c2pa')
      blocks.credentials = true;
    if (marker === 0xed && starts(PHOTOSHOP)) photoshop.push(body.subarray(PHOTOSHOP.length));
    at += 2 + length;
  }
  if (photoshop.length > 0) blocks.iptc = joined(photoshop);
  blocks.extendedXmp = inOrder(extended);
  return blocks;
}

/** Pieces of extended XMP: 32 digits of a digest, the whole length, the offset, the piece. Those of the first digest count. */
function inOrder(pieces: readonly Uint8Array[]): Uint8Array | null {
  const [first] = pieces.filter((piece) => piece.length > 40);
  if (!first) return null;
  const digest = latin1(first, 0, 32);
  const own = pieces.filter((piece) => piece.length > 40 && latin1(piece, 0, 32) === digest);
  const offset = (piece: Uint8Array): number => viewOf(piece).getUint32(36);
  return joined(own.toSorted((a, b) => offset(a) - offset(b)).map((piece) => piece.subarray(40)));
}
