export type Direction = 'side' | 'back' | 'top' | 'front';
export type Quality = 'soft' | 'hard';
export type Colour = 'neutral' | 'warm' | 'cool';

export interface Light {
  direction: Direction;
  quality: Quality;
  colour: Colour;
}

export const DIRECTIONS: Record<Direction, { name: string; words: string; look: string }> = {
  side: {
    name: 'Side',
    words: 'from the left, a little above',
    look: 'One side lit, one in shade: form reads at once, and the shadows lie to the right.',
  },
  back: {
    name: 'Back',
    words: 'backlight from behind on the right',
    look: 'Bright rims and dark faces. Shadows come towards us, and the grain of the table stands up.',
  },
  top: {
    name: 'Top',
    words: 'straight from above',
    look: 'Shoulders lit, feet dark. The shadow is a puddle under each thing.',
  },
  front: {
    name: 'Front',
    words: 'frontal, from beside the camera',
    look: 'All faces lit and shadows hidden behind. Colours are clear, form is flat.',
  },
};

export const QUALITIES: Record<Quality, { name: string; words: string; look: string }> = {
  soft: {
    name: 'Soft',
    words: 'soft light of a large window',
    look: 'Shadows fade out, the highlight on the glaze is a large shape.',
  },
  hard: {
    name: 'Hard',
    words: 'hard light of a small bare lamp',
    look: 'Shadows have edges, the highlight is a point, and every bump shows.',
  },
};

/** Factors for red, green and blue in linear light. */
export const COLOURS: Record<Colour, { name: string; words: string; gains: [number, number, number] }> = {
  neutral: { name: 'Neutral', words: '', gains: [1, 1, 1] },
  warm: { name: 'Warm', words: 'warm as late sun', gains: [1.16, 0.97, 0.62] },
  cool: { name: 'Cool', words: 'cool as open shade', gains: [0.8, 0.98, 1.2] },
};

/** The words that order this light. */
export const asked = ({ direction, quality, colour }: Light): string =>
  [QUALITIES[quality].words, DIRECTIONS[direction].words, COLOURS[colour].words]
    .filter((words) => words)
    .join(', ');

export const fileOf = ({ direction, quality }: Pick<Light, 'direction' | 'quality'>): string =>
  `${direction}-${quality}`;

/** What to look for in the picture. */
export const inWords = ({ direction, quality }: Light): string =>
  `${DIRECTIONS[direction].look} ${QUALITIES[quality].look}`;

/** What this light is ordered for. */
export function use({ direction, quality }: Light): string {
  if (direction === 'front')
    return quality === 'soft'
      ? 'For catalogues, where colour is all.'
      : 'For the look of a flash: honest, a little rude.';
  if (direction === 'top')
    return quality === 'soft'
      ? 'For tables seen from above, and overcast calm.'
      : 'For noon and for interrogations.';
  if (direction === 'back')
    return quality === 'soft'
      ? 'For drinks, glass and steam, with a reflector in front.'
      : 'For drama; the label will be in the dark.';
  return quality === 'soft'
    ? 'For nearly everything: food, still life, faces.'
    : 'For texture and late afternoons.';
}

/** The matrix of an SVG filter that multiplies by the gains of a colour. */
export const matrixOf = (colour: Colour): string => {
  const [r, g, b] = COLOURS[colour].gains;
  return `${r} 0 0 0 0 0 ${g} 0 0 0 0 0 ${b} 0 0 0 0 0 1 0`;
};
