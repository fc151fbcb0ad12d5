import { setTimeout as sleep } from 'node:timers/promises';
import { Refused } from '#core/refusal.ts';
import type { Refusal } from '#core/types.ts';
import * as refusals from '#core/upload-refusals.ts';
import type { Meter } from './meter.ts';

/** What is still read and thrown away after a refusal, so that the sender gets to read the answer. */
const DRAIN = { bytes: 64 * 1024 * 1024, ms: 10_000 };
/** No byte for so long: the sender is gone. */
const STALLED_MS = 60_000;

export type BodyReader = ReadableStreamDefaultReader<Uint8Array>;

/** The next piece of a body; throws `Refused` when the sender is gone. */
export async function nextChunk(reader: BodyReader) {
  const patience = new AbortController();
  try {
    return await Promise.race([
      reader.read(),
      sleep(STALLED_MS, undefined, { signal: patience.signal }).then(() => {
        throw new Error('stalled');
      }),
    ]);
  } catch {
    throw new Refused(refusals.aborted());
  } finally {
    patience.abort();
  }
}

export async function drain(reader: BodyReader): Promise<void> {
  const until = Date.now() + DRAIN.ms;
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      bytes += value.byteLength;
      if (bytes > DRAIN.bytes || Date.now() > until) break;
    }
    await reader.cancel();
  } catch {
    // the sender is gone already
  }
}

/** A body small enough to be kept in memory: at most `most` bytes, else `tooLarge`, before anything of it is parsed. */
export async function wholeBody(
  request: Request,
  most: number,
  tooLarge: () => Refusal,
  meter: Meter,
): Promise<Uint8Array> {
  if (!request.body) return new Uint8Array();
  const reader = request.body.getReader() as BodyReader;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    if (Number(request.headers.get('content-length') ?? 0) > most) throw new Refused(tooLarge());
    for (;;) {
      const { done, value } = await nextChunk(reader);
      if (done) return Buffer.concat(chunks);
      bytes += value.byteLength;
      meter.take(value.byteLength);
      if (bytes > most) throw new Refused(tooLarge());
      chunks.push(value);
    }
  } catch (error) {
    void drain(reader);
    throw error;
  }
}
