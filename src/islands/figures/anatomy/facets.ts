/** A place in shares of width and height. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** One thing a prompt has to say, the words that say it here, and the places of the picture that answer to them. */
export interface Facet {
  id: string;
  name: string;
  words: string;
  /** What in the picture the words are answerable for. */
  answersFor: string;
  /** What happens when nobody says it. */
  unsaid: string;
  /** Empty: nothing to point at. A box of the whole frame: everything. */
  places: Box[];
}

const EVERYWHERE: Box[] = [{ x: 0, y: 0, width: 1, height: 1 }];

/** The prompt of `content/pictures/anatomy/board.webp`, in the order in which it is written. */
export const FACETS: Facet[] = [
  {
    id: 'subject',
    name: 'Subject',
    words: 'a boxwood chess king',
    answersFor: 'The one thing the picture is about. A material and a kind, not just “chess”.',
    unsaid: 'Without it you get a game, and no hero: a board seen from above, all pieces alike.',
    places: [{ x: 0.575, y: 0.27, width: 0.135, height: 0.52 }],
  },
  {
    id: 'action',
    name: 'Action',
    words: 'a black pawn fallen on its side before him',
    answersFor: 'What is happening, or has just happened. It turns an object into a story.',
    unsaid: 'Without it everything stands, as in a catalogue of chess sets.',
    places: [{ x: 0.135, y: 0.675, width: 0.205, height: 0.2 }],
  },
  {
    id: 'setting',
    name: 'Setting',
    words: 'late in a game, on an inlaid board with a game clock behind',
    answersFor: 'Where we are and what else is there: the board, the clock.',
    unsaid: 'Without it the model supplies the room it has seen most often, or a grey void.',
    places: [
      { x: 0, y: 0.02, width: 0.18, height: 0.36 },
      { x: 0, y: 0.88, width: 1, height: 0.12 },
    ],
  },
  {
    id: 'light',
    name: 'Light',
    words: 'low window light from the right, long soft-edged shadows',
    answersFor: 'Direction, height and quality. Read them off the shadows: all of them run to the left.',
    unsaid: 'Without it the light is everywhere and comes from nowhere, and the form goes flat.',
    places: [
      { x: 0.39, y: 0.725, width: 0.2, height: 0.085 },
      { x: 0.055, y: 0.845, width: 0.14, height: 0.05 },
      { x: 0.14, y: 0.685, width: 0.15, height: 0.06 },
    ],
  },
  {
    id: 'lens',
    name: 'Lens',
    words: '85 mm at f/2.8, camera level with the pieces',
    answersFor: 'Point of view, perspective, and where the sharpness ends.',
    unsaid: 'Without it you look down on the board, and everything is sharp to the wall.',
    places: [
      { x: 0.02, y: 0.18, width: 0.49, height: 0.43 },
      { x: 0.93, y: 0.1, width: 0.07, height: 0.27 },
    ],
  },
  {
    id: 'material',
    name: 'Material',
    words: 'turned wood with a satin finish and visible grain',
    answersFor: 'How the surface takes the light: a broad soft highlight, and grain in it.',
    unsaid: 'Without it wood comes out as plastic with a brown colour.',
    places: [{ x: 0.6, y: 0.33, width: 0.09, height: 0.32 }],
  },
  {
    id: 'palette',
    name: 'Palette',
    words: 'honey and cream against grey-green',
    answersFor: 'Two warm tones and one cool ground. Count them: there is no fourth.',
    unsaid: 'Without it colours are chosen object by object, and nobody chooses them together.',
    places: [
      { x: 0.44, y: 0.04, width: 0.3, height: 0.16 },
      { x: 0.41, y: 0.85, width: 0.2, height: 0.13 },
    ],
  },
  {
    id: 'composition',
    name: 'Composition',
    words: 'king on the right third, empty space on the left',
    answersFor: 'Where the subject stands and where the room is left for a headline.',
    unsaid: 'Without it the subject stands in the middle, at the size that fills the frame.',
    places: [
      { x: 0.19, y: 0.02, width: 0.4, height: 0.14 },
      { x: 0.662, y: 0, width: 0.01, height: 1 },
    ],
  },
  {
    id: 'mood',
    name: 'Mood',
    words: 'quiet, the moment after',
    answersFor: 'Everything at once. It settles the choices that you have not spelled out.',
    unsaid: 'Without it the rest still stands. Mood is a tie-breaker, not a plan.',
    places: EVERYWHERE,
  },
  {
    id: 'medium',
    name: 'Medium',
    words: 'editorial still-life photograph',
    answersFor: 'What the thing is: a photograph, with the photograph’s grain and its faults.',
    unsaid: 'Without it you may get an illustration, a render, or something between the two.',
    places: EVERYWHERE,
  },
  {
    id: 'exclusions',
    name: 'Exclusions',
    words: 'hands, lettering',
    answersFor: 'Nothing you can point at, and that is the proof that it worked.',
    unsaid: 'Without it a hand may reach in: games are mostly photographed being played.',
    places: [],
  },
];

export const wholeFrame = ({ places }: Facet): boolean => places === EVERYWHERE;

/** The prompt of the facets that are said, and what goes into the field for exclusions. */
export function compose(
  said: ReadonlySet<string>,
  facets: readonly Facet[] = FACETS,
): { prompt: string; exclude: string } {
  const words = facets.filter(({ id }) => said.has(id) && id !== 'exclusions').map((facet) => facet.words);
  const text = words.join(', ');
  return {
    prompt: text && `${text[0]!.toUpperCase()}${text.slice(1)}`,
    exclude: said.has('exclusions') ? facets.find(({ id }) => id === 'exclusions')!.words : '',
  };
}

export const countWords = (text: string): number =>
  text.match(/[\p{L}\p{N}][\p{L}\p{N}’/.-]*/gu)?.length ?? 0;

/** Tokens of the prompt: those of its facets, and one for each comma between them. */
export function countTokens(
  said: ReadonlySet<string>,
  tokens: Readonly<Record<string, number>>,
  facets: readonly Facet[] = FACETS,
): number {
  const counted = facets.filter(({ id }) => said.has(id) && id !== 'exclusions');
  return counted.reduce((sum, { id }) => sum + tokens[id]!, 0) + Math.max(0, counted.length - 1);
}
