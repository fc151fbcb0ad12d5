import type { FileFormat } from './format.ts';

/** How finely colour is stored beside lightness, such as "4:2:0"; empty where the file does not say. `jpeg` is what its header gave. */
export function subsamplingOf(bytes: Uint8Array, format: FileFormat, jpeg: string | undefined): string {
  switch (format) {
    case 'jpeg':
      return jpeg ?? '';
    case 'png':
      return '4:4:4';
    case 'tiff':
      return jpeg ?? '4:4:4';
    case 'webp':
      return webp(bytes);
    case 'avif':
      return avif(bytes);
  }
}

/** Lossy WebP is 4:2:0 always, lossless keeps every colour (RFC 9649, 2.5 and 2.6). */
function webp(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 12; at + 8 <= bytes.length;) {
    const type = view.getUint32(at);
    if (type === 0x56503820) return '4:2:0';
    if (type === 0x5650384c) return '4:4:4';
    const size = view.getUint32(at + 4, true);
    at += 8 + size + (size & 1);
  }
  return '';
}

/** The two bits of the AV1 codec configuration box (AV1-ISOBMFF 1.2, 2.3.3). */
function avif(bytes: Uint8Array): string {
  const at = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 16384)).indexOf(
    'av1C',
    0,
    'latin1',
  );
  const flags = at < 0 ? undefined : bytes[at + 6];
  if (flags === undefined) return '';
  if (flags & 0x10) return '4:0:0';
  return flags & 0x08 ? (flags & 0x04 ? '4:2:0' : '4:2:2') : '4:4:4';
}
