import { tokenPlaces } from './tokens.ts';
import { linked, literal, SLOTS, type Graph, type Place, type Slot } from './types.ts';

const TITLES: Record<Slot, RegExp> = {
  prompt: /^(positive|positive prompt|prompt)$/i,
  negative: /^negative( prompt)?$/i,
  seed: /^(noise )?seed$/i,
  steps: /^steps$/i,
  guidance: /^(guidance|cfg|cfg scale)$/i,
  sampler: /^sampler( name)?$/i,
  width: /^width$/i,
  height: /^height$/i,
  model: /^$/,
};
/** What inputs are called that hold a slot's value, and what kind of value it is. */
const INPUTS: Record<Slot, [kind: 'string' | 'number', names: string[]]> = {
  prompt: ['string', ['text', 'text_g', 'text_l', 'clip_l', 't5xxl', 'prompt', 'value', 'string']],
  negative: ['string', ['text', 'text_g', 'text_l', 'clip_l', 't5xxl', 'prompt', 'value', 'string']],
  seed: ['number', ['seed', 'noise_seed']],
  steps: ['number', ['steps']],
  // Distilled models take a guidance beside a CFG that stays at 1.
  guidance: ['number', ['guidance', 'cfg']],
  sampler: ['string', ['sampler_name']],
  width: ['number', ['width']],
  height: ['number', ['height']],
  model: ['string', []],
};

/**
 * Where a workflow takes what the lab sets. A token in the file decides; else a node with the slot's title; else what
 * the classes and links of the nodes tell.
 */
export function findPlaces(graph: Graph): Record<Slot, Place[]> {
  const tokens = tokenPlaces(graph);
  const places = Object.fromEntries(
    SLOTS.map((slot) => [slot, tokens.get(slot) ?? byTitle(graph, slot) ?? byClass(graph, slot)]),
  ) as Record<Slot, Place[]>;
  const taken = new Set(places.prompt.map(keyOf));
  // Where nothing is excluded, the negative side often hangs on the prompt's own node, zeroed out.
  places.negative = places.negative.filter((place) => tokens.has('negative') || !taken.has(keyOf(place)));
  return places;
}

const keyOf = ({ node, input }: Place): string => `${node}\n${input}`;

function byTitle(graph: Graph, slot: Slot): Place[] | null {
  const ids = Object.keys(graph).filter((id) => TITLES[slot].test(graph[id]!._meta?.title?.trim() ?? '-'));
  const places = ids.flatMap((id) => inputsFor(graph, id, slot));
  return places.length > 0 ? places : null;
}

/** The node's own values of the slot: by their names, else its only value of that kind. */
function inputsFor(graph: Graph, node: string, slot: Slot): Place[] {
  const [kind, names] = INPUTS[slot];
  const fitting = Object.entries(graph[node]!.inputs).filter(([, value]) => typeof value === kind);
  const named = fitting.filter(([input]) => names.includes(input));
  const chosen = named.length > 0 ? named : fitting.length === 1 ? fitting : [];
  return chosen.map(([input]) => ({ node, input }));
}

function byClass(graph: Graph, slot: Slot): Place[] {
  if (slot === 'prompt') return texts(graph, 'positive');
  if (slot === 'negative') return texts(graph, 'negative');
  if (slot === 'width' || slot === 'height') {
    const canvases = Object.keys(graph).filter((id) => {
      const { class_type, inputs } = graph[id]!;
      return /latent/i.test(class_type) && literal(inputs['width']) && literal(inputs['height']);
    });
    return canvases.map((node) => ({ node, input: slot }));
  }
  const [kind, names] = INPUTS[slot];
  for (const input of names) {
    const found = Object.keys(graph).filter((id) => typeof graph[id]!.inputs[input] === kind);
    if (found.length > 0) return found.map((node) => ({ node, input }));
  }
  return [];
}

/** The texts from which the conditioning of the samplers' side comes. */
function texts(graph: Graph, side: 'positive' | 'negative'): Place[] {
  const roots = Object.values(graph).flatMap(({ class_type, inputs }) => [
    linked(inputs[side]),
    side === 'positive' && /guider/i.test(class_type) ? linked(inputs['conditioning']) : null,
  ]);
  const seen = new Set<string>();
  const found: Place[] = [];
  const walk = (id: string | null): void => {
    if (id === null || seen.has(id) || !graph[id]) return;
    seen.add(id);
    const { inputs } = graph[id];
    const own = Object.keys(inputs).filter(
      (input) => typeof inputs[input] === 'string' && INPUTS.prompt[1].includes(input),
    );
    if (own.length > 0) found.push(...own.map((input) => ({ node: id, input })));
    // A node that has both sides (a ControlNet between) leads on along this side alone.
    else if (linked(inputs[side])) walk(linked(inputs[side]));
    else for (const value of Object.values(inputs)) walk(linked(value));
  };
  roots.forEach(walk);
  return found;
}
