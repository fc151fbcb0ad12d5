interface Size {
  width: number;
  height: number;
}

/** Pixels by which rounding of millimetres may differ between programs. */
const SLACK = 2;
const INCH = 25.4;

export interface InPrint {
  fits: boolean;
  /** The file fills the trimmed size and has nothing to cut. */
  withoutBleed: boolean;
  /** Pixels that trim and bleed take. */
  wanted: Size;
}

/** How a file fills a print of a trimmed size with bleed on every side, in mm, at `ppi`. Upright or lying as asked. */
export function sizeInPrint(
  file: Size,
  { width, height, bleed }: Size & { bleed: number },
  ppi: number,
): InPrint {
  const pixels = (mm: number): number => Math.round((mm / INCH) * ppi);
  const wanted = { width: pixels(width + 2 * bleed), height: pixels(height + 2 * bleed) };
  const close = (size: Size): boolean =>
    Math.abs(file.width - size.width) <= SLACK && Math.abs(file.height - size.height) <= SLACK;
  const fits = close(wanted);
  return { fits, withoutBleed: !fits && close({ width: pixels(width), height: pixels(height) }), wanted };
}
