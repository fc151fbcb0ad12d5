import { mapToFrame } from '../align/map.ts';
import type { Placed } from '../align/types.ts';
import { resize, resizeLayer } from '../pixels/resize.ts';
import type { Decoded, Plane, Raster } from '../pixels/types.ts';
import type { Size } from './trusted.ts';

/** A picture scaled to fill the frame: in linear light, or with an alpha as codes so that colour and alpha stay one. */
export function fitted({ raster, alpha }: Decoded, { width, height }: Size): Decoded {
  if (!alpha) return { raster: resize(raster, width, height), alpha };
  return { raster: resizeLayer(raster, 3, width, height), alpha: resizeLayer(alpha, 1, width, height) };
}

/** A picture moved into the frame, its alpha with it. */
export const mapped = ({ raster, alpha }: Decoded, frame: Size, placed: Placed): Decoded => ({
  raster: mapToFrame(raster, frame, placed),
  alpha: alpha && plane(mapToFrame(grey(alpha), frame, placed)),
});

const grey = ({ width, height, data }: Plane): Raster => ({
  width,
  height,
  data: Uint8Array.from({ length: data.length * 3 }, (_, i) => data[Math.floor(i / 3)]!),
});

const plane = ({ width, height, data }: Raster): Plane => ({
  width,
  height,
  data: Uint8Array.from({ length: data.length / 3 }, (_, i) => data[i * 3]!),
});
