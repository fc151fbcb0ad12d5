/**
 * Terms of IPTC's Digital Source Type NewsCodes (2024-10), retired ones among them.
 * `capture`: sampled from life or digitised · `generated`: by a trained model, or with parts by one · `other`.
 */
const TERMS = {
  digitalCapture: 'capture',
  computationalCapture: 'capture',
  negativeFilm: 'capture',
  positiveFilm: 'capture',
  print: 'capture',
  minorHumanEdits: 'other',
  humanEdits: 'other',
  algorithmicallyEnhanced: 'other',
  softwareImage: 'other',
  digitalArt: 'other',
  digitalCreation: 'other',
  dataDrivenMedia: 'other',
  trainedAlgorithmicMedia: 'generated',
  algorithmicMedia: 'other',
  screenCapture: 'other',
  virtualRecording: 'other',
  composite: 'other',
  compositeCapture: 'other',
  compositeSynthetic: 'generated',
  compositeWithTrainedAlgorithmicMedia: 'generated',
} as const satisfies Record<string, SourceClass>;
export type SourceType = keyof typeof TERMS;

export type SourceClass = 'capture' | 'generated' | 'other';

export const SOURCE_TYPES = Object.keys(TERMS) as SourceType[];

export const classOf = (term: string): SourceClass | 'unknown' =>
  Object.hasOwn(TERMS, term) ? TERMS[term as SourceType] : 'unknown';

const SCHEME = /^https?:\/\/(?:cv\.iptc\.org\/newscodes\/digitalsourcetype|c2pa\.org\/digitalsourcetype)\/+/i;

/** The term of a URI or of a bare term, in the spelling of the list; what is not of the list stays, cut to 100 characters. */
export function termOf(value: string): string {
  const bare = value
    .trim()
    .replace(SCHEME, '')
    .replace(/^digsrctype:/i, '')
    .replace(/\/+$/, '')
    .slice(0, 100);
  return SOURCE_TYPES.find((term) => term.toLowerCase() === bare.toLowerCase()) ?? bare;
}
