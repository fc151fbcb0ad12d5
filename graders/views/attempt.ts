import type { View } from '../criteria/types.ts';
import { measureCells, type Cells } from '../metrics/cells.ts';
import { measureHistograms } from '../metrics/histogram.ts';
import { measureLuma } from '../metrics/luma.ts';
import type { Decoded, Plane } from '../pixels/types.ts';

/** Views of a picture that is in memory, each made when first looked at. */
export function viewsOf(decoded: Decoded, cells?: Cells): View {
  const { raster: pixels } = decoded;
  const view: View = {
    pixels,
    get cells() {
      return fix(view, 'cells', cells ?? measureCells(pixels));
    },
    get histograms() {
      return fix(view, 'histograms', measureHistograms(pixels));
    },
    get luma() {
      return fix(view, 'luma', measureLuma(pixels));
    },
    get alpha() {
      return fix(view, 'alpha', alphaOf(decoded));
    },
  };
  return view;
}

/** A picture's alpha; one without it is opaque. */
export const alphaOf = ({ raster: { width, height }, alpha }: Decoded): Plane =>
  alpha ?? { width, height, data: new Uint8Array(width * height).fill(255) };

/** Replaces a getter by its result. */
export function fix<T extends object, K extends keyof T>(on: T, key: K, value: T[K]): T[K] {
  Object.defineProperty(on, key, { value });
  return value;
}
