import { record } from '../record.ts';
import { isObject, parseObject, type JsonObject } from '../text/json.ts';
import { list, number, seedOf, sizeOf, text } from '../text/values.ts';
import type { Lora } from '../types.ts';
import type { Reader } from './types.ts';

/**
 * Fooocus: JSON under `parameters` with the scheme beside it (`fooocus_scheme`; EXIF: UserComment and MakerNote).
 * Its other scheme is an infotext, which the web UI's reader takes.
 */
export const readFooocus: Reader = ({ text: chunks, exif, comments }, work) => {
  for (const raw of [chunks.get('parameters'), exif.userComment, ...comments]) {
    const data = raw ? parseObject(raw, work) : null;
    if (!data || !isFooocus(data, chunks.get('fooocus_scheme') ?? exif.makerNote)) continue;
    return record('fooocus', raw!, {
      prompt: text(data.prompt) ?? '',
      negativePrompt: text(data.negative_prompt),
      seed: seedOf(data.seed),
      steps: number(data.steps),
      guidance: number(data.guidance_scale) ?? number(data.cfg),
      sampler: text(data.sampler) ?? text(data.sampler_name),
      scheduler: text(data.scheduler),
      model: text(data.base_model) ?? text(data.base_model_name),
      loras: lorasOf(data),
      ...sizeOf(text(data.resolution)),
      clipSkip: number(data.clip_skip),
    });
  }
  return null;
};

const isFooocus = (data: JsonObject, scheme: string | undefined): boolean =>
  scheme === 'fooocus' ||
  data.metadata_scheme === 'fooocus' ||
  (typeof data.version === 'string' && data.version.startsWith('Fooocus')) ||
  ('base_model' in data && 'performance' in data);

/** `loras: [[name, weight, hash]]`, in older files `lora_combined_1: "name : weight"`. */
function lorasOf(data: JsonObject): Lora[] {
  const pairs = list(data.loras).flatMap((entry): Lora[] => {
    if (isObject(entry)) return [];
    const [name, weight] = list(entry);
    return typeof name === 'string' ? [{ name, weight: number(weight) }] : [];
  });
  if (pairs.length > 0) return pairs;
  return Object.keys(data)
    .filter((key) => /^lora_combined_\d{1,2}$/.test(key))
    .flatMap((key) => {
      const [name, weight] = (text(data[key]) ?? '').split(' : ');
      return name ? [{ name, weight: number(weight) }] : [];
    });
}
