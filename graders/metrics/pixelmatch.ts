import { createRequire } from 'node:module';
import pixelmatch from 'pixelmatch';
import type { Raster } from '../pixels/types.ts';

const manifest = createRequire(import.meta.url)('pixelmatch/package.json') as { version: string };
export const pixelmatchVersion = manifest.version;

/**
 * Where two equally large pictures differ, 1 per pixel. `threshold` is 0..1 in YIQ: 0.1 overlooks about 26 of 255 grey
 * levels. Anti-aliased pixels do not count as different.
 */
export function differenceMap(a: Raster, b: Raster, threshold: number): Uint8Array {
  const { width, height } = a;
  const drawn = new Uint8Array(width * height * 4);
  diffRgba(rgbaOf(a), rgbaOf(b), drawn, width, height, {
    threshold,
    diffMask: true,
    diffColor: [255, 0, 0],
    aaColor: [0, 255, 0],
  });
  const map = new Uint8Array(width * height);
  for (let i = 0; i < map.length; i++) map[i] = drawn[i * 4] === 255 ? 1 : 0;
  return map;
}

/** pixelmatch itself. Buffers need four-byte alignment: fresh ones have it. */
export const diffRgba: typeof pixelmatch = (a, b, output, width, height, options) =>
  pixelmatch(a, b, output, width, height, options);

/** Opaque RGBA in a buffer of its own. */
function rgbaOf({ width, height, data }: Raster): Uint8Array {
  const out = new Uint8Array(width * height * 4);
  for (let at = 0, o = 0; o < out.length; at += 3, o += 4) {
    out[o] = data[at]!;
    out[o + 1] = data[at + 1]!;
    out[o + 2] = data[at + 2]!;
    out[o + 3] = 255;
  }
  return out;
}
