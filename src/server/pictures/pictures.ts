import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newId } from '../ids.ts';
import type { PictureInfo, Pictures } from '../app.ts';
import { encode, FORMATS, measure, type Format } from './encode.ts';
import type { Source, Sources } from './sources.ts';

const WIDTHS = [320, 640, 960, 1280, 1800];
/** The original's own width where it lies between or below the fixed ones. */
const widthsUpTo = (width: number): number[] => {
  const smaller = WIDTHS.filter((one) => one <= width);
  return smaller.length > 0 ? smaller : [width];
};

async function keep(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const half = `${path}.${newId()}`;
  try {
    await writeFile(half, bytes);
    await rename(half, path);
  } finally {
    await rm(half, { force: true });
  }
}

interface Kept {
  width: number;
  height: number;
  placeholder: string;
}

/** Our own pictures at fixed widths, made when first asked for and kept in `folder` under the key of their bytes. */
export function pictures(sources: Sources, folder: string): Pictures {
  const running = new Map<string, Promise<Uint8Array>>();

  /** The kept file, or what `make` gives, kept from then on; made once however many ask. */
  const kept = (key: string, name: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> => {
    const id = `${key}/${name}`;
    const path = join(folder, key, name);
    const current = running.get(id);
    if (current) return current;
    const made = async () => {
      const bytes = await make();
      // A full disk is no reason to show no picture: it is made again when next asked for.
      await keep(path, bytes).catch(() => {});
      return bytes;
    };
    const work = readFile(path)
      .catch(() => null)
      .then((bytes) => (bytes && bytes.byteLength > 0 ? bytes : made()))
      .finally(() => running.delete(id));
    running.set(id, work);
    return work;
  };

  const facts = new Map<string, Promise<Kept>>();
  const factsOf = (source: Source): Promise<Kept> => {
    const known = facts.get(source.key);
    if (known) return known;
    const made = kept(source.key, 'facts.json', async () =>
      Buffer.from(JSON.stringify(await measure(await source.read()))),
    ).then((bytes) => JSON.parse(Buffer.from(bytes).toString('utf8')) as Kept);
    facts.set(source.key, made);
    made.catch(() => facts.delete(source.key));
    return made;
  };

  const describe = async (source: Source | null): Promise<PictureInfo | null> => {
    if (!source) return null;
    const { width, height, placeholder } = await factsOf(source);
    return {
      width,
      height,
      placeholder,
      widths: widthsUpTo(width),
      url: (wanted, format) => `/pictures/${source.key}/${wanted}.${format}`,
    };
  };

  return {
    describe: async (ref) => describe(await sources.byRef(ref)),
    referenceOf: async (exercise, index) => describe(sources.ofReference(exercise, index)),
    async derived(key, width, format) {
      if (!/^[0-9a-f]{32,40}$/.test(key) || !FORMATS.includes(format as Format)) return null;
      const source = await sources.byKey(key);
      if (!source) return null;
      if (!widthsUpTo((await factsOf(source)).width).includes(width)) return null;
      const bytes = await kept(key, `${width}.${format}`, async () =>
        encode(await source.read(), width, format as Format),
      );
      return { bytes, mime: `image/${format}` };
    },
  };
}
