/** A style as properties that can be pointed at. Each choice has the words that ask for it. */
export const CHOICES = {
  palette: {
    title: 'Palette',
    options: {
      found: { name: 'As found', words: '' },
      rust: { name: 'Cream and rust', words: 'muted palette of cream, rust and tobacco brown' },
      slate: { name: 'Slate and bone', words: 'cool palette of slate blue and bone, low saturation' },
      inks: { name: 'Two inks', words: 'two inks only, petrol on warm paper' },
    },
  },
  contrast: {
    title: 'Contrast',
    options: {
      natural: { name: 'Natural', words: '' },
      soft: { name: 'Soft', words: 'low contrast, lifted blacks, no pure white' },
      hard: { name: 'Hard', words: 'hard contrast, deep blacks' },
    },
  },
  lens: {
    title: 'Lens',
    options: {
      clean: { name: 'Clean', words: '' },
      glow: { name: 'Glowing', words: 'soft highlights that glow, slight diffusion' },
      old: { name: 'Old', words: 'old uncoated lens, soft and dark towards the corners' },
    },
  },
  grain: {
    title: 'Grain',
    options: {
      none: { name: 'None', words: '' },
      fine: { name: 'Fine', words: 'fine film grain' },
      coarse: { name: 'Coarse', words: 'coarse grain of pushed high-speed film' },
    },
  },
  medium: {
    title: 'Medium',
    options: {
      photograph: { name: 'Photograph', words: 'photograph' },
      halftone: { name: 'Newsprint', words: 'newspaper photograph, visible halftone dots' },
      screenprint: { name: 'Screen print', words: 'screen print in five flat tones' },
    },
  },
} as const;

export type Property = keyof typeof CHOICES;
export type Style = { [P in Property]: keyof (typeof CHOICES)[P]['options'] };
export const PROPERTIES = Object.keys(CHOICES) as Property[];

export const PLAIN: Style = {
  palette: 'found',
  contrast: 'natural',
  lens: 'clean',
  grain: 'none',
  medium: 'photograph',
};

/** Whole styles to begin with, named after the feeling and not after a person. */
export const TONES: Record<string, Style> = {
  'As it was': PLAIN,
  Remembered: { palette: 'rust', contrast: 'soft', lens: 'glow', grain: 'fine', medium: 'photograph' },
  Forsaken: { palette: 'slate', contrast: 'soft', lens: 'clean', grain: 'none', medium: 'photograph' },
  Urgent: { palette: 'slate', contrast: 'hard', lens: 'old', grain: 'coarse', medium: 'photograph' },
  Announced: { palette: 'inks', contrast: 'hard', lens: 'clean', grain: 'none', medium: 'screenprint' },
};

interface Option {
  name: string;
  words: string;
}
export const optionsOf = (property: Property): [string, Option][] =>
  Object.entries(CHOICES[property].options);
export const chosen = (style: Style, property: Property): Option =>
  (CHOICES[property].options as Record<string, Option>)[style[property]]!;
