/**
 * The name an ICC profile gives itself (its `desc` tag), or null when there is none to read.
 * ICC.1:2022, 7.3 (tag table) and 10.15 (multiLocalizedUnicodeType); version 2 profiles hold plain text there.
 */
export function profileName(icc: Uint8Array): string | null {
  const view = new DataView(icc.buffer, icc.byteOffset, icc.byteLength);
  const at = tagsOf(view).get('desc');
  return at === undefined ? null : textAt(view, at);
}

/** Where each tag's data begin, by its signature. */
export function tagsOf(view: DataView): Map<string, number> {
  const found = new Map<string, number>();
  if (view.byteLength < 132) return found;
  const tags = Math.min(view.getUint32(128), 100);
  for (let at = 132; at < 132 + tags * 12 && at + 12 <= view.byteLength; at += 12)
    found.set(signatureAt(view, at), view.getUint32(at + 4));
  return found;
}

/** Four letters; empty beyond the end. */
export function signatureAt(view: DataView, at: number): string {
  if (at + 4 > view.byteLength) return '';
  return String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, 4));
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
