import { createHash } from 'node:crypto';
import type { TextRules } from '../exercise/schema.ts';
import type { Fault } from '../pixels/types.ts';
import type { FileFacts } from '../report/schema.ts';
import type { Submission, SubmittedFile } from '../types.ts';

export interface TextFile {
  text: string;
  /** Unicode code points. */
  characters: number;
  facts: FileFacts;
}

export type ReadText = { ok: true; value: TextFile } | { ok: false; fault: Fault };

/** The one text of a submission. */
export function readTexts({ files }: Submission, rules: Pick<TextRules, 'maxCharacters'>): ReadText {
  const [file, ...more] = files;
  if (!file) return { ok: false, fault: { code: 'empty-text', params: {} } };
  if (more.length > 0) return refused('several-texts', { count: files.length });
  return readText(file, rules);
}

/**
 * A file as text: UTF-8, a byte order mark taken off, line ends made \n. A file that is no prompt is a fault with its
 * reason, never an exception.
 */
export function readText(file: SubmittedFile, { maxCharacters }: Pick<TextRules, 'maxCharacters'>): ReadText {
  const { name, bytes } = file;
  const large = bytes.length > LARGEST;
  const decoded = decodeUtf8(bytes.subarray(0, LARGEST), large);
  if (decoded !== null && large)
    return refused('text-too-long', { characters: bytes.length, limit: maxCharacters });
  if (decoded === null) return refused('not-utf8', { file: name });
  const text = decoded.replace(/\r\n?/g, '\n');
  const hidden = hiddenIn(text);
  if (hidden) return refused('control-characters', hidden);
  if (!/[^\s\p{Cf}]/u.test(text)) return refused('empty-text');
  const characters = codePoints(text);
  if (characters > maxCharacters) return refused('text-too-long', { characters, limit: maxCharacters });
  const facts: FileFacts = {
    name,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
    format: 'text',
    width: 0,
    height: 0,
    bitDepth: 8,
    profile: 'none',
    hasAlpha: false,
  };
  return { ok: true, value: { text, characters, facts } };
}

/** Bytes beyond which no prompt is worth decoding. */
const LARGEST = 1e6;

const refused = (code: Fault['code'], params: Fault['params'] = {}): ReadText => ({
  ok: false,
  fault: { code, params },
});

/** `cut`: the last character may be missing a part. */
function decodeUtf8(bytes: Uint8Array, cut: boolean): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut });
  } catch {
    return null;
  }
}

/** Controls but for tab and line end, and what turns the direction of reading (Unicode TR9, explicit directions). */
const HIDDEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

function hiddenIn(text: string): { character: string; line: number } | null {
  for (const { 0: found, index } of text.matchAll(HIDDEN)) {
    if (found === '\n' || found === '\t') continue;
    const code = found.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
    return { character: `U+${code}`, line: text.slice(0, index).split('\n').length };
  }
  return null;
}

function codePoints(text: string): number {
  let n = 0;
  for (const _ of text) n++;
  return n;
}
