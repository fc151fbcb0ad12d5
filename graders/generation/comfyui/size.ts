import { upscaleOf } from '../record.ts';
import { number, text } from '../text/values.ts';
import type { Upscale } from '../types.ts';
import type { Work } from '../work.ts';
import { linked, upstream, type Graph, type GraphNode } from './graph.ts';
import { scalar, firstScalar } from './scalar.ts';
import { isSampler } from './samplers.ts';

interface Size {
  width: number | null;
  height: number | null;
}

/** Smaller numbers than this are switches and offsets, not pixels. */
const LEAST = 16;

/** The pixels a sampler starts from: the nearest node upstream of its latent that says a width and a height. */
export function sizeAt(graph: Graph, sampler: GraphNode, work: Work): Size {
  const from = sampler.inputs.latent_image ?? sampler.inputs.latent ?? sampler.inputs.samples;
  for (const node of upstream(graph, from, work)) {
    const size = said(graph, node, work);
    if (size.width !== null) return size;
  }
  const anywhere = [...graph.values()].find(({ type }) => /^Empty.*Latent/i.test(type));
  return anywhere ? said(graph, anywhere, work) : { width: null, height: null };
}

function said(graph: Graph, node: GraphNode, work: Work): Size {
  const width = number(firstScalar(graph, node, ['width', 'empty_latent_width'], work));
  const height = number(firstScalar(graph, node, ['height', 'empty_latent_height'], work));
  return width !== null && height !== null && width >= LEAST && height >= LEAST
    ? { width, height }
    : { width: null, height: null };
}

const UPSCALES = /upscale|scale ?by|imagescale/i;

/**
 * The upscale between the first pass and the last one, or before a single pass over an existing picture: whatever
 * node upstream of the last sampler scales, with that sampler's steps and denoise.
 */
export function upscaleAt(
  graph: Graph,
  samplers: readonly GraphNode[],
  pass: Pick<Upscale, 'steps' | 'denoise'>,
  work: Work,
): Upscale | null {
  const last = samplers.at(-1)!;
  let upscaler: string | null = null;
  let scale: number | null = null;
  let scaled = false;
  const from = last.inputs.latent_image ?? last.inputs.latent ?? last.inputs.samples ?? last.inputs.image;
  const onwards = (node: GraphNode) => (isSampler(node) ? [] : Object.values(node.inputs));
  for (const node of [last, ...upstream(graph, from, work, onwards)]) {
    if (node === last ? node.inputs.upscale_by === undefined : !UPSCALES.test(node.type)) continue;
    scaled = true;
    const loader = linked(graph, node.inputs.upscale_model);
    upscaler ??= text(scalar(graph, loader, 'model_name', work)) ?? null;
    scale ??=
      number(firstScalar(graph, node, ['scale_by', 'upscale_by'], work)) ??
      grown(graph, samplers, node, work);
  }
  return scaled ? upscaleOf({ upscaler, scale, ...pass }) : null;
}

/** How much wider a node makes what an earlier sampler made. */
function grown(graph: Graph, samplers: readonly GraphNode[], node: GraphNode, work: Work): number | null {
  const first = samplers.length > 1 ? sizeAt(graph, samplers[0]!, work).width : null;
  const width = said(graph, node, work).width;
  return first === null || width === null ? null : Math.round((width / first) * 1000) / 1000;
}
