import { isObject, parseObject, type Json, type JsonObject } from '../text/json.ts';
import { child } from '../text/values.ts';
import type { Work } from '../work.ts';

/** One node of a ComfyUI graph in its API form: inputs are values, or links to another node's output. */
export interface GraphNode {
  id: string;
  type: string;
  inputs: JsonObject;
}

/** A link: which node, and which of its outputs. */
export interface Link {
  id: string;
  slot: number;
}

export type Graph = ReadonlyMap<string, GraphNode>;

/** Nodes of a graph; the largest workflows that people share stay well below. */
const NODES = 5000;

/**
 * Reads the API form: `{ "3": { class_type, inputs } }`, bare or under `prompt` (as an object or as text), as
 * different save nodes write it. null when no node is found.
 */
export function graphOf(data: JsonObject | null, work: Work): Graph | null {
  if (!data) return null;
  const inner = typeof data.prompt === 'string' ? parseObject(data.prompt, work) : child(data, 'prompt');
  for (const source of [inner, data]) {
    const nodes = source ? nodesOf(source, work) : null;
    if (nodes) return nodes;
  }
  return null;
}

function nodesOf(source: JsonObject, work: Work): Graph | null {
  const nodes = new Map<string, GraphNode>();
  for (const [id, value] of Object.entries(source)) {
    if (nodes.size >= NODES || !work.take()) break;
    if (!isObject(value) || typeof value.class_type !== 'string') continue;
    nodes.set(id, { id, type: value.class_type, inputs: child(value, 'inputs') ?? {} });
  }
  return nodes.size > 0 ? nodes : null;
}

/** `["4", 1]` is a link; ids may be numbers or words such as `4:1`. */
export function linkOf(value: Json | undefined): Link | null {
  if (!Array.isArray(value) || value.length !== 2) return null;
  const [id, slot] = value;
  if ((typeof id !== 'string' && typeof id !== 'number') || typeof slot !== 'number') return null;
  return { id: String(id), slot };
}

/** The node that an input is linked to. */
export const linked = (graph: Graph, value: Json | undefined): GraphNode | null => {
  const link = linkOf(value);
  return link ? (graph.get(link.id) ?? null) : null;
};

/**
 * The nodes upstream of an input, nearest first, each once; `follow` names the inputs to go on by (default: all).
 * Cycles end by themselves.
 */
export function* upstream(
  graph: Graph,
  from: Json | undefined,
  work: Work,
  follow: (node: GraphNode) => readonly (Json | undefined)[] = (node) => Object.values(node.inputs),
): Generator<GraphNode> {
  const first = linked(graph, from);
  const queue = first ? [first] : [];
  const seen = new Set(queue.map(({ id }) => id));
  for (let i = 0; i < queue.length; i++) {
    const node = queue[i]!;
    yield node;
    for (const input of follow(node)) {
      if (!work.take()) return;
      const next = linked(graph, input);
      if (next && !seen.has(next.id)) {
        seen.add(next.id);
        queue.push(next);
      }
    }
  }
}
