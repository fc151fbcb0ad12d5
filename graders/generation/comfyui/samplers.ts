import type { Work } from '../work.ts';
import { linkOf, upstream, type Graph, type GraphNode } from './graph.ts';

/** Node types that show or store the finished picture. */
const OUTPUT = /save|preview|output|image ?saver|websocket/i;

/** A node samples when conditioning and a latent run into it: the core samplers and those of custom packs. */
export const isSampler = ({ type, inputs }: GraphNode): boolean =>
  (linkOf(inputs.positive) !== null &&
    ['seed', 'noise_seed', 'steps', 'sampler_name', 'sigmas'].filter((key) => inputs[key] !== undefined)
      .length >= 2) ||
  (linkOf(inputs.guider) !== null && linkOf(inputs.sigmas) !== null) ||
  (/sampler/i.test(type) && inputs.steps !== undefined && inputs.cfg !== undefined);

/**
 * The samplers that the stored picture went through, first pass first. The outputs are tried in the order of the
 * graph, saving ones before previews; where none leads to a sampler, all samplers count in the graph's order.
 */
export function samplersOf(graph: Graph, work: Work): GraphNode[] {
  const nodes = [...graph.values()];
  const outputs = nodes
    .filter(({ type }) => OUTPUT.test(type))
    .sort((a, b) => Number(/preview/i.test(a.type)) - Number(/preview/i.test(b.type)));
  for (const output of outputs) {
    const input = output.inputs.images ?? output.inputs.image ?? output.inputs.samples;
    const found = [...upstream(graph, input, work)].filter(isSampler);
    // Nearest first: the farthest is the pass that began with noise.
    if (found.length > 0) return found.reverse();
  }
  return nodes.filter(isSampler);
}
