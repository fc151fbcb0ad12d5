/** The roster a form brings: the chosen file, else the pasted text. */
export async function rosterText(form: FormData): Promise<string> {
  const file = form.get('file');
  if (file instanceof File && file.size > 0) return decoded(new Uint8Array(await file.arrayBuffer()));
  const pasted = form.get('csv');
  return typeof pasted === 'string' ? pasted : '';
}

/** As UTF-8; else as UTF-16 where its mark says so, or as Windows-1252, in which spreadsheets still save. */
function decoded(bytes: Uint8Array): string {
  const mark =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : null;
  if (mark) return new TextDecoder(mark).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
