/** What IPTC-IIM says (IIM 4.2, record 2). */
export interface IptcFacts {
  /** By-line, credit and copyright notice. */
  credits: string[];
  /** City, sublocation, state or country. */
  place: boolean;
  /** Date created. */
  time: boolean;
  /** Photoshop's preview, beside the datasets. */
  thumbnail: boolean;
}

const CREDITS: ReadonlySet<number> = new Set([80, 110, 116]);
const PLACES: ReadonlySet<number> = new Set([90, 92, 95, 101]);
const DATE_CREATED = 55;

const RESOURCE = 0x3842494d; // "8BIM"
const DATASETS = 0x0404;
const THUMBNAILS: ReadonlySet<number> = new Set([0x0409, 0x040c]);
const PHOTOSHOP = 'Photoshop 3.0\0';

/** Reads bare datasets, or those among Photoshop's image resources. Anything damaged reads as absent. */
export function readIptc(block: Uint8Array): IptcFacts {
  const named = String.fromCharCode(...block.subarray(0, PHOTOSHOP.length)) === PHOTOSHOP;
  const bytes = named ? block.subarray(PHOTOSHOP.length) : block;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint32(0) !== RESOURCE) return { ...datasets(bytes), thumbnail: false };
  const facts: IptcFacts = { credits: [], place: false, time: false, thumbnail: false };
  for (let at = 0; at + 12 <= bytes.length && view.getUint32(at) === RESOURCE;) {
    const id = view.getUint16(at + 4);
    // The name, with its length in front, fills up to an even number of bytes.
    const name = bytes[at + 6]! + 1;
    const from = at + 6 + name + (name & 1) + 4;
    if (from > bytes.length) break;
    const length = view.getUint32(from - 4);
    if (id === DATASETS) Object.assign(facts, datasets(bytes.subarray(from, from + length)));
    if (THUMBNAILS.has(id)) facts.thumbnail = true;
    at = from + length + (length & 1);
  }
  return facts;
}

function datasets(bytes: Uint8Array): Omit<IptcFacts, 'thumbnail'> {
  const facts = { credits: [] as string[], place: false, time: false };
  for (let at = 0; at + 5 <= bytes.length && bytes[at] === 0x1c;) {
    const [record, dataset] = [bytes[at + 1]!, bytes[at + 2]!];
    const length = (bytes[at + 3]! << 8) | bytes[at + 4]!;
    // Beyond 32,767 bytes a length of its own length follows: nothing that is looked for is so long.
    if (length & 0x8000) break;
    const text = record === 2 ? new TextDecoder().decode(bytes.subarray(at + 5, at + 5 + length)).trim() : '';
    if (text && CREDITS.has(dataset)) facts.credits.push(text.slice(0, 4096));
    if (text && PLACES.has(dataset)) facts.place = true;
    if (text && dataset === DATE_CREATED) facts.time = true;
    at += 5 + length;
  }
  return facts;
}
