import { createRequire } from 'node:module';
import pixelmatch from 'pixelmatch';
import type { Raster } from '../pixels/types.ts';

const manifest = createRequire(import.meta.url)('pixelmatch/package.json') as { version: string };
export const pixelmatchVersion = manifest.version;

export interface DifferenceOptions {
  /** 0..1 in YIQ: 0.1 overlooks about 26 of 255 grey levels. */
  threshold: number;
  /**
   * 1 inside: only there is compared. What lies further outside than the two pixels by which anti-aliasing is told is
   * taken as alike, which is quick.
   */
  mask?: Uint8Array;
  /** Count anti-aliased pixels as well, which saves the search for them. */
  edges?: boolean;
}

/** Where two equally large pictures differ, 1 per pixel. */
export function differenceMap(
  a: Raster,
  b: Raster,
  { threshold, mask, edges = false }: DifferenceOptions,
): Uint8Array {
  const { width, height } = a;
  const drawn = new Uint8Array(width * height * 4);
  const near = mask && grown(mask, width, height);
  diffRgba(rgbaOf(a, near), rgbaOf(b, near), drawn, width, height, {
    threshold,
    includeAA: edges,
    diffMask: true,
    diffColor: [255, 0, 0],
    aaColor: [0, 255, 0],
  });
  const map = new Uint8Array(width * height);
  for (let i = 0; i < map.length; i++) map[i] = drawn[i * 4] === 255 && (!mask || mask[i] === 1) ? 1 : 0;
  return map;
}

/** pixelmatch looks at neighbours, and at their neighbours. */
const REACH = 2;

function grown(mask: Uint8Array, width: number, height: number): Uint8Array {
  const near = new Uint8Array(mask.length);
  for (let y = 0; y < height; y++) {
    const line = y * width;
    const [top, bottom] = [Math.max(0, y - REACH), Math.min(height - 1, y + REACH)];
    for (let x = mask.indexOf(1, line); x >= 0 && x < line + width;) {
      let end = mask.indexOf(0, x);
      if (end < 0 || end > line + width) end = line + width;
      const from = Math.max(0, x - line - REACH);
      const to = Math.min(width, end - line + REACH);
      for (let row = top; row <= bottom; row++) near.fill(1, row * width + from, row * width + to);
      x = mask.indexOf(1, end);
    }
  }
  return near;
}

/** pixelmatch itself. Buffers need four-byte alignment: fresh ones have it. */
export const diffRgba: typeof pixelmatch = (a, b, output, width, height, options) =>
  pixelmatch(a, b, output, width, height, options);

/** Opaque RGBA in a buffer of its own; where `near` is 0 it stays empty, in both pictures alike. */
function rgbaOf({ width, height, data }: Raster, near: Uint8Array | undefined): Uint8Array {
  const out = new Uint8Array(width * height * 4);
  for (let i = 0, at = 0, o = 0; o < out.length; i++, at += 3, o += 4) {
    if (near && near[i] === 0) continue;
    out[o] = data[at]!;
    out[o + 1] = data[at + 1]!;
    out[o + 2] = data[at + 2]!;
    out[o + 3] = 255;
  }
  return out;
}
