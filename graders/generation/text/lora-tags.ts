import type { Lora } from '../types.ts';

/** `<lora:name:weight>`, also with the block weights that extensions append. */
const TAG = /<lora:([^:<>]{1,200})(?::(-?\d{0,4}\.?\d{0,8}))?[^<>]{0,60}>/g;
const MOST = 64;

/** The LoRAs that a prompt's tags call for, each with the weight of its first tag. */
export function loraTags(prompt: string): Lora[] {
  const found = new Map<string, Lora>();
  for (const [, name, weight] of prompt.matchAll(TAG)) {
    if (found.size >= MOST) break;
    const number = weight === undefined || weight === '' ? 1 : Number(weight);
    if (!found.has(name!)) found.set(name!, { name: name!, weight: Number.isFinite(number) ? number : null });
  }
  return [...found.values()];
}
