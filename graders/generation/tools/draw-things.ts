import { xmpText } from '../containers/xmp.ts';
import { record } from '../record.ts';
import { isObject, parseObject, type Json } from '../text/json.ts';
import { list, number, seedOf, sizeOf, text } from '../text/values.ts';
import type { Lora } from '../types.ts';
import type { Reader } from './types.ts';

/** Draw Things: JSON in the XMP property exif:UserComment. */
export const readDrawThings: Reader = ({ xmp }, work) => {
  const raw = xmp.includes('UserComment') ? xmpText(xmp, 'UserComment') : '';
  const data = raw === '' ? null : parseObject(raw, work);
  if (!data || !('c' in data && 'scale' in data)) return null;
  const strength = number(data.strength);
  return record('draw-things', raw, {
    prompt: text(data.c) ?? '',
    negativePrompt: text(data.uc),
    seed: seedOf(data.seed),
    steps: number(data.steps),
    guidance: number(data.scale),
    sampler: text(data.sampler),
    model: text(data.model),
    loras: list(data.lora).flatMap(loraOf),
    ...sizeOf(text(data.size)),
    denoise: strength === 1 ? null : strength,
    clipSkip: number(data.clip_skip),
  });
};

function loraOf(entry: Json): Lora[] {
  const name = isObject(entry) ? (text(entry.model) ?? text(entry.file)) : null;
  return name === null || !isObject(entry) ? [] : [{ name, weight: number(entry.weight) }];
}
