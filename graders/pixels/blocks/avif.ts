import { latin1, viewOf } from './bytes.ts';
import { noBlocks, type Blocks } from './types.ts';

interface Box {
  type: string;
  body: Uint8Array;
}

const C2PA = 'd8fec3d61b0e483c92975828877ec481';
const XMP = 'be7acfcb97a942e89c71999491e3afac';
const MOST_ITEMS = 256;

/** Metadata items of the `meta` box and `uuid` boxes beside it (ISO/IEC 14496-12, 8.11; 23008-12, annex A; C2PA 2.2, A.5). */
export function avifBlocks(bytes: Uint8Array): Blocks {
  const blocks = noBlocks();
  for (const { type, body } of boxes(bytes)) {
    if (type === 'uuid') {
      const id = Buffer.from(body.subarray(0, 16)).toString('hex');
      if (id === C2PA) blocks.credentials = true;
      if (id === XMP) blocks.xmp ??= body.subarray(16);
    }
    if (type === 'meta') addItems(blocks, bytes, boxes(body.subarray(4)));
  }
  return blocks;
}

function boxes(bytes: Uint8Array): Box[] {
  const view = viewOf(bytes);
  const found: Box[] = [];
  for (let at = 0; at + 8 <= bytes.length && found.length < MOST_ITEMS * 4;) {
    let size = view.getUint32(at);
    let header = 8;
    if (size === 1 && at + 16 <= bytes.length) {
      size = Number(view.getBigUint64(at + 8));
      header = 16;
    }
    const end = size === 0 ? bytes.length : at + size;
    if (end < at + header) break;
    found.push({ type: latin1(bytes, at + 4, at + 8), body: bytes.subarray(at + header, end) });
    at = end;
  }
  return found;
}

/** EXIF items begin with the offset of the TIFF header in four bytes. */
function addItems(blocks: Blocks, file: Uint8Array, meta: readonly Box[]): void {
  const at = (type: string): Uint8Array | undefined => meta.find((box) => box.type === type)?.body;
  const names = at('iinf');
  const places = at('iloc');
  if (!names || !places) return;
  const kinds = itemKinds(names);
  for (const [id, { from, length }] of locations(places)) {
    const kind = kinds.get(id);
    const body = file.subarray(from, from + length);
    if (kind === 'Exif' && body.length > 4) blocks.exif ??= body.subarray(4 + viewOf(body).getUint32(0));
    if (kind === 'application/rdf+xml') blocks.xmp ??= body;
  }
}

/** Item id → its type, or for `mime` items the content type (`infe` version 2). */
function itemKinds(iinf: Uint8Array): Map<number, string> {
  const kinds = new Map<number, string>();
  for (const { type, body } of boxes(iinf.subarray(iinf[0] === 0 ? 6 : 8))) {
    if (type !== 'infe' || body[0] !== 2 || body.length < 13) continue;
    const kind = latin1(body, 8, 12);
    const name = body.indexOf(0, 12);
    const mime = kind === 'mime' && name > 0 ? latin1(body, name + 1, body.indexOf(0, name + 1)) : kind;
    kinds.set(viewOf(body).getUint16(4), mime);
  }
  return kinds;
}

/** Item id → its first extent in the file; items that lie elsewhere are left out. */
function locations(iloc: Uint8Array): Map<number, { from: number; length: number }> {
  const found = new Map<number, { from: number; length: number }>();
  const view = viewOf(iloc);
  const version = iloc[0]!;
  if (version > 1 || iloc.length < 8) return found;
  const [offsetSize, lengthSize, baseSize] = [iloc[4]! >> 4, iloc[4]! & 15, iloc[5]! >> 4];
  const indexSize = version === 1 ? iloc[5]! & 15 : 0;
  let at = 8;
  const number = (size: number): number => {
    if (size > 0 && at + size > iloc.length) throw new RangeError('cut off');
    const value = size === 8 ? Number(view.getBigUint64(at)) : size === 4 ? view.getUint32(at) : 0;
    at += size;
    return value;
  };
  try {
    for (let n = Math.min(MOST_ITEMS, view.getUint16(6)); n > 0; n--) {
      const id = view.getUint16(at);
      const inFile = version === 0 || (view.getUint16(at + 2) & 15) === 0;
      at += version === 1 ? 6 : 4;
      const base = number(baseSize);
      const extents = view.getUint16(at);
      at += 2;
      for (let i = 0; i < extents; i++) {
        number(indexSize);
        const [from, length] = [base + number(offsetSize), number(lengthSize)];
        if (i === 0 && inFile) found.set(id, { from, length });
      }
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return found;
}
