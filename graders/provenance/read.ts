import { readBlocks } from '../pixels/blocks/index.ts';
import type { Blocks } from '../pixels/blocks/types.ts';
import type { FileFormat } from '../pixels/format.ts';
import { xmpOf } from '../pixels/private.ts';
import type { Xmp } from '../pixels/xmp.ts';
import { readCredentials } from './credentials.ts';
import { observe } from './observations.ts';
import type { ProvenanceOptions, ProvenanceRecord } from './types.ts';
import { aiFieldsIn, sourceTypeIn } from './xmp-fields.ts';

/** What has been read of the file already. */
export interface Known {
  blocks: Blocks;
  xmp: Xmp;
  /** The tool whose generation metadata it carries, or null. */
  tool: string | null;
}

/** Where a file says it comes from; null when it says nothing. Never throws. */
export async function readProvenance(
  bytes: Uint8Array,
  format: FileFormat,
  { anchors }: ProvenanceOptions = {},
  known: Known = read(bytes, format),
): Promise<ProvenanceRecord | null> {
  const { blocks, xmp, tool } = known;
  const said = {
    contentCredentials: blocks.credentials ? await readCredentials(bytes, format, anchors) : null,
    digitalSourceType: sourceTypeIn(xmp),
    ai: aiFieldsIn(xmp),
  };
  const observations = observe({
    ...said,
    tool,
    elsewhere: xmp.names.has('dcterms:provenance'),
    cut: xmp.cut,
  });
  const silent = Object.values(said).every((value) => value === null) && observations.length === 0;
  return silent ? null : { ...said, observations };
}

function read(bytes: Uint8Array, format: FileFormat): Known {
  const blocks = readBlocks(bytes, format);
  return { blocks, xmp: xmpOf(blocks), tool: null };
}
