import type { LabSettings } from '#core/lab.ts';
import { graphOf, SAVED } from './comfy-graph.ts';
import type { LabConfig } from './config.ts';
import { GeneratorProblem, type Capabilities, type Range } from './generator.ts';
import { FREE_SIZES } from './sizes.ts';
import { filled } from './workflow/fill.ts';
import type { Graph, Slot, Workflow } from './workflow/types.ts';

/** What ComfyUI offers for an input of a node. */
type Choices = (node: string, input: string, signal: AbortSignal) => Promise<string[]>;

/** How a picture is made on ComfyUI: what may be decided, the graph of one picture, and the node that saves it. */
export interface Recipe {
  capabilities(signal: AbortSignal): Promise<Capabilities>;
  graph(settings: LabSettings, signal: AbortSignal): Promise<Graph>;
  saved: string;
}

const STEPS: Range = { min: 1, max: 80, usual: 24 };
const GUIDANCE: Range = { min: 1, max: 20, usual: 7 };

/** One checkpoint in the nodes that every ComfyUI has: the configured one, else the first there is. */
export function builtIn({ model }: Pick<LabConfig, 'model'>, choices: Choices): Recipe {
  const checkpoint = async (signal: AbortSignal): Promise<string> => {
    if (model) return model;
    const [first] = await choices('CheckpointLoaderSimple', 'ckpt_name', signal);
    if (!first) throw new GeneratorProblem('model-missing');
    return first;
  };
  return {
    saved: SAVED,
    capabilities: async (signal) => ({
      model: await checkpoint(signal),
      negativePrompt: true,
      seed: true,
      steps: STEPS,
      guidance: GUIDANCE,
      samplers: await choices('KSampler', 'sampler_name', signal),
      sizes: FREE_SIZES,
    }),
    graph: async (settings, signal) => graphOf(settings, await checkpoint(signal)),
  };
}

/** The operator's own workflow: learners decide what it has places for, and begin with its own values. */
export function ownWorkflow(
  workflow: Workflow,
  { model }: Pick<LabConfig, 'model'>,
  choices: Choices,
): Recipe {
  const { graph, places, saved } = workflow;
  const valueOf = (slot: Slot): unknown => {
    const [place] = places[slot];
    return place && graph[place.node]!.inputs[place.input];
  };
  const range = (slot: Slot, usually: Range): Range | null =>
    places[slot].length > 0 ? around(usually, valueOf(slot)) : null;
  return {
    saved,
    async capabilities(signal) {
      const [sampler] = places.sampler;
      return {
        model: model ?? loadedBy(graph),
        negativePrompt: places.negative.length > 0,
        seed: places.seed.length > 0,
        steps: range('steps', STEPS),
        guidance: range('guidance', GUIDANCE),
        samplers: sampler
          ? usualFirst(
              await choices(graph[sampler.node]!.class_type, sampler.input, signal),
              valueOf('sampler'),
            )
          : null,
        sizes: usualSizeFirst(valueOf('width'), valueOf('height')),
      };
    },
    graph: async (settings) => filled(workflow, settings, model),
  };
}

/** The range with the workflow's own number as the usual one, widened where that lies outside. */
function around({ min, max, usual }: Range, own: unknown): Range {
  if (typeof own !== 'number') return { min, max, usual };
  return { min: Math.min(min, own), max: Math.max(max, own), usual: own };
}

const usualFirst = (names: string[], own: unknown): string[] =>
  typeof own === 'string' && names.includes(own) ? [own, ...names.filter((name) => name !== own)] : names;

function usualSizeFirst(width: unknown, height: unknown): Capabilities['sizes'] {
  if (typeof width !== 'number' || typeof height !== 'number') return FREE_SIZES;
  return [[width, height], ...FREE_SIZES.filter(([w, h]) => w !== width || h !== height)];
}

/** The file that its first loader names. */
function loadedBy(graph: Graph): string | null {
  const named = Object.values(graph).map(({ inputs }) => inputs['ckpt_name'] ?? inputs['unet_name']);
  return named.find((name) => typeof name === 'string') ?? null;
}
