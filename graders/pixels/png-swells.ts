const COMPRESSED = new Set([0x7a545874, 0x69545874]); // zTXt, iTXt
/** Editors write at most a handful: XMP, profiles, a workflow. */
const MOST_TEXTS = 32;

/**
 * Whether a PNG brings more than 32 texts that may be compressed. A decoder unfolds up to 8 MB of each before it gives
 * the first pixel, whoever opens the file, so that a few hundred of them keep it busy for a minute.
 */
export function swells(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let texts = 0;
  for (let at = 8; at + 12 <= bytes.length && texts <= MOST_TEXTS; at += 12 + view.getUint32(at))
    if (COMPRESSED.has(view.getUint32(at + 4))) texts++;
  return texts > MOST_TEXTS;
}
