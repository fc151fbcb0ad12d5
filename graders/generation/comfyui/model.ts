import type { Json } from '../text/json.ts';
import { isObject } from '../text/json.ts';
import { number, text } from '../text/values.ts';
import type { Lora } from '../types.ts';
import type { Work } from '../work.ts';
import { upstream, type Graph, type GraphNode } from './graph.ts';
import { firstScalar, scalar } from './scalar.ts';

const MODEL_KEYS = ['ckpt_name', 'unet_name', 'base_ckpt_name', 'model_name', 'gguf_name'];
const LORAS = 64;

/** The checkpoint at the end of a sampler's model chain, and the LoRAs that were laid over it on the way. */
export function modelOf(
  graph: Graph,
  from: Json | undefined,
  work: Work,
): { model: string | null; loras: Lora[] } {
  const loras: Lora[] = [];
  // Samplers may be chained by their model outputs too; these carry no name and are passed through.
  for (const node of upstream(graph, from, work, ({ inputs }) => [inputs.model, inputs.MODEL, inputs.pipe])) {
    loras.push(...lorasOf(graph, node, work));
    const name = text(firstScalar(graph, node, MODEL_KEYS, work));
    if (name !== null) return { model: name, loras: loras.reverse().slice(0, LORAS) };
  }
  const loader = [...graph.values()].find(({ inputs }) => typeof inputs.ckpt_name === 'string');
  return { model: text(loader?.inputs.ckpt_name), loras: loras.reverse().slice(0, LORAS) };
}

/** One LoRA loader holds `lora_name`, a stack `lora_1: { on, lora, strength }` or numbered pairs. */
function lorasOf(graph: Graph, node: GraphNode, work: Work): Lora[] {
  const name = text(scalar(graph, node, 'lora_name', work));
  if (name !== null && name !== 'None')
    return [
      {
        name,
        weight: number(firstScalar(graph, node, ['strength_model', 'lora_model_strength', 'strength'], work)),
      },
    ];
  return Object.entries(node.inputs)
    .slice(0, LORAS)
    .flatMap(([key, value]): Lora[] => {
      if (!/^lora_\d{1,2}$/i.test(key) || !isObject(value) || value.on === false) return [];
      const stacked = text(value.lora);
      return stacked === null ? [] : [{ name: stacked, weight: number(value.strength) }];
    });
}
