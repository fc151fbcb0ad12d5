import { CELL, cellGrid } from '../metrics/cells.ts';
import { catmullRom, resize } from '../pixels/resize.ts';
import type { Raster } from '../pixels/types.ts';
import { fromSimilarity } from './refine.ts';
import type { Similarity } from './types.ts';

interface Size {
  width: number;
  height: number;
}

const PHASES = 64;
/** Catmull–Rom weights at 64 positions between two samples. */
const KERNEL = Float32Array.from({ length: (PHASES + 1) * 4 }, (_, i) =>
  catmullRom((i & 3) - 1 - (i >> 2) / PHASES),
);

/** Lays a source into the frame through a similarity, Catmull–Rom on sRGB codes; outside it repeats the border. */
export function mapToFrame(source: Raster, frame: Size, similarity: Similarity): Raster {
  // A source that shrinks by more than a quarter is first reduced by area, so that nothing aliases.
  if (similarity.scale > 1.25) {
    const k = 1 / similarity.scale;
    const reduced = resize(source, Math.round(source.width * k), Math.round(source.height * k));
    return mapToFrame(reduced, frame, {
      ...similarity,
      scale: 1,
      dx: similarity.dx * k,
      dy: similarity.dy * k,
    });
  }
  const { a, b, dx, dy } = fromSimilarity(similarity);
  const { width, height, data } = source;
  const out = new Uint8Array(frame.width * frame.height * 3);
  const cx = (frame.width - 1) / 2;
  const cy = (frame.height - 1) / 2;
  const right = width - 1;
  const bottom = height - 1;
  for (let fy = 0, o = 0; fy < frame.height; fy++) {
    for (let fx = 0; fx < frame.width; fx++, o += 3) {
      const sx = a * (fx - cx) - b * (fy - cy) + dx + right / 2;
      const sy = b * (fx - cx) + a * (fy - cy) + dy + bottom / 2;
      const ix = Math.floor(sx);
      const iy = Math.floor(sy);
      const kx = Math.round((sx - ix) * PHASES) * 4;
      const ky = Math.round((sy - iy) * PHASES) * 4;
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let j = 0; j < 4; j++) {
        const wy = KERNEL[ky + j]!;
        if (wy === 0) continue;
        const y = iy + j - 1;
        const row = (y < 0 ? 0 : y > bottom ? bottom : y) * width;
        for (let i = 0; i < 4; i++) {
          const w = wy * KERNEL[kx + i]!;
          if (w === 0) continue;
          const x = ix + i - 1;
          const at = (row + (x < 0 ? 0 : x > right ? right : x)) * 3;
          red += w * data[at]!;
          green += w * data[at + 1]!;
          blue += w * data[at + 2]!;
        }
      }
      out[o] = red < 0 ? 0 : red > 255 ? 255 : red + 0.5;
      out[o + 1] = green < 0 ? 0 : green > 255 ? 255 : green + 0.5;
      out[o + 2] = blue < 0 ? 0 : blue > 255 ? 255 : blue + 0.5;
    }
  }
  return { ...frame, data: out };
}

/** 1 for every cell of the frame that lies wholly on the source, 0 for the others. */
export function coverage(source: Size, frame: Size, similarity: Similarity): Float32Array {
  const { columns, rows } = cellGrid(frame);
  const { a, b, dx, dy } = fromSimilarity(similarity);
  const inside = (x: number, y: number): boolean => {
    const u = x - frame.width / 2;
    const v = y - frame.height / 2;
    const sx = a * u - b * v + dx + source.width / 2;
    const sy = b * u + a * v + dy + source.height / 2;
    return sx >= 0 && sy >= 0 && sx <= source.width && sy <= source.height;
  };
  const out = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const [x0, y0] = [column * CELL, row * CELL];
      const [x1, y1] = [Math.min(frame.width, x0 + CELL), Math.min(frame.height, y0 + CELL)];
      if (inside(x0, y0) && inside(x1, y0) && inside(x0, y1) && inside(x1, y1))
        out[row * columns + column] = 1;
    }
  return out;
}
