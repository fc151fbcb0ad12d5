import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NAME = 'Compatible with Adobe RGB (1998)';

/** Primaries and white of Adobe RGB (1998), section 4.3, adapted to the D50 of the profile connection space. */
const XYZ: Record<string, [number, number, number]> = {
  rXYZ: [0.60974, 0.31111, 0.01947],
  gXYZ: [0.20528, 0.62567, 0.06087],
  bXYZ: [0.14919, 0.06322, 0.74457],
  wtpt: [0.9505, 1, 1.0891],
};

/** Gamma 563/256 as u8Fixed8. */
const GAMMA = 0x0233;

/** A matrix profile of ICC version 2.1 (ICC.1:1998-09, 6.3.1.2). */
function profile(): Buffer {
  const tags = Object.entries(XYZ).map(([name, value]) => ({ name, data: xyzTag(value) }));
  const curve = Buffer.alloc(16);
  curve.write('curv', 0, 'latin1');
  curve.writeUInt32BE(1, 8);
  curve.writeUInt16BE(GAMMA, 12);
  for (const name of ['rTRC', 'gTRC', 'bTRC']) tags.push({ name, data: curve });
  tags.push({ name: 'desc', data: descriptionTag() }, { name: 'cprt', data: textTag('CC0') });

  const table = Buffer.alloc(4 + 12 * tags.length);
  table.writeUInt32BE(tags.length, 0);
  let at = 128 + table.length;
  tags.forEach(({ name, data }, i) => {
    table.write(name, 4 + 12 * i, 'latin1');
    table.writeUInt32BE(at, 8 + 12 * i);
    table.writeUInt32BE(data.length, 12 + 12 * i);
    at += data.length;
  });
  const header = Buffer.alloc(128);
  header.writeUInt32BE(at, 0);
  header.writeUInt32BE(0x02100000, 8);
  header.write('mntrRGB XYZ ', 12, 'latin1');
  header.write('acsp', 36, 'latin1');
  xyzTag([0.9642, 1, 0.8249]).copy(header, 68, 8);
  return Buffer.concat([header, table, ...tags.map(({ data }) => data)]);
}

function xyzTag(values: [number, number, number]): Buffer {
  const tag = Buffer.alloc(20);
  tag.write('XYZ ', 0, 'latin1');
  values.forEach((value, i) => tag.writeInt32BE(Math.round(value * 65536), 8 + 4 * i));
  return tag;
}

function textTag(text: string): Buffer {
  const tag = Buffer.alloc(8 + Math.ceil((text.length + 1) / 4) * 4);
  tag.write(`text\0\0\0\0${text}`, 0, 'latin1');
  return tag;
}

function descriptionTag(): Buffer {
  const ascii = NAME.length + 1;
  const tag = Buffer.alloc(Math.ceil((12 + ascii + 78) / 4) * 4);
  tag.write('desc', 0, 'latin1');
  tag.writeUInt32BE(ascii, 8);
  tag.write(NAME, 12, 'latin1');
  return tag;
}

let written: Promise<string> | undefined;

/** Path of the profile: the encoder takes profiles from disk only. */
export function adobeRgbProfile(): Promise<string> {
  written ??= mkdtemp(join(tmpdir(), 'atelier-')).then(async (folder) => {
    const path = join(folder, 'adobe-rgb.icc');
    await writeFile(path, profile());
    return path;
  });
  return written;
}
