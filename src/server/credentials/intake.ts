import { createHash } from 'node:crypto';
import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import * as refusals from '#core/certificates/refusals.ts';
import { formBroken, notAForm } from '#core/form-refusals.ts';
import { Refused } from '#core/refusal.ts';
import { drain, nextChunk, type BodyReader } from '../attempts/body.ts';
import { shownName } from '../attempts/receive.ts';
import { MOST_TEXT } from './unbake.ts';

/** What somebody wants to have looked at. */
export interface Given {
  file: {
    name: string;
    sha256: string;
    /** Null where the file is too large to be a credential. */ bytes: Uint8Array | null;
  } | null;
  text: string;
  address: string;
  /** Handle or address of the portfolio that the file is said to be of. */
  portfolio: string;
}

/** A baked badge is some hundred kilobytes; of a larger file only the digest is taken. */
const MOST_KEPT = 8 * 1024 * 1024;

/** Reads a multipart form without keeping a large file: it is hashed as it passes. Throws `Refused`. */
export async function takeIn(request: Request, mostBytes: number): Promise<Given> {
  const contentType = request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data\s*;/i.test(contentType) || !request.body) throw new Refused(notAForm());
  const reader = request.body.getReader() as BodyReader;
  const tooLarge = () => new Refused(refusals.fileTooLargeToVerify(mostBytes));
  try {
    if (Number(request.headers.get('content-length') ?? 0) > mostBytes) throw tooLarge();
    return await readParts(reader, contentType, mostBytes, tooLarge);
  } catch (error) {
    void drain(reader);
    throw error;
  }
}

async function readParts(
  reader: BodyReader,
  contentType: string,
  mostBytes: number,
  tooLarge: () => Refused,
): Promise<Given> {
  const given: Given = { file: null, text: '', address: '', portfolio: '' };
  const form = formParser(contentType, mostBytes);
  let failed: unknown = null;
  const files: Promise<void>[] = [];
  form.on('field', (name: string, value: string) => {
    if (name === 'text') given.text = value;
    if (name === 'portfolio') given.portfolio = value.slice(0, 2_000);
    if (name === 'address') given.address = value.slice(0, 2_000);
  });
  form.on('file', (_: string, stream: BusboyFileStream, name: string | undefined) => {
    files.push(
      hashed(stream).then((file) => {
        if (file.size > 0) given.file = { ...file, name: shownName(name) };
      }),
    );
  });
  form.on('error', (error: unknown) => (failed ??= error));
  const finished = new Promise<void>((resolve) => {
    form.once('finish', resolve);
    form.once('error', () => resolve());
  });
  let bytes = 0;
  for (;;) {
    const { done, value } = await nextChunk(reader);
    if (done) break;
    bytes += value.byteLength;
    if (bytes > mostBytes) throw tooLarge();
    if (failed === null && !form.write(value)) await drained(form);
  }
  form.end();
  await finished;
  if (failed !== null) throw new Refused(formBroken());
  await Promise.all(files).catch(() => {
    throw new Refused(formBroken());
  });
  return given;
}

function formParser(contentType: string, fileSize: number) {
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      limits: { files: 1, fields: 4, fieldSize: MOST_TEXT, fileSize, parts: 8 },
    });
  } catch {
    throw new Refused(formBroken());
  }
}

/** A part that was cut off may never drain; the form's own error then ends the wait. */
const drained = (form: NodeJS.EventEmitter): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      form.off('drain', done);
      form.off('error', done);
      resolve();
    };
    form.once('drain', done);
    form.once('error', done);
  });

async function hashed(
  stream: BusboyFileStream,
): Promise<{ sha256: string; bytes: Uint8Array | null; size: number }> {
  const hash = createHash('sha256');
  const kept: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    hash.update(chunk);
    size += chunk.byteLength;
    if (size <= MOST_KEPT) kept.push(chunk);
    else kept.length = 0;
  }
  return { sha256: hash.digest('hex'), bytes: size <= MOST_KEPT ? Buffer.concat(kept) : null, size };
}
