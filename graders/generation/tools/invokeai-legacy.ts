import { record } from '../record.ts';
import { isObject, parseObject, type Json } from '../text/json.ts';
import { child, list, number, seedOf, text } from '../text/values.ts';
import type { Reader } from './types.ts';

/** InvokeAI up to version 2: `sd-metadata` (JSON), before that `Dream` (its command line). */
export const readInvokeaiLegacy: Reader = ({ text: chunks }, work) => {
  const raw = chunks.get('sd-metadata');
  const data = raw ? parseObject(raw, work) : null;
  const image = child(data, 'image');
  if (data && image) {
    return record('invokeai', raw!, {
      ...promptOf(wholePrompt(image.prompt)),
      seed: seedOf(image.seed),
      steps: number(image.steps),
      guidance: number(image.cfg_scale),
      sampler: text(image.sampler),
      model: text(data.model_weights) ?? text(data.model),
      width: number(image.width),
      height: number(image.height),
      denoise: number(image.strength),
    });
  }
  const dream = chunks.get('Dream');
  return dream ? fromCommandLine(dream.slice(0, 64_000)) : null;
};

/** `[{ prompt, weight }]` or plain text. */
const wholePrompt = (value: Json | undefined): string =>
  text(value) ??
  list(value)
    .flatMap((part) => (isObject(part) ? [text(part.prompt) ?? ''] : []))
    .join(' ');

/** What stands in square brackets is the negative prompt. */
function promptOf(whole: string): { prompt: string; negativePrompt: string | null } {
  const negative = [...whole.matchAll(/\[([^[\]]{0,4000})\]/g)].map(([, inner]) => inner!.trim());
  const prompt = whole.replace(/\[[^[\]]{0,4000}\]/g, '').trim();
  return { prompt, negativePrompt: negative.join(', ') || null };
}

/** `"a prompt" -s 50 -S 42 -W 512 -H 512 -C 7.5 -A k_lms` */
function fromCommandLine(line: string): ReturnType<Reader> {
  const quoted = /^\s{0,8}"((?:[^"\\]|\\.)*)"/.exec(line);
  if (!quoted) return null;
  const rest = line.slice(quoted[0].length);
  const option = (letter: string): string | undefined =>
    new RegExp(`(?:^|\\s)-${letter}\\s{0,4}([\\w.+-]{1,40})`).exec(rest)?.[1];
  return record('invokeai', line, {
    ...promptOf(quoted[1]!),
    seed: seedOf(option('S')),
    steps: number(option('s')),
    guidance: number(option('C')),
    sampler: option('A') ?? null,
    width: number(option('W')),
    height: number(option('H')),
    denoise: number(option('f')),
  });
}
