import { number, seedOf, text } from '../text/values.ts';
import type { GenerationRecord } from '../types.ts';
import type { Work } from '../work.ts';
import { linked, type Graph, type GraphNode } from './graph.ts';
import { firstScalar, scalar } from './scalar.ts';

export type Settings = Pick<
  GenerationRecord,
  'seed' | 'steps' | 'guidance' | 'sampler' | 'scheduler' | 'denoise'
>;

/** One pass: of a KSampler its own inputs, of the custom samplers those of the nodes for noise, sigmas and guider. */
export function settingsAt(graph: Graph, sampler: GraphNode, work: Work): Settings {
  const { inputs } = sampler;
  const [noise, sigmas, guider, named] = [inputs.noise, inputs.sigmas, inputs.guider, inputs.sampler].map(
    (input) => linked(graph, input),
  );
  const value = (keys: string[], ...nodes: (GraphNode | null | undefined)[]) => {
    for (const node of [sampler, ...nodes]) {
      const found = firstScalar(graph, node ?? null, keys, work);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const denoise = number(value(['denoise'], sigmas));
  return {
    seed: seedOf(value(['seed', 'noise_seed'], noise)),
    steps: number(value(['steps'], sigmas)),
    guidance: number(value(['cfg', 'guidance'], guider)),
    sampler: text(value(['sampler_name'], named)),
    scheduler: text(value(['scheduler'], sigmas)),
    // A whole pass says nothing that is worth telling.
    denoise: denoise === 1 ? null : denoise,
  };
}

/** CLIPSetLastLayer −2 is what others call clip skip 2. */
export function clipSkipAt(graph: Graph, encoders: readonly GraphNode[], work: Work): number | null {
  for (const encoder of encoders) {
    let node = linked(graph, encoder.inputs.clip);
    for (let i = 0; i < 16 && node && work.take(); i++) {
      const layer = number(scalar(graph, node, 'stop_at_clip_layer', work));
      if (layer !== null) return layer < 0 ? -layer : null;
      node = linked(graph, node.inputs.clip);
    }
  }
  return null;
}
