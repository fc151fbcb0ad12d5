/** What a generator wrote into a file about how the picture was made. Absent facts are null, never guessed. */
export interface GenerationRecord {
  /**
   * The program, in the spelling of the field: sd-webui (AUTOMATIC1111), forge, forge-classic, forge-neo, reforge,
   * sd-next, comfyui, invokeai, novelai, swarmui, fooocus, ruined-fooocus, stability-matrix, tensorart, civitai,
   * hf-space, draw-things, midjourney.
   */
  tool: string;
  prompt: string;
  negativePrompt: string | null;
  /** Decimal digits: seeds exceed 2^53. */
  seed: string | null;
  steps: number | null;
  /** CFG scale or distilled guidance, as the tool counts it. */
  guidance: number | null;
  /** As the tool spells it; where it names sampler and scheduler in one, the scheduler is null. */
  sampler: string | null;
  scheduler: string | null;
  model: string | null;
  loras: Lora[];
  /** Pixels that were generated, before any upscale. */
  width: number | null;
  height: number | null;
  upscale: Upscale | null;
  /** Share 0..1 of the picture that was made anew, where it started from another one. */
  denoise: number | null;
  clipSkip: number | null;
  /** The text it was read from, at most 64 kB. */
  raw: string;
}

export interface Lora {
  name: string;
  weight: number | null;
}

/** A second pass at a larger size. */
export interface Upscale {
  upscaler: string | null;
  scale: number | null;
  steps: number | null;
  denoise: number | null;
}
