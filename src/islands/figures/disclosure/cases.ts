import type { TermId } from './terms.ts';

/** A job to try the questions on. Its picture is one of ours; its story is told. */
export interface Case {
  id: string;
  name: string;
  story: string;
  picture: string;
  alt: string;
  term: TermId;
  /** Why it is this term and not its neighbour. */
  why: string;
}

export const CASES: Case[] = [
  {
    id: 'wrapper',
    name: 'The wrapper',
    story: 'A photograph. A sweet wrapper lay on the desk and was taken out with a generative fill.',
    picture: 'content/pictures/disclosure/desk.webp',
    alt: 'A desk from above with notebook, glasses and coffee',
    term: 'compositeWithTrainedAlgorithmicMedia',
    why: 'The photograph is still there; a model filled a part of it. Small, and it is generation all the same.',
  },
  {
    id: 'sea',
    name: 'The sea',
    story: 'Typed as a prompt, chosen from sixteen, cropped, and brightened a little.',
    picture: 'content/pictures/disclosure/coast.webp',
    alt: 'A rocky coast at low sun with a lighthouse',
    term: 'trainedAlgorithmicMedia',
    why: 'Choosing and cropping do not turn it into something else. The term says how the picture came to be.',
  },
  {
    id: 'serum',
    name: 'The serum',
    story:
      'The bottle was photographed in the studio. Stone, wall and shadow came finished from a generator and were put behind it.',
    picture: 'content/pictures/disclosure/bottle.webp',
    alt: 'A dropper bottle on travertine with the shadow of leaves',
    term: 'compositeSynthetic',
    why: 'Two finished elements, one of them generated. Had the model continued the studio picture by outpainting, it would be an edit.',
  },
  {
    id: 'breakfast',
    name: 'The breakfast',
    story: 'A photograph. White balance, a crop, and two crumbs cloned away.',
    picture: 'content/pictures/disclosure/breakfast.webp',
    alt: 'Oranges on a plate, mug and linen on a wooden table',
    term: 'humanEdits',
    why: 'A person worked on it, with tools that generate nothing.',
  },
  {
    id: 'headphones',
    name: 'The headphones',
    story: 'A photograph at ISO 3200. Noise reduction and sharpening in the raw converter, nothing else.',
    picture: 'content/pictures/disclosure/headphones.webp',
    alt: 'Headphones with a brown leather band against a pale wall',
    term: 'algorithmicallyEnhanced',
    why: 'An algorithm altered the pixels and left what they show alone. Ask what is under the button, though: some now generate.',
  },
  {
    id: 'chess',
    name: 'The chess king',
    story: 'Modelled, lit and rendered in Blender by a person, like all pictures of this school.',
    picture: 'content/pictures/disclosure/chess.webp',
    alt: 'A boxwood king on a chess board, blurred pieces behind',
    term: 'digitalCreation',
    why: 'No model was trained and nothing was captured. A render is drawn by the one who built the scene.',
  },
];
