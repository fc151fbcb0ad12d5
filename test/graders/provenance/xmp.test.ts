import { describe, expect, it } from 'vitest';
import { readPrivate, xmpOf } from '#graders/pixels/private.ts';
import type { PrivateFact } from '#graders/pixels/private-facts.ts';
import { noBlocks } from '#graders/pixels/blocks/types.ts';
import { readXmp } from '#graders/pixels/xmp.ts';
import { aiFieldsIn, sourceTypeIn } from '#graders/provenance/xmp-fields.ts';
import { EXT, SCHEME, xmp } from '#test/support/metadata.ts';

const read = (packet: string | Uint8Array) =>
  readXmp([typeof packet === 'string' ? Buffer.from(packet) : packet]);
const utf16 = (text: string, mark: boolean): Uint8Array =>
  Buffer.from((mark ? '\uFEFF' : '') + text.replace(/^<\?xpacket[^>]*>/, ''), 'utf16le');
const swapped = (bytes: Uint8Array): Uint8Array => Buffer.from(bytes).swap16();

const RDF_LIST = (kind: string, ...items: string[]): string =>
  `<rdf:${kind}>${items.map((item) => `<rdf:li>${item}</rdf:li>`).join('')}</rdf:${kind}>`;

describe('the declared source of a picture', () => {
  const E = 'xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"';
  it.each<[string, string | Uint8Array, string | null]>([
    ['an attribute', xmp(`${EXT} Iptc4xmpExt:DigitalSourceType="${SCHEME}digitalCapture"`), 'digitalCapture'],
    [
      'an element',
      xmp(EXT, `<Iptc4xmpExt:DigitalSourceType>${SCHEME}humanEdits</Iptc4xmpExt:DigitalSourceType>`),
      'humanEdits',
    ],
    [
      'a resource',
      xmp(EXT, `<Iptc4xmpExt:DigitalSourceType rdf:resource="${SCHEME}composite"/>`),
      'composite',
    ],
    ['another prefix', xmp(E, `<e:DigitalSourceType>${SCHEME}print</e:DigitalSourceType>`), 'print'],
    [
      'a list of one',
      xmp(E, `<e:DigitalSourceType>${RDF_LIST('Bag', `${SCHEME}screenCapture`)}</e:DigitalSourceType>`),
      'screenCapture',
    ],
    [
      'https, a slash behind',
      xmp(`${E} e:DigitalSourceType="${SCHEME.replace('http', 'https')}print/"`),
      'print',
    ],
    ['a bare term', xmp(`${E} e:DigitalSourceType="trainedAlgorithmicMedia"`), 'trainedAlgorithmicMedia'],
    ['a short form', xmp(`${E} e:DigitalSourceType="digsrctype:print"`), 'print'],
    [
      'another spelling',
      xmp(`${E} e:DigitalSourceType="TrainedAlgorithmicMedia"`),
      'trainedAlgorithmicMedia',
    ],
    ['spaces around', xmp(E, `<e:DigitalSourceType>\n  ${SCHEME}print\n</e:DigitalSourceType>`), 'print'],
    ['CDATA', xmp(E, `<e:DigitalSourceType><![CDATA[print]]></e:DigitalSourceType>`), 'print'],
    ['a term of nobody', xmp(`${E} e:DigitalSourceType="${SCHEME}madeUp"`), 'madeUp'],
    ['UTF-16, marked', utf16(xmp(`${E} e:DigitalSourceType="print"`), true), 'print'],
    ['UTF-16, unmarked', utf16(xmp(`${E} e:DigitalSourceType="print"`), false), 'print'],
    ['UTF-16, big end first', swapped(utf16(xmp(`${E} e:DigitalSourceType="print"`), true)), 'print'],
    ['padded with zeros', `${xmp(`${E} e:DigitalSourceType="print"`)}\0\0\0`, 'print'],
    ['empty', xmp(`${E} e:DigitalSourceType=""`), null],
    ['a namespace of its own', xmp('xmlns:e="http://example.org/" e:DigitalSourceType="print"'), null],
    [
      'of an ingredient, not of the picture',
      xmp(
        `${E} xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"`,
        '<xmpMM:Ingredients><rdf:Bag><rdf:li rdf:parseType="Resource"><e:DigitalSourceType>print</e:DigitalSourceType></rdf:li></rdf:Bag></xmpMM:Ingredients>',
      ),
      null,
    ],
    [
      'cut short behind it',
      xmp(E, '<e:DigitalSourceType>print</e:DigitalSourceType>').slice(0, -40),
      'print',
    ],
    ['no XML', 'hello', null],
    ['nothing', '', null],
  ])('%s', (_, packet, term) => expect(sourceTypeIn(read(packet))).toBe(term));
});

