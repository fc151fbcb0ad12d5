import { blank, type Picture } from './picture.ts';

const LOBES = 3;

function lanczos(x: number): number {
  if (x === 0) return 1;
  if (Math.abs(x) >= LOBES) return 0;
  const p = Math.PI * x;
  return (LOBES * Math.sin(p) * Math.sin(p / LOBES)) / (p * p);
}

/** For each target sample: first source sample and normalised weights; widened when reducing. */
function taps(from: number, to: number): { first: number; weights: Float64Array }[] {
  const scale = from / to;
  const widen = Math.max(1, scale);
  return Array.from({ length: to }, (_, i) => {
    const centre = (i + 0.5) * scale - 0.5;
    const first = Math.ceil(centre - LOBES * widen);
    const last = Math.floor(centre + LOBES * widen);
    const weights = Float64Array.from({ length: last - first + 1 }, (_, k) =>
      lanczos((first + k - centre) / widen),
    );
    const sum = weights.reduce((a, b) => a + b, 0);
    return { first, weights: weights.map((w) => w / sum) };
  });
}

/** Lanczos-3 on code values, as editors do; edges repeated. */
export function resize(picture: Picture, width: number, height: number): Picture {
  const { width: w, height: h, data } = picture;
  const rows = new Float32Array(width * h * 3);
  const columns = taps(w, width);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < width; x++) {
      const { first, weights } = columns[x]!;
      let r = 0;
      let g = 0;
      let b = 0;
      for (let k = 0; k < weights.length; k++) {
        const sx = Math.min(w - 1, Math.max(0, first + k));
        const i = (y * w + sx) * 3;
        const weight = weights[k]!;
        r += weight * data[i]!;
        g += weight * data[i + 1]!;
        b += weight * data[i + 2]!;
      }
      const o = (y * width + x) * 3;
      rows[o] = r;
      rows[o + 1] = g;
      rows[o + 2] = b;
    }
  }
  const out = blank(width, height);
  const lines = taps(h, height);
  const stride = width * 3;
  for (let y = 0; y < height; y++) {
    const { first, weights } = lines[y]!;
    for (let k = 0; k < weights.length; k++) {
      const from = Math.min(h - 1, Math.max(0, first + k)) * stride;
      const weight = weights[k]!;
      for (let i = 0; i < stride; i++) out.data[y * stride + i]! += weight * rows[from + i]!;
    }
  }
  return out;
}

/** Kernel at 1/256 px, so that a free mapping needs no trigonometry per pixel. */
const STEPS = 256;
const KERNEL = Float64Array.from({ length: LOBES * STEPS + 2 }, (_, i) => lanczos(i / STEPS));

/**
 * The picture seen through `place(x, y) → source pixel`, Lanczos-3, `width`×`height`.
 * Outside the source the edge repeats, or black when `edges` is `black`.
 */
export function remap(
  picture: Picture,
  width: number,
  height: number,
  place: (x: number, y: number) => readonly [number, number],
  edges: 'repeat' | 'black',
): Picture {
  const { width: w, height: h, data } = picture;
  const out = blank(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [sx, sy] = place(x, y);
      if (edges === 'black' && (sx < -0.5 || sy < -0.5 || sx > w - 0.5 || sy > h - 0.5)) continue;
      const x0 = Math.floor(sx);
      const y0 = Math.floor(sy);
      let r = 0;
      let g = 0;
      let b = 0;
      let sum = 0;
      for (let j = 1 - LOBES; j <= LOBES; j++) {
        const wy = KERNEL[Math.round(Math.abs(sy - y0 - j) * STEPS)] ?? 0;
        const row = Math.min(h - 1, Math.max(0, y0 + j)) * w;
        for (let i = 1 - LOBES; i <= LOBES; i++) {
          const weight = wy * (KERNEL[Math.round(Math.abs(sx - x0 - i) * STEPS)] ?? 0);
          const p = (row + Math.min(w - 1, Math.max(0, x0 + i))) * 3;
          sum += weight;
          r += weight * data[p]!;
          g += weight * data[p + 1]!;
          b += weight * data[p + 2]!;
        }
      }
      const o = (y * width + x) * 3;
      out.data[o] = r / sum;
      out.data[o + 1] = g / sum;
      out.data[o + 2] = b / sum;
    }
  }
  return out;
}

/** The picture moved by (x, y) px, edges repeated; whole pixels are copied, not resampled. */
export function translate(picture: Picture, x: number, y: number): Picture {
  const { width, height, data } = picture;
  if (!Number.isInteger(x) || !Number.isInteger(y)) {
    return remap(picture, width, height, (px, py) => [px - x, py - y], 'repeat');
  }
  const out = blank(width, height);
  for (let py = 0; py < height; py++) {
    const row = Math.min(height - 1, Math.max(0, py - y)) * width;
    for (let px = 0; px < width; px++) {
      const from = (row + Math.min(width - 1, Math.max(0, px - x))) * 3;
      const to = (py * width + px) * 3;
      out.data[to] = data[from]!;
      out.data[to + 1] = data[from + 1]!;
      out.data[to + 2] = data[from + 2]!;
    }
  }
  return out;
}
