import type { Said } from '../criteria/types.ts';
import { readGeneration } from '../generation/read.ts';
import type { FileFormat } from '../pixels/format.ts';
import { readProvenance } from '../provenance/read.ts';

/** What a file tells of its making. `anchors`: whom to believe as signers. */
export async function saidBy(bytes: Uint8Array, format: FileFormat, anchors?: string): Promise<Said> {
  const generation = readGeneration(bytes);
  return {
    generation,
    provenance: await readProvenance(bytes, format, { anchors, tool: generation?.tool ?? null }),
  };
}
