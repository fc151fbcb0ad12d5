import { record } from '../record.ts';
import { isObject, parseObject, type Json } from '../text/json.ts';
import { child, list, number, seedOf, text } from '../text/values.ts';
import type { Lora } from '../types.ts';
import type { Reader } from './types.ts';

/** InvokeAI 3 and later: JSON under `invokeai_metadata`. What it calls scheduler is the sampler. */
export const readInvokeai: Reader = ({ text: chunks }, work) => {
  const raw = chunks.get('invokeai_metadata');
  const data = raw ? parseObject(raw, work) : null;
  if (!data) return null;
  const model = child(data, 'model');
  return record('invokeai', raw!, {
    prompt: text(data.positive_prompt) ?? '',
    negativePrompt: text(data.negative_prompt),
    seed: seedOf(data.seed),
    steps: number(data.steps),
    guidance: number(data.cfg_scale) ?? number(data.guidance),
    sampler: text(data.scheduler),
    model: text(model?.name) ?? text(model?.model_name),
    loras: list(data.loras).flatMap(loraOf),
    width: number(data.width),
    height: number(data.height),
    denoise: number(data.strength),
    clipSkip: number(data.clip_skip) || null,
  });
};

function loraOf(entry: Json): Lora[] {
  if (!isObject(entry)) return [];
  const model = child(entry, 'model') ?? child(entry, 'lora');
  const name = text(model?.name) ?? text(model?.model_name);
  return name === null ? [] : [{ name, weight: number(entry.weight) }];
}
