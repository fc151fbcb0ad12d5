import { copyFile, mkdir, readFile, writeFile, constants } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseDocument, isSeq } from 'yaml';
import type { GoldenEntry } from './entry.ts';

/** Adds an entry at the end of a list in a YAML file whose comments and anchors stay as they are. */
async function append(path: string, list: string, value: unknown): Promise<void> {
  const document = parseDocument(await readFile(path, 'utf8'));
  const seq = document.get(list);
  if (!isSeq(seq)) throw new Error(`${path}: expected a list “${list}”`);
  const node = document.createNode(value, { flow: false });
  seq.add(node);
  await writeFile(path, document.toString({ lineWidth: 110 }));
}

export interface Written {
  folder: string;
  golden: GoldenEntry;
  /** Where the bytes of each file of the attempt lie. */
  sources: readonly string[];
  /** As what the files are credited. */
  credit: { madeBy: string; settings: string; licence: string; author: string };
}

/** Copies the files byte for byte, none over an existing one, then writes their entries. */
export async function writeGolden({ folder, golden, sources, credit }: Written): Promise<void> {
  for (const { path, of } of golden.files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await copyFile(sources[of]!, join(folder, path), constants.COPYFILE_EXCL);
  }
  await append(join(folder, 'goldens.yaml'), 'goldens', golden.entry);
  for (const { path } of golden.files)
    await append(join(folder, 'credits.yaml'), 'pictures', { path, ...credit });
}
