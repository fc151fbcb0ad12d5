import { inflateSync } from 'node:zlib';
import { latin1, viewOf } from './bytes.ts';
import { noBlocks, type Blocks } from './types.ts';

/** What a compressed text may come to. */
const MOST = 16e6;
const SHORT = 4096;

/** `eXIf`, XMP in `iTXt`, texts, hexadecimal profiles as ImageMagick and ExifTool write them, and `caBX` (C2PA). */
export function pngBlocks(bytes: Uint8Array): Blocks {
  const blocks = noBlocks();
  const view = viewOf(bytes);
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = view.getUint32(at);
    const type = latin1(bytes, at + 4, at + 8);
    const body = bytes.subarray(at + 8, at + 8 + length);
    at += 12 + length;
    if (type === 'eXIf') blocks.exif ??= body;
    else if (type === 'caBX') blocks.credentials = true;
    else if (type === 'tEXt' || type === 'zTXt' || type === 'iTXt') addText(blocks, type, body);
  }
  return blocks;
}

function addText(blocks: Blocks, type: string, body: Uint8Array): void {
  const end = body.subarray(0, 80).indexOf(0);
  if (end < 1) return;
  const keyword = latin1(body, 0, end);
  const profile = /^Raw profile type (exif|APP1|xmp|iptc)$/i.exec(keyword)?.[1]?.toLowerCase();
  const xmp = keyword === 'XML:com.adobe.xmp';
  const short = /^(Author|Copyright|Software|Creation Time)$/.test(keyword);
  if (!profile && !xmp && !short) return;
  const text = textOf(type, body, end + 1);
  if (!text) return;
  if (xmp) blocks.xmp ??= text;
  else if (short)
    blocks.texts.push({ keyword, text: new TextDecoder().decode(text.subarray(0, SHORT)).trim() });
  else addProfile(blocks, profile!, fromHex(text));
}

/** The text behind the keyword; null when it is damaged, or comes to more than `MOST`. */
function textOf(type: string, body: Uint8Array, from: number): Uint8Array | null {
  let compressed = type === 'zTXt';
  let at = type === 'zTXt' ? from + 1 : from;
  if (type === 'iTXt') {
    compressed = body[from] === 1;
    const language = body.indexOf(0, from + 2);
    const translated = language < 0 ? -1 : body.indexOf(0, language + 1);
    if (translated < 0) return null;
    at = translated + 1;
  }
  const text = body.subarray(at);
  if (!compressed) return text;
  try {
    return new Uint8Array(inflateSync(text, { maxOutputLength: MOST }));
  } catch {
    return null;
  }
}

/** "\nexif\n    1234\n4578…": a line with a name, one with the length, hexadecimal digits. */
function fromHex(text: Uint8Array): Uint8Array | null {
  const digits = /^\s*\S[^\n]*\n\s*\d+\s+([0-9a-fA-F\s]*)/.exec(Buffer.from(text).toString('latin1'))?.[1];
  return digits ? new Uint8Array(Buffer.from(digits.replace(/\s/g, ''), 'hex')) : null;
}

const ADOBE = 'http://ns.adobe.com/xap/1.0/\0';

function addProfile(blocks: Blocks, kind: string, body: Uint8Array | null): void {
  if (!body) return;
  if (kind === 'iptc') blocks.iptc ??= body;
  else if (kind === 'xmp') blocks.xmp ??= body;
  else if (latin1(body, 0, ADOBE.length) === ADOBE) blocks.xmp ??= body.subarray(ADOBE.length);
  else blocks.exif ??= body;
}
