import type { Json } from '../text/json.ts';
import type { Work } from '../work.ts';
import { linked, linkOf, type Graph, type GraphNode } from './graph.ts';

/** Names under which primitive, seed and text nodes keep their one value. */
const VALUE_KEYS = [
  'value',
  'seed',
  'noise_seed',
  'int',
  'float',
  'number',
  'string',
  'text',
  'Value',
  'Number',
];

/** The value of an input itself, or of the primitive node that it is linked to, over at most eight links. */
export function scalar(graph: Graph, node: GraphNode | null, key: string, work: Work): Json | undefined {
  let value = node?.inputs[key];
  for (let i = 0; i < 8 && linkOf(value) && work.take(); i++) {
    const next = linked(graph, value);
    if (!next) return undefined;
    const name = [key, ...VALUE_KEYS].find((one) => next.inputs[one] !== undefined);
    value = name === undefined ? undefined : next.inputs[name];
  }
  return linkOf(value) ? undefined : value;
}

/** The first of several inputs that has a value. */
export function firstScalar(
  graph: Graph,
  node: GraphNode | null,
  keys: readonly string[],
  work: Work,
): Json | undefined {
  for (const key of keys) {
    const value = scalar(graph, node, key, work);
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}
