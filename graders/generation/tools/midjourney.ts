import { xmpText } from '../containers/xmp.ts';
import { record } from '../record.ts';
import { seedOf } from '../text/values.ts';
import type { Reader } from './types.ts';

const JOB = /\s{0,8}Job ID: ?[\da-f]{8}-[\da-f-]{20,40}\s{0,8}$/i;
/** A parameter and its value; only parameters may follow the first one. */
const PARAMETER = /\s--([a-z]{1,20})(?:\s{1,4}([^\s-][^\s]{0,200}|-?\d[^\s]{0,20}))?/g;

/**
 * Midjourney's own downloads: the Description (PNG text, EXIF or XMP) is the prompt with its parameters and the job's
 * id. The prompt is kept with its parameters: they belong to it. Size and steps are not said.
 */
export const readMidjourney: Reader = ({ text, exif, xmp }, work) => {
  const sources = [
    text.get('Description'),
    exif.description,
    xmp.includes('Job ID') ? xmpText(xmp, 'description') : '',
  ];
  const raw = sources.find((source) => source && JOB.test(source.slice(-200)));
  if (!raw || !work.take(raw.length >> 6)) return null;
  const prompt = raw.slice(0, raw.length - JOB.exec(raw.slice(-200))![0].length).trim();
  const parameters = new Map<string, string>();
  for (const [, name, value] of prompt.matchAll(PARAMETER)) parameters.set(name!, value ?? '');
  const version = parameters.get('v') ?? parameters.get('version');
  const niji = parameters.get('niji');
  return record('midjourney', raw, {
    prompt,
    negativePrompt: negativeOf(prompt),
    seed: seedOf(parameters.get('seed')),
    model: niji === undefined ? (version === undefined ? null : `v${version}`) : `niji ${niji}`.trim(),
  });
};

/** `--no a, b` runs to the next parameter. */
function negativeOf(prompt: string): string | null {
  const at = prompt.indexOf(' --no ');
  if (at < 0) return null;
  const rest = prompt.slice(at + 6);
  const end = rest.indexOf(' --');
  return rest.slice(0, end < 0 ? undefined : end).trim() || null;
}
