import type { Raster } from './types.ts';

/** A picture of 8-bit sRGB that is read a line at a time, from the top down. */
export interface Lines {
  width: number;
  height: number;
  /** Writes the 3 · width codes of line `y` to `into`. */
  read(y: number, into: Uint8Array): void;
}

/** The lines of a picture in memory. */
export const linesOf = ({ width, height, data }: Raster): Lines => ({
  width,
  height,
  read: (y, into) => into.set(data.subarray(y * width * 3, (y + 1) * width * 3)),
});
