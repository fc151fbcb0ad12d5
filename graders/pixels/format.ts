export type FileFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'tiff';

/** A file's format by its first bytes, never by its name. `other` names formats that no exercise takes. */
export type Sniffed = { known: true; format: FileFormat } | { known: false; other: string | null };

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));

/** Signatures of formats that people do send, for a sentence that names what arrived. */
const OTHERS: readonly [string, (head: string) => boolean][] = [
  ['GIF', (head) => head.startsWith('GIF8')],
  ['Photoshop (PSD)', (head) => head.startsWith('8BPS')],
  ['PDF', (head) => head.startsWith('%PDF')],
  ['BMP', (head) => head.startsWith('BM')],
  ['GIMP (XCF)', (head) => head.startsWith('gimp xcf')],
  ['JPEG XL', (head) => head.startsWith('\xff\x0a') || head.slice(4, 8) === 'JXL '],
  ['JPEG 2000', (head) => head.slice(4, 8) === 'jP  '],
  ['OpenEXR', (head) => head.startsWith('\x76\x2f\x31\x01')],
  ['ZIP', (head) => head.startsWith('PK\x03\x04')],
  ['HEIC', (head) => head.slice(4, 8) === 'ftyp' && /heic|heix|hevc|mif1/.test(head)],
  ['video', (head) => head.slice(4, 8) === 'ftyp' || head.startsWith('\x1aE\xdf\xa3')],
  ['SVG', (head) => /<svg[\s>]/i.test(head)],
  ['HTML', (head) => /<(!doctype html|html)/i.test(head)],
];

export function sniff(bytes: Uint8Array): Sniffed {
  const head = ascii(bytes, 0, 512);
  if (head.startsWith('\xff\xd8\xff')) return { known: true, format: 'jpeg' };
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return { known: true, format: 'png' };
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return { known: true, format: 'webp' };
  if (/^(II\*\0|MM\0\*)/.test(head)) return { known: true, format: 'tiff' };
  if (head.slice(4, 8) === 'ftyp' && /avi[fs]/.test(head.slice(8, 40)))
    return { known: true, format: 'avif' };
  return { known: false, other: OTHERS.find(([, test]) => test(head))?.[0] ?? null };
}
