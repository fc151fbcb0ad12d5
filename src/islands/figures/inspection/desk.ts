import type { Defect, Grid } from './tiles.ts';

/** The defects of `content/pictures/generated/defects.webp`, where its recipe puts them. */
export const GRID: Grid = { columns: 8, rows: 6 };

export const DEFECTS: Defect[] = [
  {
    box: { x: 0.17, y: 0.3, width: 0.17, height: 0.24 },
    name: 'Plastic leather',
    tell: 'The grain of the cover stops in a smooth pool and goes on behind it.',
  },
  {
    box: { x: 0.49, y: 0.408, width: 0.27, height: 0.085 },
    name: 'Melted type',
    tell: 'Four lines in the weight and the length of type, and not one word in them.',
  },
  {
    box: { x: 0.82, y: 0.5, width: 0.12, height: 0.14 },
    name: 'The same clips twice',
    tell: 'Two pairs, equal to the scratch, with equal shadows. Chance does not repeat itself.',
  },
  {
    box: { x: 0.81, y: 0.67, width: 0.09, height: 0.06 },
    name: 'A joint with a step',
    tell: 'The gap between two boards leaves its line for a hand’s width.',
  },
  {
    box: { x: 0.24, y: 0.76, width: 0.09, height: 0.105 },
    name: 'A broken pencil',
    tell: 'It is straight on the left and on the right, and the two do not meet.',
  },
];
