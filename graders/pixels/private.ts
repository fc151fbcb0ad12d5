import { readExif } from './exif.ts';

/** What a file's metadata says of the place, the camera and the people behind it, wherever it says so. */
export interface PrivateFacts {
  hasGps: boolean;
  hasSerial: boolean;
  /** Texts of creator, credit and copyright fields. */
  credits: string[];
  /** Pixels per inch that the EXIF block gives, or null. */
  ppi: number | null;
}

export interface Blocks {
  exif?: Uint8Array | undefined;
  xmp?: Uint8Array | undefined;
  iptc?: Uint8Array | undefined;
}

export function readPrivate({ exif, xmp, iptc }: Blocks): PrivateFacts {
  const fromExif = exif && readExif(exif);
  const packet = xmp ? new TextDecoder().decode(xmp) : '';
  return {
    hasGps: (fromExif?.gps ?? false) || /\bexif:GPS(Latitude|Longitude)\b/.test(packet),
    hasSerial: (fromExif?.serial ?? false) || /\b(aux|exifEX):\w*SerialNumber\b/.test(packet),
    credits: [...(fromExif?.credits ?? []), ...creditsOfXmp(packet), ...(iptc ? creditsOfIptc(iptc) : [])],
    ppi: fromExif?.ppi ?? null,
  };
}

/** XMP fields that name who made a picture and whose it is (XMP specification part 1, 8.3; IPTC Photo Metadata 2023). */
const FIELDS = 'dc:creator|dc:rights|photoshop:Credit';

function creditsOfXmp(packet: string): string[] {
  const elements = packet.matchAll(new RegExp(`<(${FIELDS})\\b[^>]*>([\\s\\S]{0,4000}?)</\\1>`, 'g'));
  const attributes = packet.matchAll(new RegExp(`\\b(${FIELDS})="([^"]{0,4000})"`, 'g'));
  return [...elements, ...attributes]
    .map(([, , text]) =>
      text!
        .replace(/<[^>]*>/g, ' ')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&amp;', '&')
        .trim(),
    )
    .filter(Boolean);
}

/** By-line, credit and copyright notice: datasets 80, 110 and 116 of record 2 (IPTC-IIM 4.2). */
const DATASETS: ReadonlySet<number> = new Set([80, 110, 116]);

function creditsOfIptc(block: Uint8Array): string[] {
  const found: string[] = [];
  for (let i = 0; i + 5 <= block.length; i++) {
    if (block[i] !== 0x1c || block[i + 1] !== 2 || !DATASETS.has(block[i + 2]!)) continue;
    const length = (block[i + 3]! << 8) | block[i + 4]!;
    if (length > 4096 || i + 5 + length > block.length) continue;
    const text = new TextDecoder().decode(block.subarray(i + 5, i + 5 + length)).trim();
    if (text) found.push(text);
  }
  return found;
}
