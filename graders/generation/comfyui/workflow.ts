import { isObject, type Json, type JsonObject } from '../text/json.ts';
import { list } from '../text/values.ts';
import type { Work } from '../work.ts';
import type { Graph, GraphNode } from './graph.ts';

/**
 * Which input each entry of a node's `widgets_values` is, for the core nodes that matter here; null is a switch of
 * the editor. Other nodes keep their links alone.
 */
const WIDGETS: Readonly<Record<string, readonly (string | null)[]>> = {
  KSampler: ['seed', null, 'steps', 'cfg', 'sampler_name', 'scheduler', 'denoise'],
  KSamplerAdvanced: [null, 'noise_seed', null, 'steps', 'cfg', 'sampler_name', 'scheduler'],
  CLIPTextEncode: ['text'],
  CheckpointLoaderSimple: ['ckpt_name'],
  UNETLoader: ['unet_name'],
  EmptyLatentImage: ['width', 'height'],
  EmptySD3LatentImage: ['width', 'height'],
  LoraLoader: ['lora_name', 'strength_model'],
  LoraLoaderModelOnly: ['lora_name', 'strength_model'],
  CLIPSetLastLayer: ['stop_at_clip_layer'],
  UpscaleModelLoader: ['model_name'],
  LatentUpscaleBy: ['upscale_method', 'scale_by'],
  ImageScaleBy: ['upscale_method', 'scale_by'],
  RandomNoise: ['noise_seed'],
  KSamplerSelect: ['sampler_name'],
  BasicScheduler: ['scheduler', 'steps', 'denoise'],
  FluxGuidance: ['guidance'],
  PrimitiveNode: ['value'],
};

/** The editor's form of a graph (`nodes` and `links`) as its API form, for files that carry nothing else. */
export function graphOfWorkflow(workflow: JsonObject | null, work: Work): Graph | null {
  const links = new Map<Json, Json[]>();
  for (const link of list(workflow?.links)) {
    if (!work.take()) return null;
    const [id, node, slot] = list(link);
    if (id !== undefined && node !== undefined && slot !== undefined) links.set(id, [idOf(node), slot]);
  }
  const nodes = new Map<string, GraphNode>();
  for (const node of list(workflow?.nodes)) {
    if (!work.take()) return null;
    // Mode 2 is muted, 4 bypassed.
    if (!isObject(node) || typeof node.type !== 'string' || node.mode === 2 || node.mode === 4) continue;
    nodes.set(idOf(node.id ?? null), {
      id: idOf(node.id ?? null),
      type: node.type,
      inputs: inputsOf(node, links),
    });
  }
  return nodes.size > 0 ? nodes : null;
}

const idOf = (id: Json): string =>
  typeof id === 'string' || typeof id === 'number' || typeof id === 'bigint' ? String(id) : '';

function inputsOf(node: JsonObject, links: ReadonlyMap<Json, Json[]>): JsonObject {
  const inputs = Object.create(null) as JsonObject;
  const values = list(node.widgets_values);
  (WIDGETS[String(node.type)] ?? []).forEach((name, i) => {
    if (name !== null && values[i] !== undefined) inputs[name] = values[i];
  });
  for (const input of list(node.inputs)) {
    const link =
      isObject(input) && typeof input.name === 'string' ? links.get(input.link ?? null) : undefined;
    if (link && isObject(input)) inputs[input.name as string] = link;
  }
  return inputs;
}
