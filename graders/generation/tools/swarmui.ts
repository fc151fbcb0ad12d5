import { record, upscaleOf } from '../record.ts';
import { parseObject } from '../text/json.ts';
import { child, list, number, seedOf, text } from '../text/values.ts';
import type { Json } from '../text/json.ts';
import type { Lora } from '../types.ts';
import type { Reader } from './types.ts';

/** SwarmUI: JSON with `sui_image_params` under `parameters` or in the UserComment; a ComfyUI graph may lie beside it. */
export const readSwarmui: Reader = ({ text: chunks, exif, comments }, work) => {
  for (const raw of [chunks.get('parameters'), exif.userComment, ...comments]) {
    const params = raw?.includes('"sui_image_params"')
      ? child(parseObject(raw, work), 'sui_image_params')
      : null;
    if (!params) continue;
    const scale = number(params.refinerupscale);
    return record('swarmui', raw!, {
      prompt: text(params.prompt) ?? '',
      negativePrompt: text(params.negativeprompt),
      seed: seedOf(params.seed),
      steps: number(params.steps),
      guidance: number(params.cfgscale) ?? number(params.fluxguidancescale),
      sampler: text(params.sampler) ?? text(params.comfyuisampler),
      scheduler: text(params.scheduler) ?? text(params.comfyuischeduler),
      model: text(params.model),
      loras: lorasOf(params.loras, params.loraweights),
      width: number(params.width),
      height: number(params.height),
      upscale:
        scale === null || scale === 1
          ? null
          : upscaleOf({
              scale,
              upscaler: text(params.refinerupscalemethod),
              steps: number(params.refinersteps),
              denoise: number(params.refinercontrolpercentage) ?? number(params.refinercontrol),
            }),
    });
  }
  return null;
};

const lorasOf = (names: Json | undefined, weights: Json | undefined): Lora[] =>
  separated(names).flatMap((name, i) =>
    typeof name === 'string' ? [{ name, weight: number(separated(weights)[i]) }] : [],
  );

/** A list, in older versions its entries joined by commas. */
const separated = (value: Json | undefined): Json[] =>
  typeof value === 'string' ? value.split(',').slice(0, 64) : list(value).slice(0, 64);
