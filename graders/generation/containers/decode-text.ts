const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const LATIN1 = new TextDecoder('latin1');

/** UTF-8 where the bytes are valid UTF-8, else Latin-1: what generators write into fields meant for Latin-1. */
export function utf8OrLatin1(bytes: Uint8Array): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    return LATIN1.decode(bytes);
  }
}

/** The bytes of a short marker as characters. */
export const ascii = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length));

/**
 * UTF-16 of either byte order, told by content: the order that gives more ASCII characters. Byte-order marks and
 * padding are taken off.
 */
export function utf16(bytes: Uint8Array): string {
  let big = 0;
  let little = 0;
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    if (bytes[i] === 0 && bytes[i + 1]! > 0 && bytes[i + 1]! < 128) big++;
    if (bytes[i + 1] === 0 && bytes[i]! > 0 && bytes[i]! < 128) little++;
  }
  const decoder = new TextDecoder(big >= little ? 'utf-16be' : 'utf-16le');
  return withoutPadding(decoder.decode(bytes.subarray(0, bytes.length & ~1)));
}

/** Without the zeros that fill a field up. */
export function withoutPadding(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0) end--;
  return text.slice(0, end);
}
