import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import { z } from 'zod';
import { Refused } from '#core/refusal.ts';
import * as refusals from '#core/text-refusals.ts';

const FIELD = 'text';
const Sent = z.strictObject({ text: z.string() });

/** The bytes of a text are not UTF-8. */
export class NotUtf8 extends Error {}

/** The text in a whole body, however it was sent. Throws `Refused` when there is not exactly one, `NotUtf8`. */
export async function textIn(contentType: string | null, body: Uint8Array): Promise<string> {
  const [type = ''] = (contentType ?? '').toLowerCase().split(';', 1);
  switch (type.trim()) {
    case 'application/json':
      return fromJson(body);
    case 'application/x-www-form-urlencoded':
      return onlyOne(urlencoded(body));
    case 'multipart/form-data':
      return onlyOne(await multipart(contentType!, body));
    default:
      throw new Refused(refusals.notAText(contentType));
  }
}

/** A field's name and its bytes as they came; decoding is up to us, since a form library guesses. */
type Part = [field: string, bytes: Uint8Array];

function onlyOne(parts: readonly Part[]): string {
  const texts = parts.filter(([field]) => field === FIELD);
  if (texts.length > 1) throw new Refused(refusals.severalTexts());
  const stray = parts.find(([field, bytes]) => field === 'file' && bytes.byteLength > 0);
  if (stray) throw new Refused(refusals.fileForText(stray[0]));
  const [only] = texts;
  if (!only) throw new Refused(refusals.noText());
  return utf8(only[1]);
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new NotUtf8();
  }
}

function fromJson(body: Uint8Array): string {
  let sent: unknown;
  const source = utf8(body);
  try {
    sent = JSON.parse(source);
  } catch {
    throw new Refused(refusals.malformedText());
  }
  const parsed = Sent.safeParse(sent);
  if (!parsed.success) {
    const named = sent !== null && typeof sent === 'object' && FIELD in sent;
    throw new Refused(named ? refusals.malformedText() : refusals.noText());
  }
  // JSON can write half of a surrogate pair, which UTF-8 cannot.
  if (!parsed.data.text.isWellFormed()) throw new NotUtf8();
  return parsed.data.text;
}

function urlencoded(body: Uint8Array): Part[] {
  const pairs = Buffer.from(body).toString('latin1').split('&').filter(Boolean);
  return pairs.map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return [unescaped(name).toString(), unescaped(value.join('='))];
  });
}

/** The bytes behind letters of which some are written as `%41`. */
const unescaped = (letters: string): Buffer =>
  Buffer.from(
    letters
      .replaceAll('+', ' ')
      .replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  );

function multipart(contentType: string, body: Uint8Array): Promise<Part[]> {
  return new Promise((resolve, reject) => {
    const malformed = () => reject(new Refused(refusals.malformedText()));
    const parts: Promise<Part>[] = [];
    try {
      const form = new Busboy({
        headers: { 'content-type': contentType },
        limits: { files: 8, parts: 16, headerPairs: 40, headerSize: 8192 },
        isPartAFile: () => true,
      });
      form.on('file', (field: string | undefined, stream: BusboyFileStream) => {
        const part = stream.toArray().then((chunks: Buffer[]): Part => [field ?? '', Buffer.concat(chunks)]);
        part.catch(malformed);
        parts.push(part);
      });
      form.on('error', malformed);
      form.on('finish', () => void Promise.all(parts).then(resolve, malformed));
      form.end(body);
    } catch {
      malformed();
    }
  });
}
