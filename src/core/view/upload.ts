import type { Limits } from './limits.ts';
import { megabytes } from '../sizes.ts';
import { count } from './words.ts';

/**
 * What a browser can already say about a file before it is sent; null when nothing speaks against it. The server
 * decides by the bytes; an unknown type passes here.
 */
export function earlyRefusal(
  file: { name: string; type: string; size: number },
  limits: Limits,
): string | null {
  if (file.size === 0) return `“${file.name}” is empty. Save it again and choose it once more.`;
  if (file.size > limits.maxBytes) {
    return `“${file.name}” has ${megabytes(file.size)}; this exercise takes ${limits.bytes}. Save it with stronger compression, or with fewer pixels where the brief allows it.`;
  }
  if (file.type !== '' && !limits.types.includes(file.type)) {
    return `“${file.name}” is not ${limits.formats}. Export it in one of these formats.`;
  }
  return null;
}

interface Chosen {
  name: string;
  size: number;
}

/**
 * The files of a set with newly chosen ones: one of the same name takes the place of the older, as after a second export;
 * those beyond the number of frames are left out.
 */
export function withChosen<T extends Chosen>(files: readonly T[], chosen: readonly T[], limits: Limits): T[] {
  const names = new Set(chosen.map(({ name }) => name));
  return [...files.filter(({ name }) => !names.has(name)), ...chosen].slice(0, wantedFiles(limits));
}

/** How many files are handed in together. */
export const wantedFiles = ({ count }: Limits): number => count;

/** What stands under the drop zone of a set: how many are chosen, how many are missing. */
export function progressOf(files: readonly Chosen[], limits: Limits): string {
  const missing = wantedFiles(limits) - files.length;
  const bytes = megabytes(files.reduce((sum, { size }) => sum + size, 0));
  if (missing > 0)
    return `${files.length} of ${wantedFiles(limits)} chosen, ${count(missing, 'picture')} missing.`;
  return `All ${wantedFiles(limits)} chosen, ${bytes}. Their order does not matter.`;
}
