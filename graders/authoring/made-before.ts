import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { GRADER_VERSION } from '../version.ts';
import type { Studio } from './operation.ts';

/** What is known of a picture since it was last made: its recipe, every source it was made from, and itself, by digest. */
const Made = z.strictObject({
  recipe: z.string(),
  sources: z.record(z.string(), z.string()),
  picture: z.string(),
  width: z.int(),
  height: z.int(),
});
type Made = z.infer<typeof Made>;
const Memory = z.strictObject({ version: z.literal(GRADER_VERSION), pictures: z.record(z.string(), Made) });

const digestOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** A studio that notes the sources it was asked for. */
export function noting(studio: Studio): { studio: Studio; sources: Set<string> } {
  const sources = new Set<string>();
  const note = <T>(get: (source: string) => Promise<T>) => {
    return (source: string): Promise<T> => {
      sources.add(source);
      return get(source);
    };
  };
  return {
    sources,
    studio: { picture: note(studio.picture), mask: note(studio.mask), bytes: note(studio.bytes) },
  };
}

/**
 * Remembers in a file which pictures were made from what. A memory that is missing, damaged or of another version of
 * the library is empty, and then everything is made again.
 */
export async function madeBefore(file: string, studio: Studio) {
  const known = await readFile(file, 'utf8')
    .then((text) => Memory.safeParse(JSON.parse(text)).data?.pictures ?? {})
    .catch(() => ({}) as Record<string, Made>);
  const digests = new Map<string, Promise<string>>();
  const digestOfSource = (source: string): Promise<string> => {
    const found = digests.get(source) ?? studio.bytes(source).then(digestOf);
    digests.set(source, found);
    return found;
  };

  return {
    /** Its size, when nothing it depends on has changed since and it still lies there as it was made; else null. */
    async still(key: string, recipe: string, picture: Uint8Array | null): Promise<Made | null> {
      const made = known[key];
      if (!made || !picture || made.recipe !== digestOf(recipe) || made.picture !== digestOf(picture))
        return null;
      for (const [source, digest] of Object.entries(made.sources)) {
        if ((await digestOfSource(source).catch(() => null)) !== digest) return null;
      }
      return made;
    },
    /** `sources`: what the picture was made from. */
    async remember(
      key: string,
      recipe: string,
      sources: Iterable<string>,
      picture: { bytes: Uint8Array; width: number; height: number },
    ): Promise<void> {
      const from: Record<string, string> = {};
      for (const source of sources) from[source] = await digestOfSource(source);
      const { bytes, width, height } = picture;
      known[key] = { recipe: digestOf(recipe), sources: from, picture: digestOf(bytes), width, height };
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, JSON.stringify({ version: GRADER_VERSION, pictures: known }));
    },
  };
}
