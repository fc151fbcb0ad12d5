import type { Raster } from '../pixels/types.ts';

/** Five by seven pixels, one number a row, its high bit at the left. What a strip of frames is labelled with. */
const GLYPHS: Readonly<Record<string, readonly number[]>> = {
  '0': [14, 17, 19, 21, 25, 17, 14],
  '1': [4, 12, 4, 4, 4, 4, 14],
  '2': [14, 17, 1, 6, 8, 16, 31],
  '3': [14, 17, 1, 6, 1, 17, 14],
  '4': [2, 6, 10, 18, 31, 2, 2],
  '5': [31, 16, 30, 1, 1, 17, 14],
  '6': [6, 8, 16, 30, 17, 17, 14],
  '7': [31, 1, 2, 4, 8, 8, 8],
  '8': [14, 17, 17, 14, 17, 17, 14],
  '9': [14, 17, 17, 15, 1, 2, 12],
  '.': [0, 0, 0, 0, 0, 12, 12],
  '+': [0, 4, 4, 31, 4, 4, 0],
  '−': [0, 0, 0, 31, 0, 0, 0],
  '*': [4, 21, 14, 21, 4, 0, 0],
  L: [16, 16, 16, 16, 16, 16, 31],
  a: [0, 0, 14, 1, 15, 17, 15],
  b: [16, 16, 30, 17, 17, 17, 30],
};
const ADVANCE = 6;

/** Writes a label centred about `x`, its top at `y`, every dot of it `scale` pixels wide. */
export function write(
  sheet: Raster,
  text: string,
  x: number,
  y: number,
  scale: number,
  rgb: readonly number[],
): void {
  const left = Math.round(x - ((text.length * ADVANCE - 1) * scale) / 2);
  for (const [n, letter] of [...text].entries())
    for (const [row, bits] of (GLYPHS[letter] ?? []).entries())
      for (let column = 0; column < 5; column++)
        if (bits & (16 >> column))
          rectangle(sheet, left + (n * ADVANCE + column) * scale, y + row * scale, scale, scale, rgb);
}

/** A filled rectangle, cut off at the sheet's edges. */
export function rectangle(
  { width, height, data }: Raster,
  x: number,
  y: number,
  w: number,
  h: number,
  rgb: readonly number[],
): void {
  for (let py = Math.max(0, y); py < Math.min(height, y + h); py++)
    for (let px = Math.max(0, x); px < Math.min(width, x + w); px++) data.set(rgb, (py * width + px) * 3);
}
