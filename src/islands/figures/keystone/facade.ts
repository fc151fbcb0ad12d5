import type { Point } from './keystone.ts';

/** The plate facade-tilted as its scene gives it: the camera's focal length in px of 1200 × 1800 … */
export const FOCAL = 1300;

/** … and the edges of the yellow front, from the cornice to the pavement. */
export const LEFT: [Point, Point] = [
  { x: 256.8, y: 420.4 },
  { x: 175.6, y: 1322.8 },
];
export const RIGHT: [Point, Point] = [
  { x: 912.9, y: 428.2 },
  { x: 951, y: 1338.6 },
];
