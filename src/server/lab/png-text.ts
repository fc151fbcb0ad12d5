import { crc32 } from 'node:zlib';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Signature, length, type, 13 bytes and checksum of the first chunk. */
const AFTER_HEADER = 33;

const isPng = (bytes: Uint8Array): boolean =>
  bytes.length > AFTER_HEADER && SIGNATURE.every((byte, i) => bytes[i] === byte);

/** Types of the chunks in their order (PNG third edition, 5.3); those of a file cut short up to the cut. */
function chunkTypes(bytes: Uint8Array): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const types: string[] = [];
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at))
    types.push(String.fromCharCode(...bytes.subarray(at + 4, at + 8)));
  return types;
}

/**
 * Whether a text may be written into the file: a PNG without Content Credentials (`caBX`). Those are signed over the
 * file's bytes, and with any byte added it would look tampered with.
 */
export const takesText = (bytes: Uint8Array): boolean => isPng(bytes) && !chunkTypes(bytes).includes('caBX');

/** The same PNG with these texts behind its header, as uncompressed iTXt (11.3.3.4); pixels and all else untouched. */
export function withTexts(bytes: Uint8Array, texts: Record<string, string>): Uint8Array {
  const chunks = Object.entries(texts).map(([keyword, text]) => textChunk(keyword, text));
  return Buffer.concat([bytes.subarray(0, AFTER_HEADER), ...chunks, bytes.subarray(AFTER_HEADER)]);
}

/** Keyword, no compression, no language, no translated keyword, then the text in UTF-8. */
function textChunk(keyword: string, text: string): Uint8Array {
  const data = Buffer.concat([
    Buffer.from('iTXt', 'latin1'),
    Buffer.from(keyword, 'latin1'),
    Buffer.from([0, 0, 0, 0, 0]),
    Buffer.from(text, 'utf8'),
  ]);
  const chunk = Buffer.alloc(data.length + 8);
  chunk.writeUInt32BE(data.length - 4, 0);
  data.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(data), data.length + 4);
  return chunk;
}
