import { readFile } from 'node:fs/promises';
import { readGeneration } from '../../graders/generation/read.ts';
import { inspect } from '../../graders/pixels/inspect.ts';
import { shownPicture } from '../server/pictures/shown.ts';
import type { FileOnDisk, LookedAt } from './protocol.ts';

/** What a generator may give: more than any setting of the lab asks for. */
const TAKEN = {
  formats: ['png', 'jpeg', 'webp'] as ['png', 'jpeg', 'webp'],
  maxBytes: 48 * 1024 * 1024,
  maxPixels: 20e6,
};

/** Null when the file is no picture that can be decoded to its end. */
export async function lookAt({ path, name }: FileOnDisk): Promise<LookedAt | null> {
  const bytes = await readFile(path);
  const found = await inspect({ name, bytes }, TAKEN);
  if (!found.ok) return null;
  try {
    const { facts } = found.value;
    const { bytes: shown } = await shownPicture(bytes);
    const { width, height } = facts;
    const format = facts.format as LookedAt['format'];
    return { format, width, height, shown, says: readGeneration(bytes) !== null };
  } catch {
    return null;
  }
}
