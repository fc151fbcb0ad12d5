import { inflateSync } from 'node:zlib';
import { SaxesParser } from 'saxes';
import { PNG_KEYWORD, SVG_NAMESPACE } from './bake.ts';
import { chunksOf, isPng } from './png-chunks.ts';

/** More than any credential of ours; a file that hides more is not read. */
export const MOST_TEXT = 512 * 1024;

/** What a file turned out to be: a credential's text, or a file without one. */
export type Found =
  | { kind: 'text'; text: string; carrier: 'json' | 'png' | 'svg'; damaged: string[] }
  | { kind: 'nothing'; picture: boolean }
  | { kind: 'broken'; why: string };

/** Looks for a credential in a file: JSON, a baked PNG or a baked SVG. Nothing is rendered, nothing fetched. */
export function unbake(bytes: Uint8Array): Found {
  if (isPng(bytes)) return fromPng(bytes);
  const text = utf8(bytes);
  if (text === null) return { kind: 'nothing', picture: true };
  const start = text.trimStart();
  if (start.startsWith('{') || start.startsWith('['))
    return text.length > MOST_TEXT
      ? { kind: 'broken', why: 'The text is longer than any credential.' }
      : { kind: 'text', text: start, carrier: 'json', damaged: [] };
  return start.startsWith('<') ? fromSvg(start) : { kind: 'nothing', picture: false };
}

function fromPng(bytes: Uint8Array): Found {
  const chunks = chunksOf(bytes);
  if (!chunks) return { kind: 'broken', why: 'The PNG is cut short or not put together as a PNG is.' };
  const damaged = chunks.filter(({ sound }) => !sound).map(({ type }) => printable(type));
  const carriers = chunks.filter(({ type, data }) => type === 'iTXt' && isCarrier(data));
  // Before any is unfolded: a file could hold thousands that each unfold to the most.
  if (carriers.length > 1)
    return { kind: 'broken', why: 'The PNG carries more than one credential; it is not said which counts.' };
  const [carrier] = carriers;
  const text = carrier ? badgeText(carrier.data) : null;
  if (text !== null) return { kind: 'text', text, carrier: 'png', damaged };
  if (damaged.includes('iTXt') || chunks.some(({ type }) => !/^[A-Za-z]{4}$/.test(type)))
    return { kind: 'broken', why: 'The PNG is damaged where a credential would stand.' };
  return { kind: 'nothing', picture: true };
}

const isCarrier = (data: Buffer): boolean =>
  data.toString('latin1', 0, PNG_KEYWORD.length + 1) === `${PNG_KEYWORD}\0`;

/** iTXt (11.3.3.4): keyword, compression flag and method, language, translated keyword, text. */
function badgeText(data: Buffer): string | null {
  const end = PNG_KEYWORD.length;
  const language = data.indexOf(0, end + 3);
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1);
  if (translated < 0) return null;
  const body = data.subarray(translated + 1);
  if (data[end + 1] === 0) return body.length > MOST_TEXT ? '' : body.toString('utf8');
  try {
    return inflateSync(body, { maxOutputLength: MOST_TEXT }).toString('utf8');
  } catch {
    return '';
  }
}

function fromSvg(text: string): Found {
  if (text.length > 8 * MOST_TEXT) return { kind: 'nothing', picture: true };
  const parser = new SaxesParser({ xmlns: true });
  let inside = false;
  let root: string | null = null;
  const texts: string[] = [];
  let broken: string | null = null;
  parser.on('error', (error) => (broken ??= error.message));
  // Entities could unfold without end; no badge needs a document type.
  parser.on('doctype', () => (broken ??= 'a document type'));
  parser.on('opentag', ({ local, uri }) => {
    root ??= local;
    inside = local === 'credential' && uri === SVG_NAMESPACE;
    if (inside) texts.push('');
  });
  parser.on('closetag', () => (inside = false));
  const take = (piece: string) => {
    if (inside) texts[texts.length - 1] += piece;
  };
  parser.on('text', take);
  parser.on('cdata', take);
  try {
    parser.write(text).close();
  } catch (error) {
    broken ??= String(error);
  }
  if (broken !== null) return { kind: 'broken', why: 'The SVG is not put together as an SVG is.' };
  if (texts.length > 1)
    return { kind: 'broken', why: 'The SVG carries more than one credential; it is not said which counts.' };
  const [found] = texts;
  if (found !== undefined) return { kind: 'text', text: found.trim(), carrier: 'svg', damaged: [] };
  return { kind: 'nothing', picture: root === 'svg' };
}

const printable = (type: string): string => type.replace(/[^A-Za-z]/g, '?');

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
