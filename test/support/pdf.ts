import { inflateSync } from 'node:zlib';

/** What a PDF of ours says: enough of a reader for what pdfkit writes. */
export interface ReadPdf {
  pages: number;
  /** All text, run after run, with a space between them. */
  text: string;
  /** Text alternatives in their order. */
  alts: string[];
  /** The JPEG files inside. */
  jpegs: Buffer[];
  /** All objects without their streams and strings. */
  objects: string;
  /** All objects and all streams in clear, to be searched for what must not be there. */
  clear: string;
}

interface Part {
  id: string;
  head: string;
  stream: Buffer | null;
}

export function readPdf(bytes: Uint8Array): ReadPdf {
  const all = Buffer.from(bytes);
  const raw = all.toString('latin1');
  const parts = [...raw.matchAll(/(\d+) 0 obj\n/g)].map(({ 1: id = '', index, 0: mark }): Part => {
    const start = index + mark.length;
    const streamAt = raw.indexOf('\nstream\n', start);
    const endAt = raw.indexOf('endobj', start);
    if (streamAt < 0 || streamAt > endAt) return { id, head: raw.slice(start, endAt), stream: null };
    const head = raw.slice(start, streamAt);
    const length = Number(/\/Length (\d+)/.exec(head)?.[1]);
    const body = all.subarray(streamAt + 8, streamAt + 8 + length);
    return { id, head, stream: head.includes('/FlateDecode') ? inflateSync(body) : body };
  });
  const byId = new Map(parts.map((part) => [part.id, part]));
  const letters = new Map<string, Map<string, string>>();
  for (const { head } of parts)
    for (const [, name = '', id = ''] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const unicode = /\/ToUnicode (\d+) 0 R/.exec(byId.get(id)?.head ?? '')?.[1];
      const map = unicode && byId.get(unicode)?.stream?.toString('latin1');
      if (map) letters.set(name, mapOf(map));
    }
  const contents = parts.flatMap(({ head }) => {
    const id = /\/Type \/Page\n[^]*?\/Contents (\d+) 0 R|\/Contents (\d+) 0 R/.exec(head);
    const stream = id && byId.get(id[1] ?? id[2] ?? '')?.stream;
    return stream ? [stream.toString('latin1')] : [];
  });
  const text = contents.map((content) => textOf(content, letters)).join('\n');
  return {
    pages: contents.length,
    text,
    alts: parts.flatMap(({ head }) =>
      [...head.matchAll(/\/Alt \(((?:\\.|[^\\)])*)\)/g)].map(([, one = '']) => stringOf(one)),
    ),
    jpegs: parts.flatMap(({ head, stream }) => (stream && head.includes('/DCTDecode') ? [stream] : [])),
    objects: parts.map(({ head }) => head.replace(/\((?:\\[^]|[^\\)])*\)/g, '()')).join('\n'),
    clear: parts.map(({ head, stream }) => head + (stream?.toString('latin1') ?? '')).join('\n'),
  };
}

function mapOf(cmap: string): Map<string, string> {
  const map = new Map<string, string>();
  for (const [, from = '', , list = ''] of cmap.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/gi))
    [...list.replaceAll(' ', '').matchAll(/<([0-9a-f]*)>/gi)].forEach(([, code = ''], n) => {
      const glyph = (parseInt(from, 16) + n).toString(16).padStart(4, '0');
      map.set(glyph, Buffer.from(code, 'hex').swap16().toString('utf16le'));
    });
  return map;
}

function textOf(content: string, letters: ReadonlyMap<string, Map<string, string>>): string {
  let font = new Map<string, string>();
  const runs: string[] = [];
  for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name !== undefined) font = letters.get(name) ?? new Map();
    else {
      const glyphs = [...(shown ?? '').matchAll(/<([0-9a-f]+)>/gi)].map(([, hex = '']) => hex).join('');
      runs.push((glyphs.match(/.{4}/g) ?? []).map((glyph) => font.get(glyph) ?? '\uFFFD').join(''));
    }
  }
  return runs.join(' ');
}

/** A literal string: UTF-16 with its mark, or Latin-1. */
function stringOf(literal: string): string {
  const bytes = Buffer.from(literal.replace(/\\(.)/g, '$1'), 'latin1');
  return bytes[0] === 0xfe && bytes[1] === 0xff
    ? Buffer.from(bytes.subarray(2)).swap16().toString('utf16le')
    : bytes.toString('latin1');
}
