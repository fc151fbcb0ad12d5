/**
 * The name an ICC profile gives itself (its `desc` tag), or null when there is none to read.
 * ICC.1:2022, 7.3 (tag table) and 10.15 (multiLocalizedUnicodeType); version 2 profiles hold plain text there.
 */
export function profileName(icc: Uint8Array): string | null {
  if (icc.length < 132) return null;
  const view = new DataView(icc.buffer, icc.byteOffset, icc.byteLength);
  const tags = Math.min(view.getUint32(128), 100);
  for (let at = 132; at < 132 + tags * 12 && at + 12 <= icc.length; at += 12) {
    if (view.getUint32(at) !== 0x64657363) continue;
    return textAt(view, view.getUint32(at + 4));
  }
  return null;
}

function textAt(view: DataView, at: number): string | null {
  if (at + 28 > view.byteLength) return null;
  const localized = view.getUint32(at) === 0x6d6c7563;
  const length = localized ? view.getUint32(at + 20) : view.getUint32(at + 8) - 1;
  const from = localized ? at + view.getUint32(at + 24) : at + 12;
  if (length < 1 || length > 512 || from + length > view.byteLength) return null;
  const bytes = new Uint8Array(view.buffer, view.byteOffset + from, length);
  const text = new TextDecoder(localized ? 'utf-16be' : 'latin1').decode(bytes);
  const printable = [...text].filter((letter) => letter >= ' ' && letter !== '\x7f').join('');
  return printable.trim() || null;
}

/** Colour spaces that a delivery note asks for by name, and how their profiles call themselves. */
export const SPACES = {
  srgb: { title: 'sRGB', is: (name: string) => isSrgb(name) },
  'display-p3': { title: 'Display P3', is: (name: string) => /display ?p3|^sP3C$/i.test(name) },
  'adobe-rgb': { title: 'Adobe RGB (1998)', is: (name: string) => /adobe ?(rgb|compat)/i.test(name) },
} as const;

/** Whether a profile of that name holds sRGB, so that no conversion is needed. */
export const isSrgb = (name: string): boolean => /\bsrgb\b|^c2$/i.test(name) && !/linear/i.test(name);
