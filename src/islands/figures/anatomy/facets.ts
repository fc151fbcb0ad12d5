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

/** The prompt of `content/pictures/anatomy/table.webp`, in the order in which it is written. */
export const FACETS: Facet[] = [
  {
    id: 'subject',
    name: 'Subject',
    words: 'a blue-grey stoneware mug',
    answersFor: 'The one thing the picture is about: a kind and a material, not just “breakfast”.',
    unsaid: 'Without it you get a breakfast, and no hero: eggs, bread, juice, all alike.',
    places: [{ x: 0.395, y: 0.42, width: 0.195, height: 0.285 }],
  },
  {
    id: 'action',
    name: 'Action',
    words: 'an orange just cut open, the others still whole',
    answersFor: 'What has just happened. Somebody was here a moment ago, and the picture is a story.',
    unsaid: 'Without it everything lies there as in a shop.',
    places: [{ x: 0.68, y: 0.475, width: 0.12, height: 0.165 }],
  },
  {
    id: 'setting',
    name: 'Setting',
    words: 'on a kitchen table, a sideboard and a garden window behind',
    answersFor: 'Where we are, and what tells us so: the window, the sideboard.',
    unsaid: 'Without it the model supplies the room it has seen most often, or a grey void.',
    places: [
      { x: 0.705, y: 0, width: 0.295, height: 0.35 },
      { x: 0.28, y: 0.34, width: 0.37, height: 0.115 },
    ],
  },
  {
    id: 'light',
    name: 'Light',
    words: 'low morning sun from the left, long shadows to the right',
    answersFor: 'Direction, height and quality. Read them off the shadows: all of them run to the right.',
    unsaid: 'Without it the light is everywhere and comes from nowhere, and the form goes flat.',
    places: [
      { x: 0.13, y: 0.655, width: 0.21, height: 0.075 },
      { x: 0.765, y: 0.735, width: 0.115, height: 0.14 },
      { x: 0.91, y: 0.675, width: 0.09, height: 0.065 },
    ],
  },
  {
    id: 'lens',
    name: 'Lens',
    words: '50 mm at f/4, camera just above the rim of the mug',
    answersFor: 'Point of view and focus: we look a little into the mug, and the vase behind is soft.',
    unsaid: 'Without it you look down on the table from above, and everything is sharp to the wall.',
    places: [
      { x: 0.52, y: 0.15, width: 0.09, height: 0.2 },
      { x: 0.405, y: 0.425, width: 0.15, height: 0.05 },
    ],
  },
  {
    id: 'material',
    name: 'Material',
    words: 'speckled glaze breaking brown at the edge, washed linen',
    answersFor: 'How the surfaces take the light: a soft sheen and specks here, no shine at all there.',
    unsaid: 'Without it stoneware comes out as plastic, and linen as paper.',
    places: [
      { x: 0.415, y: 0.49, width: 0.115, height: 0.15 },
      { x: 0.43, y: 0.72, width: 0.3, height: 0.2 },
    ],
  },
  {
    id: 'palette',
    name: 'Palette',
    words: 'slate blue and walnut, orange as the only accent',
    answersFor: 'Two quiet tones and one loud one. Count them: there is no fourth.',
    unsaid: 'Without it colours are chosen object by object, and nobody chooses them together.',
    places: [
      { x: 0.615, y: 0.1, width: 0.11, height: 0.2 },
      { x: 0.24, y: 0.5, width: 0.085, height: 0.13 },
      { x: 0.845, y: 0.505, width: 0.13, height: 0.19 },
    ],
  },
  {
    id: 'composition',
    name: 'Composition',
    words: 'mug in the middle, calm wall and wood on the left',
    answersFor: 'Where the subject stands, and where the room is left for a headline.',
    unsaid: 'Without it the subject fills the frame, and the headline lies on top of it.',
    places: [{ x: 0.01, y: 0.02, width: 0.185, height: 0.6 }],
  },
  {
    id: 'mood',
    name: 'Mood',
    words: 'quiet, before anybody else is up',
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
    words: 'people, lettering',
    answersFor: 'Nothing you can point at, and that is the proof that it worked.',
    unsaid: 'Without it a hand may reach in: breakfasts are mostly photographed being eaten.',
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
