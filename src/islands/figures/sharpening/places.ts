import type { Stretch } from './edge.ts';

/** In content/pictures/sharpening/soft.webp: the left edge of the leather, and plain wall inside the band. */
export const edge: Stretch = { left: 32, right: 64, top: 241, bottom: 249 };
export const wall: Stretch = { left: 190, right: 290, top: 200, bottom: 300 };
