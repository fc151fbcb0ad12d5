import type { Work } from '../work.ts';
import { settingsOf } from './infotext-settings.ts';

/** Prompt, negative prompt and the settings line that AUTOMATIC1111's web UI and its descendants write. */
export interface Infotext {
  prompt: string;
  negativePrompt: string | null;
  settings: ReadonlyMap<string, string>;
}

const NEGATIVE = 'Negative prompt:';
/** A line is settings when it holds at least so many pairs. */
const PAIRS = 3;

/**
 * Reads an infotext. The settings are the last line that begins with `Steps:` and holds three pairs or more (what an
 * extension appended behind it is not read), else the last line if it holds as many. null when there is no such line.
 */
export function parseInfotext(text: string, work: Work): Infotext | null {
  const lines = text.split(/\r?\n/);
  if (!work.take(lines.length)) return null;
  while (lines.length > 0 && lines.at(-1)!.trim() === '') lines.pop();
  const found = settingsLine(lines, work);
  if (!found) return null;
  const before = lines.slice(0, found.at);
  const negative = before.findIndex((line) => line.trimStart().startsWith(NEGATIVE));
  const prompt = negative < 0 ? before : before.slice(0, negative);
  return {
    prompt: prompt.join('\n').trim(),
    negativePrompt:
      negative < 0
        ? null
        : before.slice(negative).join('\n').trimStart().slice(NEGATIVE.length).trim() || null,
    settings: found.settings,
  };
}

function settingsLine(lines: string[], work: Work): { at: number; settings: Map<string, string> } | null {
  for (let at = lines.length - 1; at >= 0; at--) {
    const last = at === lines.length - 1;
    if (!last && !/^\s{0,8}Steps: ?\d/.test(lines[at]!)) continue;
    const settings = settingsOf(lines[at]!, work);
    if (settings.size >= PAIRS) return { at, settings };
  }
  return null;
}
