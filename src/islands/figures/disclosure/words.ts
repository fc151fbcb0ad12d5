import type { Case } from './cases.ts';
import { GENERATIVE, TERMS, VOCABULARY, type TermId } from './terms.ts';

/** The line that goes into the file, as ExifTool takes it. */
export const tagLine = (term: TermId): string => `XMP-iptcExt:DigitalSourceType=${VOCABULARY}${term}`;

/** What goes beside the picture, where people read it. */
export function caption(term: TermId): string {
  if (term === 'trainedAlgorithmicMedia') return 'Image generated with AI.';
  if (term === 'compositeWithTrainedAlgorithmicMedia') return 'Photograph, edited with generative AI.';
  if (term === 'compositeSynthetic') return 'Composite; some elements generated with AI.';
  return 'No AI line needed. Credit as usual.';
}

/** The outcome in words: the term, and for a given case whether it is the right one. */
export function inWords(term: TermId | null, one: Case | null): string {
  if (term === null)
    return 'Answer the questions; each one has to be answerable from your own notes of the job.';
  const name = `${term}: ${TERMS[term].name}.`;
  const ai = GENERATIVE.includes(term) ? 'The file says so, and the caption does.' : 'The file says so.';
  if (one === null) return `${name} ${ai}`;
  if (term === one.term) return `${name} That is right. ${one.why}`;
  return `${name} That is not what happened here. Read the job again, and look for ${
    GENERATIVE.includes(one.term) === GENERATIVE.includes(term)
      ? 'how the parts came together'
      : 'who made the pixels'
  }.`;
}
