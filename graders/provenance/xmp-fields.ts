import type { Xmp } from '../pixels/xmp.ts';
import { termOf } from './source-types.ts';
import type { AiFields } from './types.ts';

const field = (xmp: Xmp, name: string): string | null => xmp.values.get(`Iptc4xmpExt:${name}`)?.[0] ?? null;

/** The declared source of a picture; null where it declares none. */
export function sourceTypeIn(xmp: Xmp): string | null {
  const value = field(xmp, 'DigitalSourceType');
  return value && termOf(value);
}

/** The four AI fields; null where none of them is filled in. */
export function aiFieldsIn(xmp: Xmp): AiFields | null {
  const ai = {
    system: field(xmp, 'AISystemUsed'),
    systemVersion: field(xmp, 'AISystemVersionUsed'),
    prompt: field(xmp, 'AIPromptInformation'),
    promptWriter: field(xmp, 'AIPromptWriterName'),
  };
  return Object.values(ai).some((value) => value !== null) ? ai : null;
}
