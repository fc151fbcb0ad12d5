/** The roster a form brings: the chosen file, else the pasted text. */
export async function rosterText(form: FormData): Promise<string> {
  const file = form.get('file');
  if (file instanceof File && file.size > 0) return decoded(new Uint8Array(await file.arrayBuffer()));
  const pasted = form.get('csv');
  return typeof pasted === 'string' ? pasted : '';
}

/** As UTF-16 where its mark or its empty bytes say so; else as UTF-8, or as Windows-1252, in which spreadsheets still save. */
function decoded(bytes: Uint8Array): string {
  const mark =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : unmarked(bytes);
  if (mark) return new TextDecoder(mark).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Letters of the first line, mostly Latin, have an empty half in UTF-16; in no other text is there such a byte. */
function unmarked(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const head = bytes.subarray(0, 64);
  const empty = (odd: number) => head.filter((byte, i) => i % 2 === odd && byte === 0).length;
  const many = head.length / 4;
  return empty(1) > many ? 'utf-16le' : empty(0) > many ? 'utf-16be' : null;
}
