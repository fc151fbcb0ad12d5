import { record, upscaleOf } from '../record.ts';
import type { Infotext } from '../text/infotext.ts';
import { loraTags } from '../text/lora-tags.ts';
import { number, seedOf, sizeOf } from '../text/values.ts';
import type { GenerationRecord } from '../types.ts';

/** An infotext as a record. With a hires pass the denoising strength is that pass's. */
export function infotextRecord(tool: string, raw: string, infotext: Infotext): GenerationRecord {
  const { prompt, negativePrompt, settings } = infotext;
  const setting = (...names: string[]): string | undefined =>
    names.map((name) => settings.get(name)).find((value) => value !== undefined && value !== '');
  const count = (...names: string[]): number | null => number(setting(...names));
  const hires = upscaleOf({
    upscaler: setting('Hires upscaler') ?? null,
    scale: count('Hires upscale'),
    steps: count('Hires steps'),
  });
  const denoise = count('Denoising strength');
  return record(tool, raw, {
    prompt,
    negativePrompt,
    seed: seedOf(setting('Seed')),
    steps: count('Steps'),
    guidance: count('CFG scale', 'CFG Scale', 'Guidance', 'Distilled CFG Scale'),
    sampler: setting('Sampler') ?? null,
    scheduler: setting('Schedule type', 'Scheduler', 'Schedule') ?? null,
    model: setting('Model') ?? null,
    loras: loraTags(prompt),
    ...sizeOf(setting('Size')),
    upscale: hires && { ...hires, denoise },
    denoise: hires ? null : denoise,
    clipSkip: count('Clip skip', 'CLIP skip'),
  });
}
