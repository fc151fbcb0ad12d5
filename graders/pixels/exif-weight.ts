/** Directories that a decoder reads where these tags point (CIPA DC-008-2023, 4.6.3): Exif, GPS, interoperability. */
const POINTERS = new Set([0x8769, 0x8825, 0xa005]);
/** A camera writes some 150 entries. */
const MOST_ENTRIES = 4_000;
const MOST_DEPTH = 12;

/**
 * Whether reading an EXIF block as decoders do, every pointer followed whenever it comes, passes more than 4,000
 * entries: pointers that lead back to their own directory cost such a decoder minutes. Reads at most as many.
 */
export function isTangled(block: Uint8Array): boolean {
  const from = block.length > 6 && String.fromCharCode(...block.subarray(0, 4)) === 'Exif' ? 6 : 0;
  const view = new DataView(block.buffer, block.byteOffset + from, block.byteLength - from);
  if (view.byteLength < 10) return false;
  const little = view.getUint16(0) === 0x4949;
  let left = MOST_ENTRIES;
  const follow = (at: number, depth: number): void => {
    if (depth > MOST_DEPTH || at < 8 || at + 2 > view.byteLength) return;
    const count = view.getUint16(at, little);
    for (let i = 0, entry = at + 2; i < count && entry + 12 <= view.byteLength; i++, entry += 12) {
      if (--left < 0) return;
      if (POINTERS.has(view.getUint16(entry, little))) follow(view.getUint32(entry + 8, little), depth + 1);
    }
    const next = at + 2 + count * 12;
    if (depth === 0 && next + 4 <= view.byteLength) follow(view.getUint32(next, little), 1);
  };
  follow(view.getUint32(4, little), 0);
  return left < 0;
}
