import { mapToFrame } from '../align/map.ts';
import { mappedPlane } from '../align/map-plane.ts';
import type { Placed } from '../align/types.ts';
import type { View } from '../criteria/types.ts';
import { linesMeasured } from '../metrics/cells.ts';
import { rowsCounted } from '../metrics/histogram.ts';
import { release } from '../pixels/release.ts';
import { resize, resizeLayer } from '../pixels/resize.ts';
import type { Decoded } from '../pixels/types.ts';
import { viewsOf } from './attempt.ts';
import type { Size } from './trusted.ts';

/** A picture scaled to fill the frame: in linear light, or with an alpha as codes so that colour and alpha stay one. */
export function fitted({ raster, alpha }: Decoded, { width, height }: Size): Decoded {
  if (!alpha) return { raster: resize(raster, width, height), alpha };
  return { raster: resizeLayer(raster, 3, width, height), alpha: resizeLayer(alpha, 1, width, height) };
}

/** A picture moved into the frame, its alpha with it. */
export const mapped = ({ raster, alpha }: Decoded, frame: Size, placed: Placed): Decoded => ({
  raster: mapToFrame(raster, frame, placed),
  alpha: alpha && mappedPlane(alpha, frame, placed),
});

/**
 * What criteria see of a picture moved into the frame. Where none of them looks at pixels (`whole: false`), only the
 * rows that cells and histograms are measured on are laid there; all of them only when pixels are asked for after all.
 */
export function mappedViews(decoded: Decoded, frame: Size, placed: Placed, whole: boolean): View {
  if (whole || decoded.alpha) return viewsOf(mapped(decoded, frame, placed));
  const rows = new Set([...linesMeasured(frame), ...rowsCounted(frame)]);
  const raster = mapToFrame(decoded.raster, frame, placed, rows);
  const { cells, histograms } = viewsOf({ raster, alpha: null });
  release(raster);
  const full = memoised(() => viewsOf(mapped(decoded, frame, placed)));
  return {
    cells,
    histograms,
    get luma() {
      return full().luma;
    },
    get pixels() {
      return full().pixels;
    },
    get alpha() {
      return full().alpha;
    },
  };
}

function memoised<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
