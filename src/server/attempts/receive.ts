import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import { Refused } from '#core/refusal.ts';
import * as refusals from '#core/upload-refusals.ts';
import type { BlobStore, Incoming } from '../blobs/blob-store.ts';
import { codeOf } from '../error-code.ts';
import { drain, nextChunk, type BodyReader } from './body.ts';
import type { Meter } from './meter.ts';

const FIELD = 'file';
/** Boundary, part headers and small fields around the file itself. */
const FORM_OVERHEAD = 64 * 1024;

export interface Received {
  name: string;
  blob: Incoming;
}

/** The name as text to show: no folders, no control characters, at most 200 characters. */
export function shownName(given: string | undefined): string {
  // Browsers write a quotation mark in a form's file name as %22.
  const base = (given ?? '').replaceAll('%22', '"').split(/[/\\]/).at(-1) ?? '';
  const clean = base.replace(/\p{C}/gu, '').trim();
  return [...clean].slice(0, 200).join('') || 'unnamed';
}

/** What a form may bring: so many files, each of at most so many bytes. */
export interface Wanted {
  count: number;
  maxBytes: number;
}

/**
 * Streams the files of a multipart body into the blob store in their order, without keeping them. Throws `Refused`, also
 * where there are more or fewer than wanted; then nothing is left.
 */
export async function receiveFiles(
  request: Request,
  wanted: Wanted,
  blobs: BlobStore,
  meter: Meter,
): Promise<Received[]> {
  const contentType = request.headers.get('content-type');
  if (!contentType || !/^multipart\/form-data\s*;/i.test(contentType))
    throw new Refused(refusals.notMultipart(contentType));
  if (!request.body) throw new Refused(refusals.noFile());
  const reader = request.body.getReader() as BodyReader;
  try {
    const declared = Number(request.headers.get('content-length') ?? 0);
    if (declared > wanted.count * wanted.maxBytes + FORM_OVERHEAD)
      throw new Refused(refusals.tooLarge(wanted.maxBytes, wanted.count));
    return await readForm(reader, contentType, wanted, blobs, meter);
  } catch (error) {
    void drain(reader);
    throw error;
  }
}

async function readForm(
  reader: BodyReader,
  contentType: string,
  { count, maxBytes }: Wanted,
  blobs: BlobStore,
  meter: Meter,
): Promise<Received[]> {
  const form = formParser(contentType, count, maxBytes);
  const files: Promise<Received | null>[] = [];
  const streams: BusboyFileStream[] = [];
  let refuse: (error: unknown) => void = () => {};
  const refused = new Promise<never>((_, reject) => (refuse = reject));
  refused.catch(() => {});
  const tooLarge = () => new Refused(refusals.tooLarge(maxBytes, count));
  let stray: string | null = null;
  let text = false;
  let taken = 0;
  let arrived = 0;
  // Whatever the parser makes of it: parts in other fields and bytes behind an unclosed boundary count as well.
  const arrive = (bytes: number) => {
    arrived += bytes;
    if (arrived > count * maxBytes + FORM_OVERHEAD) throw tooLarge();
  };

  const take = async (stream: BusboyFileStream, name: string): Promise<Received | null> => {
    const blob = await blobs.incoming();
    let bytes = 0;
    try {
      for await (const chunk of stream as AsyncIterable<Uint8Array>) {
        bytes += chunk.byteLength;
        meter.take(chunk.byteLength);
        await blob.write(chunk);
      }
      if (stream.truncated) throw tooLarge();
      // A form sent without choosing a file carries an empty one without a name.
      if (bytes === 0 && name === '') return await blob.discard().then(() => null);
      if (bytes === 0) throw new Refused(refusals.emptyFile(shownName(name)));
      await blob.finish();
      return { name: shownName(name), blob };
    } catch (error) {
      stream.resume();
      await blob.discard();
      throw isDiskFull(error) ? new Refused(refusals.diskFull()) : error;
    }
  };

  form.on('file', (field: string | undefined, stream: BusboyFileStream, name: string | undefined) => {
    stream.on('error', () => {});
    stream.on('limit', () => refuse(tooLarge()));
    streams.push(stream);
    if (field !== FIELD) {
      stray ??= field ?? '';
      stream.resume();
      return;
    }
    taken += 1;
    if (taken > count) {
      stream.resume();
      return refuse(new Refused(refusals.tooManyFiles(count)));
    }
    const file = take(stream, name ?? '');
    file.catch(refuse);
    files.push(file);
  });
  form.on('field', (field: string) => (text ||= field === 'text'));
  const complete = new Promise<void>((resolve) => form.on('finish', resolve));
  form.on('filesLimit', () => refuse(new Refused(refusals.tooManyFiles(count))));
  form.on('error', () => refuse(new Refused(refusals.malformed())));

  try {
    await Promise.race([pump(reader, form, arrive).then(() => complete), refused]);
    const received = (await Promise.all(files)).filter((file) => file !== null);
    if (received.length === count) return received;
    if (received.length > 0) throw new Refused(refusals.tooFewFiles(received.length, count));
    if (stray !== null) throw new Refused(refusals.wrongField(stray));
    throw new Refused(text ? refusals.textForPicture() : refusals.noFile());
  } catch (error) {
    form.destroy();
    for (const stream of streams) stream.destroy(new Refused(refusals.aborted()));
    const ended = await Promise.allSettled(files);
    for (const file of ended) if (file.status === 'fulfilled') await file.value?.blob.discard();
    throw error;
  }
}

function formParser(contentType: string, count: number, maxBytes: number): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      limits: {
        fileSize: maxBytes,
        files: count + 3,
        fields: 16,
        fieldSize: 4096,
        parts: count + 19,
        headerPairs: 40,
        headerSize: 8192,
      },
    });
  } catch {
    throw new Refused(refusals.malformed());
  }
}

/** Feeds the parser chunk by chunk, at the pace of the disk. */
async function pump(
  reader: BodyReader,
  form: BusboyInstance,
  arrive: (bytes: number) => void,
): Promise<void> {
  for (;;) {
    const { done, value } = await nextChunk(reader);
    if (done) break;
    arrive(value.byteLength);
    if (form.destroyed) return;
    if (!form.write(value)) await drainOrClose(form);
  }
  form.end();
}

function drainOrClose(form: BusboyInstance): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      form.off('drain', go).off('close', go);
      resolve();
    };
    form.on('drain', go).on('close', go);
  });
}

export const isDiskFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT'].includes(codeOf(error) ?? '');
