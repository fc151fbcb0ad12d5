import { SLOTS, type Graph, type Place, type Slot } from './types.ts';

/** Other names of a slot's token; those of its own are always understood. */
const ALIASES: Record<string, Slot> = { negative_prompt: 'negative', cfg: 'guidance', scale: 'guidance' };

const TOKEN = /%([a-z_]+)%/g;

const slotOf = (name: string): Slot | undefined =>
  Object.hasOwn(ALIASES, name) ? ALIASES[name] : SLOTS.find((slot) => slot === name);

/** ComfyUI fills in tokens of its own there, `%width%` among them. */
const OWN_TOKENS = 'filename_prefix';

/** Inputs in which `%prompt%`, `%seed%` and so on stand, by slot. */
export function tokenPlaces(graph: Graph): Map<Slot, Place[]> {
  const found = new Map<Slot, Place[]>();
  for (const [node, { inputs }] of Object.entries(graph)) {
    for (const [input, value] of Object.entries(inputs)) {
      if (typeof value !== 'string' || input === OWN_TOKENS) continue;
      const slots = new Set([...value.matchAll(TOKEN)].map(([, name]) => slotOf(name!)));
      for (const slot of slots) if (slot) found.set(slot, [...(found.get(slot) ?? []), { node, input }]);
    }
  }
  return found;
}

/**
 * The input with its tokens filled in, in one pass: a prompt that itself holds a token stays as it was written. An
 * input that is nothing but a token becomes the value itself, a number where it is one.
 */
export function withTokens(
  input: string,
  value: unknown,
  filling: Partial<Record<Slot, string | number>>,
): unknown {
  if (typeof value !== 'string' || input === OWN_TOKENS) return value;
  const whole = slotOf(/^%([a-z_]+)%$/.exec(value)?.[1] ?? '');
  if (whole) return filling[whole] ?? value;
  return value.replace(TOKEN, (token, name: string) => {
    const slot = slotOf(name);
    return slot ? String(filling[slot] ?? token) : token;
  });
}
