import { record } from '../record.ts';
import { isObject, parseObject } from '../text/json.ts';
import { child, list, number, seedOf, text } from '../text/values.ts';
import type { Reader } from './types.ts';

/** TensorArt: JSON under `generation_data`, filled up with zeros. */
export const readTensorart: Reader = ({ text: chunks }, work) => {
  const raw = chunks.get('generation_data');
  const data = raw ? parseObject(raw, work) : null;
  if (!data) return null;
  const models = list(data.models).filter(isObject);
  const base = child(data, 'baseModel');
  return record('tensorart', raw!, {
    prompt: text(data.prompt) ?? '',
    negativePrompt: text(data.negativePrompt),
    seed: seedOf(data.seed),
    steps: number(data.steps),
    guidance: number(data.cfgScale) ?? number(data.guidance),
    sampler: text(data.samplerName) ?? text(data.ksamplerName),
    scheduler: text(data.schedule),
    model: text(base?.label) ?? text(base?.modelFileName),
    loras: models
      .filter(({ type }) => type === 'LORA')
      .map((lora) => ({
        name: text(lora.label) ?? text(lora.modelFileName) ?? '',
        weight: number(lora.weight),
      })),
    width: number(data.width),
    height: number(data.height),
    clipSkip: number(data.clipSkip),
  });
};
