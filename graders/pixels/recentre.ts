import type { Plane, Raster } from './types.ts';

/**
 * A picture in the middle of a frame a little larger or smaller: what it lacks repeats its border, what it has too much is
 * left out, and no pixel is resampled.
 */
export function recentre<T extends Plane | Raster>(
  layer: T,
  channels: 1 | 3,
  width: number,
  height: number,
): T {
  if (layer.width === width && layer.height === height) return layer;
  const [left, top] = [Math.trunc((width - layer.width) / 2), Math.trunc((height - layer.height) / 2)];
  const data = new Uint8Array(width * height * channels);
  const within = (at: number, size: number): number => Math.min(size - 1, Math.max(0, at));
  for (let y = 0; y < height; y++) {
    const row = within(y - top, layer.height) * layer.width;
    for (let x = 0, at = y * width * channels; x < width; x++) {
      const from = (row + within(x - left, layer.width)) * channels;
      for (let c = 0; c < channels; c++) data[at++] = layer.data[from + c]!;
    }
  }
  return { ...layer, width, height, data };
}
