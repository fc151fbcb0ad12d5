import { SaxesParser, type SaxesTagNS } from 'saxes';

/** What an XMP packet holds, under the prefixes of the specifications whatever the file calls them. */
export interface Xmp {
  /** Properties of the picture itself that are texts: `photoshop:Credit` → its text, or one of each item of a list. */
  values: ReadonlyMap<string, string[]>;
  /** Every property at any depth. */
  names: ReadonlySet<string>;
  /** It was too large or too deep to be read to its end. */
  cut: boolean;
}

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const PREFIXES: Readonly<Record<string, string>> = {
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://purl.org/dc/terms/': 'dcterms',
  'http://ns.adobe.com/xap/1.0/': 'xmp',
  'http://ns.adobe.com/xap/1.0/mm/': 'xmpMM',
  'http://ns.adobe.com/photoshop/1.0/': 'photoshop',
  'http://ns.adobe.com/tiff/1.0/': 'tiff',
  'http://ns.adobe.com/exif/1.0/': 'exif',
  'http://ns.adobe.com/exif/1.0/aux/': 'aux',
  'http://cipa.jp/exif/1.0/': 'exifEX',
  'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/': 'Iptc4xmpCore',
  'http://iptc.org/std/Iptc4xmpExt/2008-02-29/': 'Iptc4xmpExt',
};

const MOST_BYTES = 4_000_000;
const MOST_DEPTH = 64;
const MOST_ATTRIBUTES = 20_000;
const MOST_TEXT = 64_000;

class Enough extends Error {}

/**
 * Reads a packet as XMP part 1, 7 lays it out: attributes or elements, lists, structures. Strict about what could harm:
 * a document type ends the reading, so no entity but the five of XML is ever expanded; size and depth are bounded.
 * Lenient about the rest: what stood before a fault counts. Never throws.
 */
export function readXmp(packets: readonly Uint8Array[]): Xmp {
  const values = new Map<string, string[]>();
  const names = new Set<string>();
  let cut = false;
  for (const packet of packets) cut = readPacket(packet, values, names) || cut;
  return { values, names, cut };
}

interface Open {
  /** The property this element is, or null for RDF's own and for strangers. */
  property: string | null;
  text: string;
}

function readPacket(packet: Uint8Array, values: Map<string, string[]>, names: Set<string>): boolean {
  const parser = new SaxesParser({ xmlns: true });
  const open: Open[] = [];
  /** Properties that are open around the current place: one for a property of the picture itself. */
  let around = 0;
  let holder: string | null = null;
  let left = MOST_TEXT;
  let attributes = 0;

  const keep = (name: string, text: string): void => {
    const value = text.trim();
    if (value === '') return;
    left -= value.length;
    if (left < 0) throw new Enough();
    const known = values.get(name);
    if (known) known.push(value);
    else values.set(name, [value]);
  };
  parser.on('error', () => {});
  parser.on('doctype', () => {
    throw new Enough();
  });
  parser.on('attribute', () => {
    if (++attributes > MOST_ATTRIBUTES) throw new Enough();
  });
  parser.on('opentag', (tag: SaxesTagNS) => {
    if (open.length >= MOST_DEPTH) throw new Enough();
    const property = nameOf(tag.uri, tag.local);
    if (property) {
      names.add(property);
      around++;
      if (around === 1) holder = property;
    }
    for (const { uri, local, value } of Object.values(tag.attributes)) {
      const name = nameOf(uri, local);
      if (name) {
        names.add(name);
        if (around === 0) keep(name, value);
      } else if (uri === RDF && local === 'resource' && around === 1) keep(holder!, value);
    }
    open.push({ property, text: '' });
  });
  const addText = (text: string): void => {
    const top = open.at(-1);
    if (top && top.text.length < MOST_TEXT) top.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const closed = open.pop();
    if (around === 1 && holder) keep(holder, closed?.text ?? '');
    if (closed?.property) around--;
  });
  try {
    parser.write(decode(packet.subarray(0, MOST_BYTES))).close();
  } catch (error) {
    if (error instanceof Enough) return true;
    throw error;
  }
  return packet.length > MOST_BYTES;
}

const nameOf = (uri: string, local: string): string | null => {
  const prefix = PREFIXES[uri];
  return prefix ? `${prefix}:${local}` : null;
};

/** UTF-8, or UTF-16 by its mark or its zeros; padding at the end is dropped. */
function decode(packet: Uint8Array): string {
  const [first, second] = packet;
  const encoding =
    (first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)
      ? 'utf-16le'
      : (first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)
        ? 'utf-16be'
        : 'utf-8';
  return new TextDecoder(encoding).decode(packet).replace(/\0+$/, '');
}
