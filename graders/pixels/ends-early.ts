import type { FileFormat } from './format.ts';

/** Whether a file that could not be read stops before its own structure ends, so that it was cut short. */
export function endsEarly(bytes: Uint8Array, format: FileFormat): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (format) {
    case 'jpeg':
      return !Buffer.from(bytes.slice(-TAIL)).includes(EOI, 0, 'latin1');
    case 'png':
      return pngEndsEarly(view);
    case 'webp':
      return bytes.length < 12 || view.getUint32(4, true) + 8 > bytes.length;
    case 'avif':
      return boxesEndEarly(view);
    case 'tiff':
      // Offsets may point anywhere; a missing first directory is all that can be told.
      return bytes.length < 8 || view.getUint32(4, view.getUint16(0) === 0x4949) + 2 > bytes.length;
  }
}

/** End-of-image marker, which no entropy-coded data contain; a thumbnail's stands near the beginning. */
const EOI = '\xff\xd9';
const TAIL = 2048;

/** A chunk that reaches beyond the file, or no IEND. */
function pngEndsEarly(view: DataView): boolean {
  let at = 8;
  while (at + 12 <= view.byteLength) {
    if (view.getUint32(at + 4) === 0x49454e44) return false;
    at += 12 + view.getUint32(at);
  }
  return true;
}

/** A top-level box of ISO/IEC 14496-12 that reaches beyond the file. */
function boxesEndEarly(view: DataView): boolean {
  let at = 0;
  while (at + 8 <= view.byteLength) {
    const size = view.getUint32(at);
    // 0 reaches to the end of the file, 1 has its length elsewhere: neither tells.
    if (size < 8) return false;
    at += size;
  }
  return at > view.byteLength;
}
