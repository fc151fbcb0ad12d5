import { z } from 'zod';
import { GenerationSpec } from './generation/write.ts';

const Text = z.string().min(1);

/** What a made file says about itself beside the picture; see "Metadata" in `exercises/README.md`. */
export const Metadata = z.strictObject({
  make: Text.optional(),
  model: Text.optional(),
  serial: Text.optional(),
  lensSerial: Text.optional(),
  /** Who owns the camera. */
  owner: Text.optional(),
  software: Text.optional(),
  /** "2026:05:14 08:12:30". */
  taken: z
    .string()
    .regex(/^\d{4}:\d\d:\d\d \d\d:\d\d:\d\d$/, 'a date and time such as 2026:05:14 08:12:30')
    .optional(),
  /** Degrees of latitude and longitude, north and east positive. */
  gps: z.tuple([z.number().min(-90).max(90), z.number().min(-180).max(180)]).optional(),
  creator: Text.optional(),
  credit: Text.optional(),
  copyright: Text.optional(),
  /** How it was generated, written as that tool writes it. PNG, JPEG and WebP. */
  generation: GenerationSpec.optional(),
  /** `Iptc4xmpExt:DigitalSourceType` as it is to be written: a URI or a bare term. */
  sourceType: Text.optional(),
  /** The AI fields of IPTC Photo Metadata 2025.1. */
  ai: z
    .strictObject({
      system: Text.optional(),
      systemVersion: Text.optional(),
      prompt: Text.optional(),
      promptWriter: Text.optional(),
    })
    .optional(),
});
export type Metadata = z.output<typeof Metadata>;

export type ExifTags = Record<'IFD0' | 'IFD2' | 'IFD3', Record<string, string>>;

const filled = (tags: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(tags).filter((tag): tag is [string, string] => tag[1] !== undefined));

/** The EXIF block, as sharp's `withExif` takes it; null where there is nothing for it. */
export function exifOf(metadata: Metadata): ExifTags | null {
  const { gps } = metadata;
  const tags = {
    IFD0: filled({
      Make: metadata.make,
      Model: metadata.model,
      Software: metadata.software,
      Artist: metadata.creator,
      Copyright: metadata.copyright,
    }),
    IFD2: filled({
      BodySerialNumber: metadata.serial,
      LensSerialNumber: metadata.lensSerial,
      CameraOwnerName: metadata.owner,
      DateTimeOriginal: metadata.taken,
    }),
    IFD3: filled({
      GPSLatitudeRef: gps && (gps[0] < 0 ? 'S' : 'N'),
      GPSLatitude: gps && sexagesimal(gps[0]),
      GPSLongitudeRef: gps && (gps[1] < 0 ? 'W' : 'E'),
      GPSLongitude: gps && sexagesimal(gps[1]),
    }),
  };
  return Object.values(tags).some((one) => Object.keys(one).length > 0) ? tags : null;
}

/** Degrees, minutes and hundredths of seconds as three rationals. */
function sexagesimal(degrees: number): string {
  const hundredths = Math.round(Math.abs(degrees) * 360000);
  return `${Math.floor(hundredths / 360000)}/1 ${Math.floor(hundredths / 6000) % 60}/1 ${hundredths % 6000}/100`;
}

const NAMESPACES = [
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
  'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"',
  'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"',
].join(' ');

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The XMP packet; null where there is nothing for it. */
export function xmpOf({ creator, credit, copyright, sourceType, taken, ai }: Metadata): string | null {
  const attributes = filled({
    'photoshop:Credit': credit,
    'photoshop:DateCreated': taken?.replace(/^(....):(..):(..) /, '$1-$2-$3T'),
    'Iptc4xmpExt:DigitalSourceType': sourceType,
    'Iptc4xmpExt:AISystemUsed': ai?.system,
    'Iptc4xmpExt:AISystemVersionUsed': ai?.systemVersion,
    'Iptc4xmpExt:AIPromptInformation': ai?.prompt,
    'Iptc4xmpExt:AIPromptWriterName': ai?.promptWriter,
  });
  const lists = [
    ...(creator ? [`<dc:creator><rdf:Seq><rdf:li>${escaped(creator)}</rdf:li></rdf:Seq></dc:creator>`] : []),
    ...(copyright
      ? [
          `<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">${escaped(copyright)}</rdf:li></rdf:Alt></dc:rights>`,
        ]
      : []),
  ];
  if (Object.keys(attributes).length + lists.length === 0) return null;
  const given = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ${NAMESPACES}${given.join('')}>${lists.join('')}</rdf:Description></rdf:RDF></x:xmpmeta>`;
}
