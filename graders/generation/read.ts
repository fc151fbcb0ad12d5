import { carriedBy } from './containers/open.ts';
import { readComfyui } from './tools/comfyui.ts';
import { readDrawThings } from './tools/draw-things.ts';
import { readFooocus } from './tools/fooocus.ts';
import { readHfSpace } from './tools/hf-space.ts';
import { readInvokeaiLegacy } from './tools/invokeai-legacy.ts';
import { readInvokeai } from './tools/invokeai.ts';
import { readMidjourney } from './tools/midjourney.ts';
import { readHiddenNovelai, readNovelai } from './tools/novelai.ts';
import { readRuinedFooocus } from './tools/ruined-fooocus.ts';
import { readSdWebui } from './tools/sd-webui.ts';
import { readStabilityMatrix } from './tools/stability-matrix.ts';
import { readSwarmui } from './tools/swarmui.ts';
import { readTensorart } from './tools/tensorart.ts';
import type { Reader } from './tools/types.ts';
import type { GenerationRecord } from './types.ts';
import { Work } from './work.ts';

/**
 * In order: whoever runs ComfyUI inside (SwarmUI, Stability Matrix, TensorArt) leaves its graph in the file too, and
 * nodes of ComfyUI write an infotext beside theirs.
 */
const READERS: readonly Reader[] = [
  readInvokeai,
  readInvokeaiLegacy,
  readNovelai,
  readSwarmui,
  readStabilityMatrix,
  readTensorart,
  readRuinedFooocus,
  readFooocus,
  readHfSpace,
  readDrawThings,
  readComfyui,
  readSdWebui,
  readMidjourney,
  // Last: it costs inflating the picture.
  readHiddenNovelai,
];

/**
 * What a generator wrote into a PNG, JPEG, WebP or AVIF about how it was made, read from the bytes as they were
 * uploaded; null when it says nothing. Nothing is decoded or evaluated, the work is bounded, and it never throws.
 */
export function readGeneration(bytes: Uint8Array, work = new Work()): GenerationRecord | null {
  const carried = carriedBy(bytes, work);
  if (!carried) return null;
  for (const read of READERS) {
    const record = read(carried, work);
    if (record) return record;
  }
  return null;
}
