import type { Blocks } from './blocks/types.ts';
import { readExif } from './exif.ts';
import { readIptc } from './iptc.ts';
import { PRIVATE_FACTS, type PrivateFact } from './private-facts.ts';
import { readXmp, type Xmp } from './xmp.ts';

/** What a file's metadata says of the place, the camera and the people behind it, wherever it says so. */
export interface PrivateFacts {
  /** In the order of `PRIVATE_FACTS`. */
  private: PrivateFact[];
  /** Texts of creator, credit and copyright fields. */
  credits: string[];
  /** Pixels per inch that the EXIF block gives, or null. */
  ppi: number | null;
}

/** The packets of a file read as one. */
export const xmpOf = ({ xmp, extendedXmp }: Pick<Blocks, 'xmp' | 'extendedXmp'>): Xmp =>
  readXmp([xmp, extendedXmp].filter((packet) => packet !== null));

export function readPrivate(blocks: Blocks, xmp: Xmp = xmpOf(blocks)): PrivateFacts {
  const exif = blocks.exif && readExif(blocks.exif);
  const iptc = blocks.iptc && readIptc(blocks.iptc);
  const found = new Set<PrivateFact>([...(exif?.private ?? []), ...ofXmp(xmp)]);
  if (iptc?.place) found.add('place');
  if (iptc?.time) found.add('time');
  if (iptc?.thumbnail || blocks.thumbnail) found.add('thumbnail');
  const text = (keyword: string): string[] =>
    blocks.texts.filter((one) => one.keyword === keyword && one.text !== '').map((one) => one.text);
  if (text('Software').length > 0) found.add('software');
  if (text('Creation Time').length > 0) found.add('time');
  return {
    private: PRIVATE_FACTS.filter((fact) => found.has(fact)),
    credits: [
      ...(exif?.credits ?? []),
      ...CREDITS.flatMap((name) => xmp.values.get(name) ?? []),
      ...(iptc?.credits ?? []),
      ...text('Author'),
      ...text('Copyright'),
    ],
    ppi: exif?.ppi ?? null,
  };
}

/** Who made a picture and whose it is (XMP part 1, 8.3; IPTC Photo Metadata 2025.1). */
const CREDITS = ['dc:creator', 'dc:rights', 'photoshop:Credit'];

/** XMP part 2; Exif for XMP (CIPA DC-010); IPTC Photo Metadata 2025.1. */
const NAMES: readonly [PrivateFact, RegExp][] = [
  ['gps', /^exif:GPS(?!VersionID)/],
  [
    'place',
    /^(photoshop:(City|State|Country)|Iptc4xmpCore:(Location|CountryCode)|Iptc4xmpExt:Location(Created|Shown))$/,
  ],
  ['people', /^Iptc4xmpExt:PersonInImage/],
  ['owner', /^(aux:OwnerName|exifEX:CameraOwnerName)$/],
  ['body-serial', /^(aux:SerialNumber|exifEX:(BodySerialNumber|SerialNumber))$/],
  ['lens-serial', /^(aux|exifEX):LensSerialNumber$/],
  ['device', /^tiff:(Make|Model)$/],
  ['lens', /^(aux:Lens|exifEX:Lens(Make|Model))$/],
  ['software', /^(xmp:CreatorTool|tiff:Software)$/],
  ['time', /^(exif:DateTime(Original|Digitized)|photoshop:DateCreated)$/],
  ['thumbnail', /^xmp:Thumbnails$/],
  ['history', /^(xmpMM:(History|DerivedFrom|Ingredients|Pantry)|photoshop:(History|DocumentAncestors))$/],
];

const ofXmp = ({ names }: Xmp): PrivateFact[] =>
  NAMES.filter(([, pattern]) => [...names].some((name) => pattern.test(name))).map(([fact]) => fact);
