import { parseA1111 } from './a1111.ts';
import { parseComfyUi } from './comfyui.ts';
import { parseInvokeAi } from './invokeai.ts';
import { parseMidjourney } from './midjourney.ts';
import { parseNatural } from './natural.ts';
import { parseNovelAi } from './novelai.ts';
import type { Dialect, ParsedPrompt } from './types.ts';

const PARSERS: Readonly<Record<Dialect, (source: string) => ParsedPrompt>> = {
  natural: parseNatural,
  a1111: parseA1111,
  comfyui: parseComfyUi,
  invokeai: parseInvokeAi,
  novelai: parseNovelAi,
  midjourney: parseMidjourney,
};

/** More are of no use to anybody; the first ones are kept. */
const MOST_PROBLEMS = 50;

/**
 * A prompt as its tool reads it: words with the weight they end up with, parameters, what is wrong, all with places in
 * the source. Never throws; a broken prompt is read as the tool reads it, and says so in `problems`, in order of place.
 */
export function parsePrompt(source: string, dialect: Dialect): ParsedPrompt {
  const parsed = PARSERS[dialect](source);
  const problems = parsed.problems.toSorted((a, b) => a.from - b.from || a.to - b.to).slice(0, MOST_PROBLEMS);
  return { ...parsed, problems };
}
