import type { Carried } from '../containers/types.ts';
import { record } from '../record.ts';
import { isObject, parseObject, type JsonObject } from '../text/json.ts';
import { child, list, number, seedOf, text } from '../text/values.ts';
import type { Work } from '../work.ts';
import type { GenerationRecord } from '../types.ts';
import type { Reader } from './types.ts';

/**
 * NovelAI: PNG text Title, Description, Software, Source and Comment (JSON); in WebP and JPEG the same fields as one
 * JSON object in the UserComment.
 */
export const readNovelai: Reader = (carried, work) => of(fieldsOf(carried, work), work);

/** From the copy in the alpha channel, where the texts were stripped: the same fields as one JSON object. */
export const readHiddenNovelai: Reader = (carried, work) => {
  const hidden = carried.alpha();
  return of(hidden === null ? null : parseObject(hidden, work), work);
};

function of(fields: JsonObject | null, work: Work): GenerationRecord | null {
  const comment = fields?.Comment;
  const raw = isObject(comment) ? JSON.stringify(comment) : text(comment);
  const data = raw ? parseObject(raw, work) : null;
  if (!fields || !raw || !data) return null;
  return record('novelai', raw, {
    prompt: withCharacters(text(data.prompt) ?? text(fields.Description), child(data, 'v4_prompt')) ?? '',
    negativePrompt: withCharacters(text(data.uc), child(data, 'v4_negative_prompt')),
    seed: seedOf(data.seed),
    steps: number(data.steps),
    guidance: number(data.scale),
    sampler: text(data.sampler),
    scheduler: text(data.noise_schedule),
    model: text(fields.Source),
    width: number(data.width),
    height: number(data.height),
    denoise: number(data.strength),
  });
}

function fieldsOf({ text: chunks, exif }: Carried, work: Work): JsonObject | null {
  const signed = (fields: JsonObject | null): boolean =>
    fields?.Software === 'NovelAI' || /^NovelAI/.test(text(fields?.Title) ?? text(fields?.Source) ?? '');
  const ofPng: JsonObject = Object.fromEntries(chunks);
  if (signed(ofPng)) return ofPng;
  const ofExif = exif.userComment.includes('NovelAI') ? parseObject(exif.userComment, work) : null;
  return signed(ofExif) ? ofExif : null;
}

/** From version 4 on every character has a caption of its own beside the base caption. */
function withCharacters(base: string | null, v4: JsonObject | null): string | null {
  const caption = child(v4, 'caption');
  const characters = list(caption?.char_captions).flatMap((one) =>
    isObject(one) ? [text(one.char_caption) ?? ''] : [],
  );
  const all = [text(caption?.base_caption) ?? base ?? '', ...characters].filter((part) => part !== '');
  return all.length > 0 ? all.join('\n') : null;
}
