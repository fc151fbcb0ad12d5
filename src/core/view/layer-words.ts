import type { LayerName } from './viewer.ts';

/** What the pictures of a viewer are called, and what they show. `whose`: the learner's name for somebody who teaches, null for the learner. */
export const layerWords = (
  title: string,
  whose: string | null,
): Record<LayerName, { label: string; alt: string }> => ({
  before: { label: 'Before', alt: `The start: ${title}` },
  yours:
    whose === null
      ? { label: 'Yours', alt: `Your picture: ${title}` }
      : { label: 'Theirs', alt: `The picture by ${whose}: ${title}` },
  reference: { label: 'Reference', alt: `A solution the client accepted: ${title}` },
});

/** The title of one frame of a set, counted from 0: "Shelf, frame 2, Lemon". */
export const frameTitle = (title: string, i: number, frame: { title: string }): string =>
  `${title}, frame ${i + 1}, ${frame.title}`;
