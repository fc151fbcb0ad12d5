import { mapToFrame, withLinesInFrame } from '../align/map.ts';
import { mappedPlane } from '../align/map-plane.ts';
import type { Placed } from '../align/types.ts';
import type { View } from '../criteria/types.ts';
import { allBut } from '../frame.ts';
import { kernels } from '../kernels/kernels.ts';
import { measureLines, type Cells } from '../metrics/cells.ts';
import { countRows, rowsCounted, type Histograms } from '../metrics/histogram.ts';
import type { Lines } from '../pixels/lines.ts';
import { recentre } from '../pixels/recentre.ts';
import { resize, resizeLayer } from '../pixels/resize.ts';
import type { Decoded } from '../pixels/types.ts';
import { viewsOf } from './attempt.ts';
import type { Size } from './trusted.ts';

/** An attempt in the frame: scaled, but where it lost a pixel on its way it keeps its own. */
export function framed(decoded: Decoded, frame: Size): Decoded {
  const { raster, alpha } = decoded;
  if (!allBut(raster, frame)) return fitted(decoded, frame);
  const { width, height } = frame;
  return {
    raster: recentre(raster, 3, width, height),
    alpha: alpha && recentre(alpha, 1, width, height),
  };
}

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
 * lines that cells and histograms are measured on are laid there; all of them only when pixels are asked for after all.
 */
export function mappedViews(decoded: Decoded, frame: Size, placed: Placed, whole: boolean): View {
  if (whole || decoded.alpha) return viewsOf(mapped(decoded, frame, placed));
  const { cells, histograms } = withLinesInFrame(decoded.raster, frame, placed, (lines) =>
    // Enough is averaged under every cell where it holds twice as many pixels.
    measured(lines, placed.scale ** 2 >= 2 ? 2 : undefined),
  );
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

/** Cells and histograms in one way down the picture: the lines to be counted are kept when it is their turn. */
function measured(lines: Lines, step: number | undefined): { cells: Cells; histograms: Histograms } {
  const { width, height } = lines;
  const rows = rowsCounted(lines);
  const counted = { width, height: rows.length, data: new Uint8Array(width * rows.length * 3) };
  let next = 0;
  const keepUpTo = (y: number): void => {
    for (; next < rows.length && rows[next]! <= y; next++)
      lines.read(rows[next]!, counted.data.subarray(next * width * 3, (next + 1) * width * 3));
  };
  const read: Lines['read'] = (y, into) => {
    keepUpTo(y);
    lines.read(y, into);
  };
  const cells = measureLines({ width, height, read }, kernels, step);
  keepUpTo(height);
  return { cells, histograms: countRows(counted, [...rows.keys()]) };
}

function memoised<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
