import type { LabSettings } from '#core/lab.ts';
import { takesText, withTexts } from './png-text.ts';

const WHO = 'Atelier lab, from the request: the service wrote no settings into the file';

/** In the layout of the web UI's `parameters`: prompt, negative prompt, then one line of settings. Only what was asked for. */
export function parametersText(settings: LabSettings, model: string | null): string {
  const { prompt, negativePrompt, seed, steps, guidance, sampler, width, height } = settings;
  const facts: [string, string | number | null][] = [
    ['Steps', steps],
    ['Sampler', sampler],
    ['CFG scale', guidance],
    ['Seed', seed],
    ['Size', `${width}x${height}`],
    ['Model', model],
    ['Version', 'Atelier lab'],
    ['Written by', WHO],
  ];
  const line = facts
    .flatMap(([name, value]) => (value === null ? [] : [`${name}: ${quoted(value)}`]))
    .join(', ');
  return [prompt, ...(negativePrompt ? [`Negative prompt: ${negativePrompt}`] : []), line].join('\n');
}

/** As the web UI writes values that hold a comma, a colon or a line break. */
const quoted = (value: string | number): string | number =>
  typeof value === 'string' && /[,:\n]/.test(value) ? JSON.stringify(value) : value;

/**
 * A file that says nothing of its making, with the settings written into it; null when it may not be written.
 * `infotext`: the generator's own words, which go before ours.
 */
export function withSettings(
  bytes: Uint8Array,
  settings: LabSettings,
  model: string | null,
  infotext: string | null,
): Uint8Array | null {
  if (!takesText(bytes)) return null;
  return withTexts(bytes, {
    parameters: infotext ?? parametersText(settings, model),
    Software: 'Atelier lab',
  });
}
