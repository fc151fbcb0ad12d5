import { record, upscaleOf } from '../record.ts';
import { parseObject } from '../text/json.ts';
import { child, number, seedOf, sizeOf, text } from '../text/values.ts';
import type { Reader } from './types.ts';

/** Spaces on Hugging Face that write their diffusers call as JSON under `parameters`. */
export const readHfSpace: Reader = ({ text: chunks, exif }, work) => {
  const raw = chunks.get('parameters') ?? exif.userComment;
  const data = raw ? parseObject(raw, work) : null;
  if (!data || !('num_inference_steps' in data)) return null;
  const model = child(data, 'Model');
  const upscaler = child(data, 'use_upscaler');
  const size = sizeOf(text(data.resolution));
  return record('hf-space', raw, {
    prompt: text(data.prompt) ?? '',
    negativePrompt: text(data.negative_prompt),
    seed: seedOf(data.seed),
    steps: number(data.num_inference_steps),
    guidance: number(data.guidance_scale),
    sampler: text(data.sampler),
    model: text(model?.Model) ?? text(data.Model),
    width: number(data.width) ?? size.width,
    height: number(data.height) ?? size.height,
    upscale: upscaler
      ? upscaleOf({
          upscaler: text(upscaler.upscale_method),
          scale: number(upscaler.upscale_by),
          steps: number(upscaler.upscale_steps),
          denoise: number(upscaler.upscaler_strength),
        })
      : null,
  });
};
