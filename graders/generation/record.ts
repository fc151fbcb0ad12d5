import type { GenerationRecord, Upscale } from './types.ts';

/** Kept of the text a record was read from, in UTF-16 units. */
const RAW_LIMIT = 64_000;

const EMPTY: Omit<GenerationRecord, 'tool' | 'raw' | 'loras'> = {
  prompt: '',
  negativePrompt: null,
  seed: null,
  steps: null,
  guidance: null,
  sampler: null,
  scheduler: null,
  model: null,
  width: null,
  height: null,
  upscale: null,
  denoise: null,
  clipSkip: null,
};

/** A record in which everything not given is absent. */
export const record = (tool: string, raw: string, facts: Partial<GenerationRecord>): GenerationRecord => ({
  ...EMPTY,
  loras: [],
  ...facts,
  tool,
  raw: raw.slice(0, RAW_LIMIT),
});

/** An upscale of which at least one fact is known; null otherwise. */
export const upscaleOf = (facts: Partial<Upscale>): Upscale | null => {
  const whole = { upscaler: null, scale: null, steps: null, denoise: null, ...facts };
  return Object.values(whole).some((value) => value !== null) ? whole : null;
};
