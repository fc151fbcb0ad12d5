import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { ramp } from './platform.ts';

/** Files that people, or worse, send. Made here, byte by byte where no tool would. */

const CRC = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  let crc = 0xffffffff;
  for (const byte of body) crc = (CRC[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  const out = Buffer.alloc(12 + data.length);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE((crc ^ 0xffffffff) >>> 0, 8 + data.length);
  return out;
}

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

function header(width: number, height: number): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([8, 0, 0, 0, 0], 8);
  return chunk('IHDR', data);
}

/** A PNG of a few kB that unfolds to `side` × `side` pixels. */
export function pixelBomb(side: number): Buffer {
  const rows = deflateSync(Buffer.alloc(Math.min(side, 3000) * (side + 1)), { level: 9 });
  return Buffer.concat([SIGNATURE, header(side, side), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

export async function animatedPng(): Promise<Buffer> {
  const png = await ramp(240, 160).png().toBuffer();
  const control = Buffer.alloc(8);
  control.writeUInt32BE(2, 0);
  return Buffer.concat([png.subarray(0, 33), chunk('acTL', control), png.subarray(33)]);
}

/** So many compressed texts, each of which unfolds to `bytes`. */
export async function textBombs(count: number, bytes: number): Promise<Buffer> {
  const png = await ramp(240, 160).png().toBuffer();
  const text = Buffer.concat([Buffer.from('parameters\0\0'), deflateSync(Buffer.alloc(bytes, 97))]);
  const texts = Array.from({ length: count }, () => chunk('zTXt', text));
  return Buffer.concat([png.subarray(0, 33), ...texts, png.subarray(33)]);
}

/** EXIF with so many pointers that lead back to their own directory. */
export async function tangledExif(pointers: number): Promise<Buffer> {
  const png = await ramp(240, 160).png().toBuffer();
  const exif = Buffer.alloc(10 + 12 * pointers + 4);
  exif.write('II*\0\x08', 'latin1');
  exif.writeUInt16LE(pointers, 8);
  for (let i = 0; i < pointers; i++) exif.set([0x69, 0x87, 4, 0, 1, 0, 0, 0, 8, 0, 0, 0], 10 + 12 * i);
  return Buffer.concat([png.subarray(0, 33), chunk('eXIf', exif), png.subarray(33)]);
}

export async function animatedWebp(): Promise<Buffer> {
  const frames = [await ramp(240, 160).png().toBuffer(), await ramp(240, 160, 50).png().toBuffer()];
  return sharp(frames, { join: { animated: true } })
    .webp({ delay: [100, 100] })
    .toBuffer();
}

export const cmykJpeg = () => ramp(240, 160).toColourspace('cmyk').jpeg().toBuffer();
export const sixteenBit = () => ramp(240, 160).toColourspace('rgb16').png().toBuffer();
export const rotated = () => ramp(160, 240).withMetadata({ orientation: 6 }).jpeg().toBuffer();
export const wideGamut = () => ramp(240, 160).withIccProfile('p3').png().toBuffer();

export const SVG = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>',
);
export const XXE = Buffer.from(
  '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>',
);
export const PDF = Buffer.from('%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF');
export const GIF = Buffer.from(
  'GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;',
  'latin1',
);
export const HEIC = Buffer.concat([
  Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
  Buffer.alloc(200),
]);
export const NOISE = Buffer.from(
  Array.from({ length: 5000 }, (_, i) => (i * 7919 + (i >> 3) * 104729) & 0xff),
);
