/** A file that a form brings, or that an earlier page of the same form carries along as base64. */
export async function carriedFile(form: FormData): Promise<Uint8Array | null> {
  const carried = form.get('carried');
  if (typeof carried === 'string' && carried !== '') return new Uint8Array(Buffer.from(carried, 'base64'));
  const file = form.get('file');
  return file instanceof File && file.size > 0 ? new Uint8Array(await file.arrayBuffer()) : null;
}
