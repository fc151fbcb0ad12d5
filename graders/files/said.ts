import type { Said } from '../criteria/types.ts';
import { readGeneration } from '../generation/read.ts';
import type { FileFormat } from '../pixels/format.ts';
import { readProvenance } from '../provenance/read.ts';

/** What a file tells of its making. */
export const saidBy = async (bytes: Uint8Array, format: FileFormat): Promise<Said> => ({
  generation: readGeneration(bytes),
  provenance: await readProvenance(bytes, format),
});
