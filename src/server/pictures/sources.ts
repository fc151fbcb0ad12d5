import { createHash, createHmac } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import type { Exercise, PictureFile } from '../../../graders/types.ts';
import type { Catalogue } from '../app.ts';

/** A picture of ours that may be derived, under the key of its address. */
export interface Source {
  key: string;
  read(): Promise<Uint8Array>;
}

const PICTURE = /\.(jpe?g|png|webp|avif|tiff?)$/i;

/** Finds pictures by reference or by key. Keys of lesson and start pictures name their bytes; those of references are secret. */
export interface Sources {
  byRef(ref: string): Promise<Source | null>;
  ofReference(of: Pick<Exercise, 'spec' | 'references'>, index: number): Source | null;
  byKey(key: string): Promise<Source | null>;
}

export function pictureSources(root: string, catalogue: Catalogue, secret: Uint8Array): Sources {
  const folder = join(root, 'content', 'pictures');
  const digests = new Map<string, { stamp: string; digest: string }>();

  const fromFile = async (path: string): Promise<Source | null> => {
    const facts = await stat(path).catch(() => null);
    if (!facts?.isFile()) return null;
    const stamp = `${facts.size} ${facts.mtimeMs}`;
    let known = digests.get(path);
    if (known?.stamp !== stamp) {
      known = {
        stamp,
        digest: createHash('sha256')
          .update(await readFile(path))
          .digest('hex'),
      };
      digests.set(path, known);
    }
    return { key: known.digest.slice(0, 32), read: () => readFile(path) };
  };

  const fromStart = ({ sha256, bytes }: PictureFile): Source => ({
    key: sha256.slice(0, 32),
    read: () => bytes(),
  });

  const ofReference: Sources['ofReference'] = ({ spec, references }, index) => {
    const picture = references[index];
    if (!picture) return null;
    const named = `${spec.id} ${picture.path} ${picture.sha256}`;
    return {
      key: createHmac('sha256', secret).update(named).digest('hex').slice(0, 40),
      read: () => picture.bytes(),
    };
  };

  const lessonPictures = async (): Promise<Source[]> => {
    const names = await readdir(folder, { recursive: true }).catch(() => []);
    const found = await Promise.all(
      names.filter((name) => PICTURE.test(name)).map((name) => fromFile(join(folder, name))),
    );
    return found.filter((source) => source !== null);
  };

  return {
    ofReference,
    async byRef(ref) {
      const path = resolve(root, ref);
      if (!PICTURE.test(path)) return null;
      if (path.startsWith(folder + sep)) return fromFile(path);
      for (const { track, slug, start, frames } of catalogue.all()) {
        const starts = [start, ...frames.map((frame) => frame.start)];
        const found = starts.find(({ path }) => ref === `exercises/${track}/${slug}/${path}`);
        if (found) return fromStart(found);
      }
      return null;
    },
    async byKey(key) {
      for (const { spec, ...exercise } of catalogue.all()) {
        const parts = exercise.frames.length > 0 ? exercise.frames : [exercise];
        const own = parts.flatMap(({ start, references }) => [
          fromStart(start),
          ...references.map((_, index) => ofReference({ spec, references }, index)),
        ]);
        const hit = own.find((source) => source?.key === key);
        if (hit) return hit;
      }
      return (await lessonPictures()).find((source) => source.key === key) ?? null;
    },
  };
}
