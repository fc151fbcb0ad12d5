import type { Picture } from '#graders/authoring/picture.ts';
import { normal } from '#graders/authoring/random.ts';
import { resize } from '#graders/pixels/resize.ts';
import type { Raster } from '#graders/pixels/types.ts';

export interface Size {
  megapixels: number;
  width: number;
  height: number;
}

/** Levels, as a camera has at base sensitivity: without it an enlarged picture would compress and decode too easily. */
const SIGMA = 2.5;

/** As many deviates as are drawn; a picture walks through them from a new place on every line. */
const DRAWN = 1 << 18;

/** A picture at another size, as 8 bits; the same grain for every picture of that size. */
export function enlarged(
  { width, height, data }: Picture,
  size: Size,
  { grain }: { grain: boolean },
): Raster {
  const codes = new Uint8ClampedArray(data.length);
  for (let i = 0; i < data.length; i++) codes[i] = data[i]! * 255;
  const picture = resize(
    { width, height, data: new Uint8Array(codes.buffer) },
    size.width,
    Math.round((size.width * height) / width),
  );
  if (grain) addGrain(picture);
  return picture;
}

function addGrain({ width, height, data }: Raster): void {
  const next = normal(11);
  const noise = Int8Array.from({ length: DRAWN }, () => Math.round(next() * SIGMA));
  for (let y = 0; y < height; y++) {
    let at = (y * 40503) % DRAWN;
    for (let i = y * width * 3, end = i + width * 3; i < end; i++) {
      const value = data[i]! + noise[at]!;
      data[i] = value < 0 ? 0 : value > 255 ? 255 : value;
      at = (at + 1) % DRAWN;
    }
  }
}
