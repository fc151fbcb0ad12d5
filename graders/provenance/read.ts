import { readBlocks } from '../pixels/blocks/index.ts';
import type { FileFormat } from '../pixels/format.ts';
import { xmpOf } from '../pixels/private.ts';
import { readCredentials } from './credentials.ts';
import { observe } from './observations.ts';
import type { ProvenanceOptions, ProvenanceRecord } from './types.ts';
import { aiFieldsIn, sourceTypeIn } from './xmp-fields.ts';

/** Where a file says it comes from; null when it says nothing. Never throws. */
export async function readProvenance(
  bytes: Uint8Array,
  format: FileFormat,
  { anchors, tool = null }: ProvenanceOptions = {},
): Promise<ProvenanceRecord | null> {
  const blocks = readBlocks(bytes, format);
  const xmp = xmpOf(blocks);
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
