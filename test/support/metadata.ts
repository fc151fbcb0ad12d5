import { deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { chunk, inserted } from './files.ts';

/** An XMP packet: attributes of its one description, and what stands inside it. */
export const xmp = (attributes: string, inside = ''): string =>
  `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ${attributes}>${inside}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

export const EXT = 'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"';
export const SCHEME = 'http://cv.iptc.org/newscodes/digitalsourcetype/';

/** A grey picture of 16 × 16 px. */
export const grey = (): Sharp =>
  sharp({ create: { width: 16, height: 16, channels: 3, background: '#808080' } });

/** XMP in a PNG's `iTXt`, plain or compressed. */
export function pngWithXmp(file: Uint8Array, packet: string, compressed = false): Uint8Array {
  const text = Buffer.from(packet);
  const head = Buffer.concat([
    Buffer.from('XML:com.adobe.xmp\0'),
    Buffer.from([compressed ? 1 : 0, 0, 0, 0]),
  ]);
  return inserted(file, chunk('iTXt', Buffer.concat([head, compressed ? deflateSync(text) : text])));
}

/** Segments behind a JPEG's SOI. */
export function withSegments(
  file: Uint8Array,
  ...segments: [marker: number, body: Uint8Array][]
): Uint8Array {
  const made = segments.map(([marker, body]) => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(body.length + 2, 2);
    return Buffer.concat([head, body]);
  });
  return Buffer.concat([file.subarray(0, 2), ...made, file.subarray(2)]);
}

/** A packet and its extension, in pieces of `size` bytes handed over in the order `order` gives. */
export function extendedXmp(
  packet: string,
  extension: string,
  size: number,
  order: (pieces: Uint8Array[]) => Uint8Array[] = (pieces) => pieces,
): [number, Uint8Array][] {
  const bytes = Buffer.from(extension);
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(bytes.length, 0);
    head.writeUInt32BE(at, 4);
    pieces.push(
      Buffer.concat([
        Buffer.from(`http://ns.adobe.com/xmp/extension/\0${'A'.repeat(32)}`),
        head,
        bytes.subarray(at, at + size),
      ]),
    );
  }
  const main = Buffer.from(`http://ns.adobe.com/xap/1.0/\0${packet}`);
  return [main, ...order(pieces)].map((body) => [0xe1, body]);
}

/** One tag of a TIFF directory: an ASCII text, or the number of another directory. */
export type Tag = [tag: number, value: string | { directory: number }];

/** A little-endian TIFF block: directory 0 first, its `next` where `next` says so. */
export function tiffBlock(directories: Tag[][], next: Record<number, number> = {}): Uint8Array {
  const sizes = directories.map((tags) => 2 + tags.length * 12 + 4);
  const starts = sizes.map((_, i) => 8 + sizes.slice(0, i).reduce((sum, size) => sum + size, 0));
  let free = 8 + sizes.reduce((sum, size) => sum + size, 0);
  const out = Buffer.alloc(free + 4096);
  out.write('II*\0', 'latin1');
  out.writeUInt32LE(8, 4);
  directories.forEach((tags, d) => {
    let at = starts[d]!;
    at = out.writeUInt16LE(tags.length, at);
    for (const [tag, value] of tags) {
      at = out.writeUInt16LE(tag, at);
      if (typeof value === 'string') {
        const text = Buffer.from(`${value}\0`);
        at = out.writeUInt16LE(2, at);
        at = out.writeUInt32LE(text.length, at);
        if (text.length <= 4) text.copy(out, at);
        else {
          out.writeUInt32LE(free, at);
          free += text.copy(out, free);
        }
        at += 4;
      } else {
        at = out.writeUInt16LE(4, at);
        at = out.writeUInt32LE(1, at);
        at = out.writeUInt32LE(starts[value.directory]!, at);
      }
    }
    out.writeUInt32LE(next[d] === undefined ? 0 : starts[next[d]]!, at);
  });
  return out.subarray(0, free);
}
