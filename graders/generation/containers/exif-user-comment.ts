import { ascii, utf16, utf8OrLatin1, withoutPadding } from './decode-text.ts';

/**
 * UserComment (0x9286): eight bytes name the character code. `UNICODE` should follow the TIFF byte order; most
 * generators write big-endian whatever it is, SwarmUI little-endian, so the order is told by content. Savers that
 * use the tag as plain ASCII leave the eight bytes out.
 */
export function userComment(value: Uint8Array): string {
  const code = ascii(value, 0, 8);
  if (code === 'UNICODE\0') return utf16(value.subarray(8));
  const coded = code === 'ASCII\0\0\0' || code === 'JIS\0\0\0\0\0' || code === '\0'.repeat(8);
  return withoutPadding(utf8OrLatin1(coded ? value.subarray(8) : value));
}
