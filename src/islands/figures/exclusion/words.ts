import type { Dialect } from '../../../../graders/prompt/dialects/types.ts';
import type { Negation } from './negations.ts';

/** Where each tool looks for what is not wanted. */
export const PLACES: Readonly<Record<Dialect, string>> = {
  natural:
    'There is no place for it. Describe what stands there instead: empty sand, a bare wall, an unmarked cup.',
  a1111:
    'The box for the negative prompt, under the prompt. It is weighed like the prompt and works by the guidance scale.',
  comfyui: 'A second text node, wired to the sampler’s “negative” input. At guidance 1 it is not read.',
  invokeai: 'The box for the negative prompt. In version 2 it was square brackets in the prompt.',
  novelai: 'The field “Undesired Content”. Since V4.5 a negative number weighs as well: -1::people::',
  midjourney: 'The parameter --no at the end: plain words with commas. It weighs −0.5.',
};

/** What the encoder is told by the denials as they stand. */
export function inWords(negations: readonly Negation[]): string {
  const things = [...new Set(negations.map(({ thing }) => `‘${thing}’`))];
  if (things.length === 0) return 'Nothing is denied in the prompt; every word asks for something.';
  const list = things.length === 1 ? things[0]! : `${things.slice(0, -1).join(', ')} and ${things.at(-1)!}`;
  return `The prompt denies ${list}, and names ${things.length === 1 ? 'it' : 'them'} all the same, at full weight.`;
}
