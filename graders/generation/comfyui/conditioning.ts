import type { Json } from '../text/json.ts';
import type { Work } from '../work.ts';
import { linked, linkOf, type Graph, type GraphNode } from './graph.ts';

/** Texts that one prompt is put together from. */
const MOST = 64;

export interface Conditioning {
  /** Prompts that run into it, each once, in order. */
  texts: string[];
  /** Nodes it was encoded by, for their CLIP. */
  encoders: GraphNode[];
  /** Distilled guidance set along the way (FluxGuidance). */
  guidance: Json | undefined;
}

const TEXT_KEYS = ['text', 'text_g', 'text_l', 't5xxl', 'clip_l', 'prompt', 'populated_text', 'string'];
/** Nodes that join texts, and those that hold one. */
const PARTS = [
  'text',
  'value',
  'string',
  'string_a',
  'string_b',
  'text_a',
  'text_b',
  'text_c',
  'text_d',
  'text1',
  'text2',
  'prompt',
  'populated_text',
  'wildcard_text',
  'positive',
];

type Side = 'positive' | 'negative';

/** Walks from a sampler's (or guider's) conditioning input back to the texts that were encoded. */
export function conditioningOf(graph: Graph, from: Json | undefined, side: Side, work: Work): Conditioning {
  const found: Conditioning = { texts: [], encoders: [], guidance: undefined };
  const seen = new Set<string>();
  const queue: Json[] = from === undefined ? [] : [from];
  for (let i = 0; i < queue.length && found.texts.length < MOST && work.take(); i++) {
    const link = linkOf(queue[i]);
    const node = linked(graph, queue[i]);
    if (!link || !node || seen.has(node.id)) continue;
    seen.add(node.id);
    found.guidance ??= node.inputs.guidance;
    if (/zero ?out/i.test(node.type)) continue;
    const texts = textsOf(graph, node, side, work);
    if (texts.length > 0) {
      found.encoders.push(node);
      for (const text of texts) if (!found.texts.includes(text)) found.texts.push(text);
      continue;
    }
    queue.push(...onwards(node, link.slot, side));
  }
  return found;
}

/** The conditioning inputs of a node that changes or joins conditioning; those of the other side are left out. */
function onwards(node: GraphNode, slot: number, side: Side): Json[] {
  const { positive, negative, ...others } = node.inputs;
  const sided = negative !== undefined && positive !== undefined;
  const own =
    sided && slot < 2 ? (slot === 0 ? positive : negative) : side === 'positive' ? positive : negative;
  const joined = Object.entries(others)
    .filter(([key]) => /^(conditioning|cond)(_|\d|$)/i.test(key))
    .map(([, value]) => value);
  return [own, ...joined].filter((value): value is Json => linkOf(value) !== null);
}

/** The prompt of an encoder; loaders of the "efficient" kind hold both prompts under the names of their sides. */
function textsOf(graph: Graph, node: GraphNode, side: Side, work: Work): string[] {
  const own = node.inputs[side];
  const keys = typeof own === 'string' ? [side] : TEXT_KEYS;
  const texts: string[] = [];
  for (const key of keys) {
    const text = textOf(graph, node.inputs[key], new Set(), work);
    if (text !== null && text !== '' && !texts.includes(text)) texts.push(text);
  }
  return texts;
}

/** A text, or what the text nodes behind a link put together. */
function textOf(graph: Graph, value: Json | undefined, seen: Set<string>, work: Work): string | null {
  if (typeof value === 'string') return value;
  const node = linked(graph, value);
  if (!node || seen.has(node.id) || seen.size > 32 || !work.take()) return null;
  seen.add(node.id);
  const parts = PARTS.map((key) => textOf(graph, node.inputs[key], seen, work)).filter(
    (part): part is string => part !== null && part !== '',
  );
  const delimiter = node.inputs.delimiter ?? node.inputs.separator;
  return parts.length > 0 ? parts.join(typeof delimiter === 'string' ? delimiter : ', ') : null;
}
