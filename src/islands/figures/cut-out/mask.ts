import { signedDistance } from '../removal/distance.ts';

/** Coverage 0–1, one value per pixel, row by row. */
export interface Mask {
  width: number;
  height: number;
  data: Float32Array;
}

/** Distances are taken on a grid this many times finer: edges then move by parts of a pixel without steps. */
const FINE = 4;

/** Signed distance to the outline of a mask in px, positive outside, at the pixels' centres; to about a tenth of a pixel. */
export function outlineDistance(mask: Mask): Mask {
  const { width, height } = mask;
  const [w, h] = [width * FINE, height * FINE];
  const region = new Uint8Array(w * h);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++)
      region[y * w + x] = sample(mask, (x + 0.5) / FINE - 0.5, (y + 0.5) / FINE - 0.5) >= 0.5 ? 1 : 0;
  const fine = { width: w, height: h, data: signedDistance(region, w, h) };
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      data[y * width + x] = sample(fine, (x + 0.5) * FINE - 0.5, (y + 0.5) * FINE - 0.5) / FINE;
  return { width, height, data };
}

/** Bilinear, the border repeated. */
function sample({ width, height, data }: Mask, x: number, y: number): number {
  const [u, v] = [Math.min(width - 1, Math.max(0, x)), Math.min(height - 1, Math.max(0, y))];
  const [x0, y0] = [Math.floor(u), Math.floor(v)];
  const [x1, y1] = [Math.min(width - 1, x0 + 1), Math.min(height - 1, y0 + 1)];
  const row = (at: number): number =>
    data[at * width + x0]! * (1 - u + x0) + data[at * width + x1]! * (u - x0);
  return row(y0) * (1 - v + y0) + row(y1) * (v - y0);
}

/**
 * The mask whose outline lies `shift` px off the given one (negative: inside, a choke), with an edge one pixel wide,
 * blurred by a Gaussian of `soften` px on top of the `lens`, the softness in px that the photograph's own edges have.
 */
export function shaped({ width, height, data }: Mask, shift: number, soften: number, lens = 0): Mask {
  const hard = data.map((d) => Math.min(1, Math.max(0, 0.5 + shift - d)));
  const sigma = Math.hypot(soften, lens);
  return sigma > 0 ? blurred({ width, height, data: hard }, sigma) : { width, height, data: hard };
}

function blurred({ width, height, data }: Mask, sigma: number): Mask {
  const radius = Math.ceil(3 * sigma);
  const taps = Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp(-((i - radius) ** 2) / (2 * sigma ** 2)),
  );
  const sum = taps.reduce((a, b) => a + b, 0);
  const pass = (from: Float32Array, across: boolean): Float32Array =>
    from.map((_, i) => {
      const [x, y] = [i % width, Math.floor(i / width)];
      let total = 0;
      for (let k = -radius; k <= radius; k++) {
        const u = across ? Math.min(width - 1, Math.max(0, x + k)) : x;
        const v = across ? y : Math.min(height - 1, Math.max(0, y + k));
        total += from[v * width + u]! * taps[k + radius]!;
      }
      return total / sum;
    });
  return { width, height, data: pass(pass(data, true), false) };
}

/** A grey picture as a mask. */
export function maskOf({
  width,
  height,
  data,
}: {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}): Mask {
  return {
    width,
    height,
    data: Float32Array.from({ length: width * height }, (_, i) => data[4 * i]! / 255),
  };
}
