import type { PictureInfo, Pictures } from '../app.ts';
import { keptFiles } from '../kept-files.ts';
import { encode, FORMATS, measure, type Format } from './encode.ts';
import type { Source, Sources } from './sources.ts';

const WIDTHS = [320, 640, 960, 1280, 1800];
/** The original's own width where it lies between or below the fixed ones. */
const widthsUpTo = (width: number): number[] => {
  const smaller = WIDTHS.filter((one) => one <= width);
  return smaller.length > 0 ? smaller : [width];
};

interface Facts {
  width: number;
  height: number;
  placeholder: string;
}

/** Our own pictures at fixed widths, made when first asked for and kept in `folder` under the key of their bytes. */
export function pictures(sources: Sources, folder: string): Pictures {
  const kept = keptFiles(folder);

  const facts = new Map<string, Promise<Facts>>();
  const factsOf = (source: Source): Promise<Facts> => {
    const known = facts.get(source.key);
    if (known) return known;
    const made = kept(source.key, 'facts.json', async () =>
      Buffer.from(JSON.stringify(await measure(await source.read()))),
    ).then((bytes) => JSON.parse(Buffer.from(bytes).toString('utf8')) as Facts);
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
