import type { GenerationRecord } from './types.ts';

/** What can be changed between two generations, in the order in which it is talked about. */
export const SETTINGS = [
  'seed',
  'steps',
  'guidance',
  'sampler',
  'scheduler',
  'model',
  'prompt',
  'negative',
  'loras',
  'size',
  'denoise',
  'clip-skip',
  'upscale',
  'tool',
] as const;
export type Setting = (typeof SETTINGS)[number];

const LORA_TAG = /<lora:[^<>]{0,300}>/g;

/** A prompt as it is compared: LoRA tags are settings of their own, spaces and line breaks mean nothing. */
export const comparedPrompt = (prompt: string): string =>
  prompt
    .replace(LORA_TAG, ' ')
    .replace(/[\s,]+/g, ' ')
    .trim();

/** One setting of a record as text, for comparing and showing; empty where it is not recorded. */
export function settingOf(record: GenerationRecord, setting: Setting): string {
  switch (setting) {
    case 'prompt':
      return comparedPrompt(record.prompt);
    case 'negative':
      return comparedPrompt(record.negativePrompt ?? '');
    case 'loras':
      return record.loras
        .map(({ name, weight }) => (weight === null ? name : `${name} ${weight}`))
        .sort()
        .join(', ');
    case 'size':
      return record.width === null || record.height === null ? '' : `${record.width} × ${record.height}`;
    case 'clip-skip':
      return shown(record.clipSkip);
    case 'upscale':
      return record.upscale
        ? [record.upscale.upscaler, record.upscale.scale].map(shown).join(' ').trim()
        : '';
    default:
      return shown(record[setting]);
  }
}

const shown = (value: string | number | null): string => (value === null ? '' : String(value));

/** Every value of a setting over several records, in their order. */
export const valuesOf = (records: readonly GenerationRecord[], setting: Setting): string[] =>
  records.map((record) => settingOf(record, setting));

/** The settings that are not the same in all records. */
export const changedIn = (records: readonly GenerationRecord[]): Setting[] =>
  SETTINGS.filter((setting) => new Set(valuesOf(records, setting)).size > 1);

/** What most records have, of several the first: the value that a stray one is held against. */
export function commonest(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}
