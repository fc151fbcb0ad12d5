/** A matrix profile to be made: primaries as X, Y, Z of red, green, blue, and one curve for all. */
export interface ProfileParts {
  name: string;
  primaries: number[];
  curve: (code: number) => number;
  /** Store sRGB's curve as its five numbers instead of a table. */
  parametric?: boolean;
  /** With an empty A2B0 tag. */
  table?: boolean;
}

const fixed = (values: number[]): Buffer => {
  const out = Buffer.alloc(4 * values.length);
  values.forEach((value, i) => out.writeInt32BE(Math.round(value * 65536), 4 * i));
  return out;
};
const typed = (type: string, ...data: Buffer[]): Buffer => {
  const tag = Buffer.concat([Buffer.from(`${type}\0\0\0\0`, 'latin1'), ...data]);
  return Buffer.concat([tag, Buffer.alloc((4 - (tag.length % 4)) % 4)]);
};
const uint32 = (value: number): Buffer => {
  const out = Buffer.alloc(4);
  out.writeUInt32BE(value);
  return out;
};

function curveTag({ curve, parametric }: ProfileParts): Buffer {
  if (parametric)
    return typed(
      'para',
      Buffer.from([0, 3, 0, 0]),
      fixed([2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]),
    );
  const samples = Buffer.alloc(2 * 1024);
  for (let i = 0; i < 1024; i++)
    samples.writeUInt16BE(Math.min(65535, Math.max(0, Math.round(curve(i / 1023) * 65535))), 2 * i);
  return typed('curv', uint32(1024), samples);
}

/** An ICC profile of version 2.4. */
export function profileOf(parts: ProfileParts): Uint8Array {
  const { name, primaries, table } = parts;
  const curve = curveTag(parts);
  const tags: [string, Buffer][] = [
    ['desc', typed('desc', uint32(name.length + 1), Buffer.from(`${name}\0`, 'latin1'), Buffer.alloc(78))],
    ['cprt', typed('text', Buffer.from('CC0\0'))],
    ['wtpt', typed('XYZ ', fixed([0.9642, 1, 0.8249]))],
    ...['r', 'g', 'b'].map(
      (c, i) => [`${c}XYZ`, typed('XYZ ', fixed(primaries.slice(3 * i, 3 * i + 3)))] as [string, Buffer],
    ),
    ...['r', 'g', 'b'].map((c) => [`${c}TRC`, curve] as [string, Buffer]),
    ...(table ? [['A2B0', typed('mft1', Buffer.alloc(8))] as [string, Buffer]] : []),
  ];
  const header = Buffer.alloc(132);
  let at = 132 + 12 * tags.length;
  const entries = tags.map(([tag, data]) => {
    const entry = Buffer.concat([Buffer.from(tag, 'latin1'), uint32(at), uint32(data.length)]);
    at += data.length;
    return entry;
  });
  header.writeUInt32BE(at, 0);
  header.writeUInt32BE(0x02400000, 8);
  header.write('mntrRGB XYZ ', 12, 'latin1');
  header.write('acsp', 36, 'latin1');
  fixed([0.9642, 1, 0.8249]).copy(header, 68);
  header.writeUInt32BE(tags.length, 128);
  return new Uint8Array(Buffer.concat([header, ...entries, ...tags.map(([, data]) => data)]));
}

export const isProfile = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes).toString('latin1', 36, 40) === 'acsp';
