import { record } from '../record.ts';
import { parseObject } from '../text/json.ts';
import { number, seedOf, text } from '../text/values.ts';
import type { Reader } from './types.ts';

/** Stability Matrix: JSON under `parameters-json`, beside an infotext and the ComfyUI graph it ran. */
export const readStabilityMatrix: Reader = ({ text: chunks }, work) => {
  const raw = chunks.get('parameters-json');
  const data = raw ? parseObject(raw, work) : null;
  if (!data) return null;
  return record('stability-matrix', raw!, {
    prompt: text(data.PositivePrompt) ?? '',
    negativePrompt: text(data.NegativePrompt),
    seed: seedOf(data.Seed),
    steps: number(data.Steps),
    guidance: number(data.CfgScale),
    sampler: text(data.Sampler),
    scheduler: text(data.Scheduler),
    model: text(data.ModelName),
    width: number(data.Width),
    height: number(data.Height),
  });
};
