import { crc32 } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export interface Chunk {
  type: string;
  data: Buffer;
  /** Whether the checksum behind it fits (PNG third edition, 5.5). */
  sound: boolean;
}

export const isPng = (bytes: Uint8Array): boolean =>
  SIGNATURE.equals(Buffer.from(bytes.subarray(0, SIGNATURE.length)));

/** The chunks of a PNG in their order; null when the file ends inside one, does not end with IEND, or goes on behind it. */
export function chunksOf(bytes: Uint8Array): Chunk[] | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE.length; at < buffer.length;) {
    if (at + 12 > buffer.length) return null;
    const end = at + 8 + buffer.readUInt32BE(at);
    if (end + 4 > buffer.length) return null;
    const type = buffer.toString('latin1', at + 4, at + 8);
    const sound = crc32(buffer.subarray(at + 4, end)) === buffer.readUInt32BE(end);
    chunks.push({ type, data: buffer.subarray(at + 8, end), sound });
    at = end + 4;
  }
  return chunks.at(-1)?.type === 'IEND' ? chunks : null;
}
