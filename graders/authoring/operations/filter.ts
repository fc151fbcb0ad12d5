import { z } from 'zod';
import { operation } from '../operation.ts';
import { clamp01, luma, type Picture } from '../picture.ts';
import { blurPlanes } from '../gauss.ts';
import { normal } from '../random.ts';

const blur = (picture: Picture, sigma: number): Picture => ({
  ...picture,
  data: blurPlanes(picture.data, picture.width, picture.height, 3, sigma),
});

/** Unsharp mask. */
function sharpen(picture: Picture, sigma: number, amount: number): Picture {
  const soft = blur(picture, sigma).data;
  const data = picture.data.map((value, i) => value + amount * (value - soft[i]!));
  return { ...picture, data };
}

/** Median in a square window on 8-bit values, by a sliding histogram (Huang 1979). */
function median({ width, height, data }: Picture, radius: number): Picture {
  const levels = Uint8Array.from(data, (value) => Math.round(clamp01(value) * 255));
  const out = new Float32Array(data.length);
  const half = ((2 * radius + 1) ** 2 + 1) / 2;
  const columns = Int32Array.from(
    { length: width + 2 * radius },
    (_, i) => Math.min(width - 1, Math.max(0, i - radius)) * 3,
  );
  const bins = new Uint16Array(256);
  for (let y = 0; y < height; y++) {
    const rows = Array.from(
      { length: 2 * radius + 1 },
      (_, i) => Math.min(height - 1, Math.max(0, y + i - radius)) * width * 3,
    );
    for (let c = 0; c < 3; c++) {
      bins.fill(0);
      for (let i = 0; i < 2 * radius; i++) count(bins, levels, rows, columns[i]! + c, 1);
      for (let x = 0; x < width; x++) {
        count(bins, levels, rows, columns[x + 2 * radius]! + c, 1);
        let level = 0;
        for (let seen = bins[0]!; seen < half; seen += bins[++level]!);
        out[(y * width + x) * 3 + c] = level / 255;
        count(bins, levels, rows, columns[x]! + c, -1);
      }
    }
  }
  return { width, height, data: out };
}

/** One column of the window enters the histogram (1) or leaves it (−1). */
function count(
  bins: Uint16Array,
  levels: Uint8Array,
  rows: readonly number[],
  column: number,
  amount: number,
): void {
  for (let i = 0; i < rows.length; i++) bins[levels[rows[i]! + column]!]! += amount;
}

function noise(picture: Picture, sigma: number, seed: number, mono: boolean): Picture {
  const next = normal(seed);
  const data = new Float32Array(picture.data.length);
  for (let i = 0; i < data.length; i += 3) {
    const shared = mono ? next() : 0;
    for (let c = 0; c < 3; c++) {
      data[i + c] = picture.data[i + c]! + ((mono ? shared : next()) * sigma) / 255;
    }
  }
  return { ...picture, data };
}

/** Blocked shadows in blue, burnt highlights in red, the rest faded to grey. */
function showClipping(picture: Picture): Picture {
  const data = new Float32Array(picture.data.length);
  for (let i = 0; i < data.length; i += 3) {
    const [r, g, b] = [picture.data[i]!, picture.data[i + 1]!, picture.data[i + 2]!];
    const burnt = Math.max(r, g, b) > 254.5 / 255;
    const blocked = Math.min(r, g, b) < 0.5 / 255;
    const grey = 0.25 + 0.5 * luma(r, g, b);
    data.set(burnt ? [0.9, 0.15, 0.1] : blocked ? [0.1, 0.3, 0.9] : [grey, grey, grey], i);
  }
  return { ...picture, data };
}

export const filter = {
  blur: operation(z.number().positive().max(200), blur),
  sharpen: operation(
    z.strictObject({ sigma: z.number().positive(), amount: z.number().positive() }),
    (p, { sigma, amount }) => sharpen(p, sigma, amount),
  ),
  median: operation(z.int().min(1).max(20), median),
  noise: operation(
    z.strictObject({ sigma: z.number().positive(), seed: z.int(), mono: z.boolean().default(true) }),
    (picture, p) => noise(picture, p.sigma, p.seed, p.mono),
  ),
  'show-clipping': operation(z.literal(true), showClipping),
};
