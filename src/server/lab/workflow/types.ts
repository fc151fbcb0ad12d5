/** A node of ComfyUI's API format; an input is a value, or the output of another node as `[id, index]`. */
export interface Node {
  class_type: string;
  inputs: Record<string, unknown>;
  _meta?: { title?: string | undefined } | undefined;
}

export type Graph = Record<string, Node>;

/** What the lab sets in a workflow. */
export const SLOTS = [
  'prompt',
  'negative',
  'seed',
  'steps',
  'guidance',
  'sampler',
  'width',
  'height',
  'model',
] as const;
export type Slot = (typeof SLOTS)[number];

/** An input of a node. */
export interface Place {
  node: string;
  input: string;
}

/** The operator's own workflow, with the places that a run fills. */
export interface Workflow {
  graph: Graph;
  /** A slot without places is not offered to learners. */
  places: Record<Slot, Place[]>;
  /** The node whose picture is taken. */
  saved: string;
}

export const literal = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';

/** The node that an input is linked to, null where it holds a value of its own. */
export const linked = (value: unknown): string | null =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' ? value[0] : null;

/** As whoever built it finds it again: `KSampler (3)`. */
export const nameOf = (graph: Graph, id: string): string =>
  `${graph[id]?._meta?.title || graph[id]?.class_type} (${id})`;
