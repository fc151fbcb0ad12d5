/** RGBA, 8 bits, row by row: what a canvas gives and takes. */
export interface Pixels {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

/** One byte per pixel of a picture of the same size: 0 outside, anything else inside. */
export type Region = Uint8Array;

export function copyOf(picture: Pixels): Pixels {
  return { width: picture.width, height: picture.height, data: new Uint8ClampedArray(picture.data) };
}
