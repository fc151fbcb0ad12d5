/** A term of the IPTC vocabulary Digital Source Type, with its own name and definition, version of 2024-10-23. */
export interface Term {
  id: string;
  name: string;
  definition: string;
}

export const VOCABULARY = 'http://cv.iptc.org/newscodes/digitalsourcetype/';

export const TERMS = {
  trainedAlgorithmicMedia: {
    name: 'Created using Generative AI',
    definition:
      'Digital media created algorithmically using an Artificial Intelligence model trained on captured content',
  },
  compositeWithTrainedAlgorithmicMedia: {
    name: 'Edited using Generative AI',
    definition:
      'Augmentation, correction or enhancement using a Generative AI model, such as with inpainting or outpainting operations',
  },
  compositeSynthetic: {
    name: 'Composite including generative AI elements',
    definition: 'Mix or composite of several elements, at least one of which is Generative AI',
  },
  algorithmicallyEnhanced: {
    name: 'Algorithmically-altered media',
    definition:
      'Modification or correction by algorithm without changing the main content of the media, initiated or configured by a human, such as sharpening or applying noise reduction',
  },
  humanEdits: {
    name: 'Human-edited media',
    definition: 'Augmentation, correction or enhancement by one or more humans using non-generative tools',
  },
  digitalCapture: {
    name: 'Digital capture sampled from real life',
    definition:
      'The media was captured from a real-life source using a digital camera or digital recording device',
  },
  computationalCapture: {
    name: 'Multi-frame computational capture sampled from real life',
    definition:
      'The media is the result of capturing multiple frames from a real-life source using a digital camera or digital recording device, then automatically merging them into a single frame using digital signal processing techniques and/or non-generative AI',
  },
  compositeCapture: {
    name: 'Composite of captured elements',
    definition: 'Mix or composite of several elements that are all captures of real life',
  },
  digitalCreation: {
    name: 'Digital creation',
    definition: 'Media created by a human using non-generative tools',
  },
  print: {
    name: 'Digitised from a non-transparent medium',
    definition: 'The media was digitised from a non-transparent medium such as a photographic print',
  },
} as const satisfies Record<string, Omit<Term, 'id'>>;

export type TermId = keyof typeof TERMS;

/** Whether the term says that a generative model had a hand in it. */
export const GENERATIVE: readonly TermId[] = [
  'trainedAlgorithmicMedia',
  'compositeWithTrainedAlgorithmicMedia',
  'compositeSynthetic',
];
