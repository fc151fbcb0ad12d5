import { carriedBy } from '#graders/generation/containers/open.ts';
import { xmpText } from '#graders/generation/containers/xmp.ts';
import { Work } from '#graders/generation/work.ts';

/** What a file declares about where it came from; always an object, its facts null where it declares nothing. */
export interface Provenance {
  contentCredentials: null;
  /** IPTC NewsCodes term, such as trainedAlgorithmicMedia. */
  digitalSourceType: string | null;
  ai: null;
  observations: [];
}

export function provenanceOf(bytes: Uint8Array): Provenance {
  const declared = xmpText(carriedBy(bytes, new Work())?.xmp ?? '', 'DigitalSourceType');
  return {
    contentCredentials: null,
    digitalSourceType: declared.split('/').at(-1) || null,
    ai: null,
    observations: [],
  };
}
