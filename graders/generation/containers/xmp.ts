/** A packet is looked at up to this length; generators' packets hold a prompt and little else. */
const LIMIT = 1 << 20;

/**
 * The text of a simple property in an XMP packet, by its local name: as an attribute, an element, or the first item
 * of an array in one (XMP specification part 1, 7). Empty when it is absent. Linear in the packet's length.
 */
export function xmpText(packet: string, property: string): string {
  const text = packet.slice(0, LIMIT);
  const attribute = new RegExp(`:${property}\\s{0,8}=\\s{0,8}(?:"([^"]*)"|'([^']*)')`).exec(text);
  if (attribute) return unescaped(attribute[1] ?? attribute[2] ?? '');
  const open = new RegExp(`<[\\w-]{1,40}:${property}(?:\\s[^<>]*)?>`).exec(text);
  if (!open || open[0].endsWith('/>')) return '';
  const begin = open.index + open[0].length;
  const end = text.indexOf(`:${property}>`, begin);
  if (end < 0) return '';
  const inner = text.slice(begin, text.lastIndexOf('</', end));
  const item = /<rdf:li(?:\s[^<>]*)?>/.exec(inner);
  if (!item) return inner.includes('<') ? '' : unescaped(inner);
  const from = item.index + item[0].length;
  const close = inner.indexOf('</rdf:li>', from);
  return close < 0 ? '' : unescaped(inner.slice(from, close));
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const unescaped = (text: string): string =>
  text.replace(/&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([\da-fA-F]{1,6}));/g, (whole, name, decimal, hex) => {
    if (name !== undefined) return ENTITIES[name as string]!;
    const code = decimal === undefined ? parseInt(hex as string, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