describe('the AI fields', () => {
  it.each<[string, string, ReturnType<typeof aiFieldsIn>]>([
    ['none', xmp(EXT), null],
    [
      'all, as attributes',
      xmp(
        `${EXT} Iptc4xmpExt:AISystemUsed="Model" Iptc4xmpExt:AISystemVersionUsed="2" Iptc4xmpExt:AIPromptInformation="a &lt;lemon&gt;" Iptc4xmpExt:AIPromptWriterName="Jo"`,
      ),
      { system: 'Model', systemVersion: '2', prompt: 'a <lemon>', promptWriter: 'Jo' },
    ],
    [
      'one, as an element',
      xmp(EXT, '<Iptc4xmpExt:AISystemUsed>Model</Iptc4xmpExt:AISystemUsed>'),
      { system: 'Model', systemVersion: null, prompt: null, promptWriter: null },
    ],
  ])('%s', (_, packet, fields) => expect(aiFieldsIn(read(packet))).toEqual(fields));
});

describe('private facts in XMP', () => {
  const SPACES =
    'xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:x1="http://cipa.jp/exif/1.0/" xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"';
  it.each<[string, string, PrivateFact[]]>([
    ['exif:GPSLatitude="50,13.2N"', '', ['gps']],
    ['exif:GPSVersionID="2.3.0.0"', '', []],
    ['aux:SerialNumber="77"', '', ['body-serial']],
    ['x1:BodySerialNumber="77"', '', ['body-serial']],
    ['aux:LensSerialNumber="3"', '', ['lens-serial']],
    ['aux:OwnerName="Jo"', '', ['owner']],
    ['tiff:Model="Field"', '', ['device']],
    ['aux:Lens="35 mm"', '', ['lens']],
    ['xmp:CreatorTool="An editor"', '', ['software']],
    ['photoshop:DateCreated="2026-05-14"', '', ['time']],
    ['photoshop:City="Penzance"', '', ['place']],
    ['', '<xmp:Thumbnails><rdf:Alt/></xmp:Thumbnails>', ['thumbnail']],
    ['', '<xmpMM:History><rdf:Seq/></xmpMM:History>', ['history']],
    [
      '',
      `<Iptc4xmpExt:PersonInImage ${EXT}>${RDF_LIST('Bag', 'Jo')}</Iptc4xmpExt:PersonInImage>`,
      ['people'],
    ],
    ['xmp:Rating="5"', '', []],
  ])('%s%s', (attributes, inside, facts) => {
    const blocks = { ...noBlocks(), xmp: Buffer.from(xmp(`${SPACES} ${attributes}`, inside)) };
    expect(readPrivate(blocks, xmpOf(blocks)).private).toEqual(facts);
  });
});

describe('a hostile packet', () => {
  const deep = (levels: number): string =>
    xmp(EXT, '<Iptc4xmpExt:a>'.repeat(levels) + 'print' + '</Iptc4xmpExt:a>'.repeat(levels));
  const laughs =
    '<!DOCTYPE lolz [<!ENTITY lol "lol">' +
    Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i} "${`&l${i - 1};`.repeat(10)}">`).join('') +
    ']>';
  const declared = xmp(`${EXT} Iptc4xmpExt:DigitalSourceType="print"`);
  it.each<[string, string, boolean, string | null]>([
    ['a billion laughs', laughs + xmp(`${EXT} Iptc4xmpExt:DigitalSourceType="&l8;"`), true, null],
    ['a file of the server', `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${declared}`, true, null],
    ['an entity nobody declared', xmp(`${EXT} Iptc4xmpExt:DigitalSourceType="&x;"`), false, '&x;'],
    ['500 levels', deep(500), true, null],
    ['10 MB of one text', xmp(EXT, `<Iptc4xmpExt:DigitalSourceType>${'x'.repeat(1e7)}`), true, null],
    [
      '10 MB behind what counts',
      xmp(`${EXT} Iptc4xmpExt:DigitalSourceType="print"`, ' '.repeat(1e7)),
      true,
      'print',
    ],
    [
      'a hundred thousand attributes',
      xmp(Array.from({ length: 1e5 }, (_, i) => `a${i}=""`).join(' ')),
      true,
      null,
    ],
  ])('%s', (_, packet, cut, term) => {
    const started = performance.now();
    const found = read(packet);
    expect(performance.now() - started).toBeLessThan(3000);
    expect(found.cut).toBe(cut);
    expect(sourceTypeIn(found)).toBe(term);
  });

  it('holds at most 64 kB of texts', () => {
    const items = Array.from({ length: 5000 }, () => 'x'.repeat(100));
    const found = read(
      xmp(
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
        `<dc:creator>${RDF_LIST('Seq', ...items)}</dc:creator>`,
      ),
    );
    expect(found.cut).toBe(true);
    expect(found.values.get('dc:creator')!.length).toBe(640);
  });
});
