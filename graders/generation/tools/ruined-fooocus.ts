import { record } from '../record.ts';
import { parseObject } from '../text/json.ts';
import { list, number, seedOf, text } from '../text/values.ts';
import type { Lora } from '../types.ts';
import type { Reader } from './types.ts';

/** Ruined Fooocus: JSON under `parameters`, signed `software: RuinedFooocus`. */
export const readRuinedFooocus: Reader = ({ text: chunks, exif }, work) => {
  const raw = chunks.get('parameters') ?? exif.userComment;
  const data = raw ? parseObject(raw, work) : null;
  if (data?.software !== 'RuinedFooocus') return null;
  return record('ruined-fooocus', raw, {
    prompt: text(data.Prompt) ?? '',
    negativePrompt: text(data.Negative),
    seed: seedOf(data.seed),
    steps: number(data.steps),
    guidance: number(data.cfg),
    sampler: text(data.sampler_name),
    scheduler: text(data.scheduler),
    model: text(data.base_model_name),
    loras: list(data.loras).flatMap(loraOf),
    width: number(data.width),
    height: number(data.height),
    clipSkip: number(data.clip_skip),
  });
};

/** `"0.8 - name.safetensors"`, or a list that ends in such a text. */
function loraOf(entry: unknown): Lora[] {
  const last: unknown = Array.isArray(entry) ? entry.at(-1) : entry;
  const match = typeof last === 'string' ? /^(-?[\d.]{1,8}) - (.{1,200})$/.exec(last) : null;
  return match ? [{ name: match[2]!, weight: number(match[1]) }] : [];
}
