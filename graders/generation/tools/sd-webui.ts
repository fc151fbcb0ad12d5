import { parseInfotext } from '../text/infotext.ts';
import { infotextRecord } from './infotext-record.ts';
import type { Reader } from './types.ts';

/** AUTOMATIC1111's web UI and what descends from it: PNG text `parameters`, elsewhere the EXIF UserComment. */
export const readSdWebui: Reader = ({ text, exif, comments }, work) => {
  for (const source of [text.get('parameters'), exif.userComment, exif.description, ...comments]) {
    const infotext = source ? parseInfotext(source, work) : null;
    if (infotext) return infotextRecord(toolOf(infotext.settings), source!, infotext);
  }
  return null;
};

/** Which of the family wrote it: each signs with a version of its own. */
function toolOf(settings: ReadonlyMap<string, string>): string {
  const version = settings.get('Version') ?? '';
  if (settings.get('App') === 'SD.Next') return 'sd-next';
  if (settings.has('Civitai resources') || settings.has('Civitai metadata')) return 'civitai';
  if (version === 'classic') return 'forge-classic';
  if (version === 'neo') return 'forge-neo';
  if (/^f\d+\.\d+\.\d+v2-/.test(version)) return 'reforge';
  if (/^f\d+\./.test(version)) return 'forge';
  if (/^Fooocus/.test(version)) return 'fooocus';
  if (/^ComfyUI/i.test(version)) return 'comfyui';
  // Written by the school's own lab for a service that writes nothing.
  if (version === 'Atelier lab') return 'atelier-lab';
  return 'sd-webui';
}
