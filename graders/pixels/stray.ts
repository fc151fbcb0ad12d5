import type { FileFormat } from './format.ts';

/**
 * What a file carries beside the picture, its profile and the EXIF, XMP and IPTC blocks: comments, blocks of its own
 * kind, bytes after the end. In words, such as "a comment"; empty when there is nothing. TIFF keeps no such blocks.
 */
export function strayData(bytes: Uint8Array, format: FileFormat): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (format) {
    case 'jpeg':
      return inJpeg(view);
    case 'png':
      return inPng(view);
    case 'webp':
      return inWebp(view);
    case 'avif':
      return inAvif(view);
    case 'tiff':
      return '';
  }
}

const after = (count: number): string => (count > 0 ? `${count} bytes after the end of the picture` : '');

/** Padding is nothing. */
function afterEnd(view: DataView, from: number): string {
  let last = view.byteLength;
  while (last > from && view.getUint8(last - 1) === 0) last--;
  return after(last - from);
}

const asciiAt = (view: DataView, at: number, length: number): string => {
  const end = Math.min(view.byteLength, at + length);
  let text = '';
  for (let i = at; i < end; i++) text += String.fromCharCode(view.getUint8(i));
  return text;
};

/** APPn blocks that are the picture's own or are told apart elsewhere. */
const KNOWN_APP: Readonly<Record<number, readonly string[]>> = {
  0xe0: ['JFIF'],
  0xe1: ['Exif', 'http://ns.adobe.com/xap/1.0/', 'http://ns.adobe.com/xmp/extension/'],
  0xe2: ['ICC_PROFILE'],
  0xed: ['Photoshop 3.0'],
  0xee: ['Adobe'],
};
const COMMENT = 0xfe;
const SCAN = 0xda;
const END = 0xd9;

/** Marker segments of ITU-T T.81, annex B, up to EOI; entropy-coded data are stepped over. */
function inJpeg(view: DataView): string {
  let at = 2;
  while (at + 4 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return '';
    const marker = view.getUint8(at + 1);
    if (marker === END) return afterEnd(view, at + 2);
    if (marker === 0xff) {
      at++;
      continue;
    }
    const length = view.getUint16(at + 2);
    if (marker === COMMENT && length > 2) return 'a comment';
    if (marker >= 0xe0 && marker <= 0xef) {
      const known = KNOWN_APP[marker] ?? [];
      const name = asciiAt(view, at + 4, 40);
      if (!known.some((own) => name.startsWith(own))) return `an unknown block (APP${marker - 0xe0})`;
    }
    at += 2 + length;
    if (marker === SCAN) at = afterScan(view, at);
  }
  return '';
}

/** The next marker that is neither a stuffed byte nor a restart. */
function afterScan({ buffer, byteOffset, byteLength }: DataView, from: number): number {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < byteLength; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]!;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return byteLength;
}

/** Chunks that say how the picture looks; `eXIf` and XMP are told apart elsewhere. */
const KNOWN_CHUNKS: ReadonlySet<string> = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT eXIf'.split(' '),
);

function inPng(view: DataView): string {
  for (let at = 8; at + 12 <= view.byteLength;) {
    const length = view.getUint32(at);
    const type = asciiAt(view, at + 4, 4);
    at += 12 + length;
    if (type === 'IEND') return afterEnd(view, at);
    if (KNOWN_CHUNKS.has(type)) continue;
    if (type === 'iTXt' && asciiAt(view, at - length - 4, 17) === 'XML:com.adobe.xmp') continue;
    return /^[tzi](EXt|TXt)$/.test(type) ? 'a comment' : `an unknown block (${type})`;
  }
  return '';
}

const WEBP_CHUNKS: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ICCP', 'EXIF', 'XMP ']);

function inWebp(view: DataView): string {
  const end = Math.min(view.byteLength, 8 + view.getUint32(4, true));
  for (let at = 12; at + 8 <= end;) {
    const type = asciiAt(view, at, 4);
    if (!WEBP_CHUNKS.has(type)) return `an unknown block (${type.trim()})`;
    const length = view.getUint32(at + 4, true);
    at += 8 + length + (length & 1);
  }
  return afterEnd(view, end);
}

/** Top-level boxes that hold the picture (ISO/IEC 23008-12); `free` and `skip` count when they are not empty. */
const AVIF_BOXES: ReadonlySet<string> = new Set(['ftyp', 'meta', 'mdat', 'free', 'skip', 'moov']);

function inAvif(view: DataView): string {
  for (let at = 0; at + 8 <= view.byteLength;) {
    const size = view.getUint32(at);
    const type = asciiAt(view, at + 4, 4);
    if (!AVIF_BOXES.has(type)) return `an unknown block (${type})`;
    // 0 reaches to the end of the file, 1 has its length in the next eight bytes.
    if (size < 8) return '';
    if ((type === 'free' || type === 'skip') && /[^\0]/.test(asciiAt(view, at + 8, size - 8)))
      return `an unknown block (${type})`;
    at += size;
  }
  return '';
}
