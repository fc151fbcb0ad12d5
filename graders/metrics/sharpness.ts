import type { Plane } from '../pixels/types.ts';
import { BLOCK } from './ssim-blocks.ts';

/** Fine detail and noise of a luma plane, over blocks of 4×4 weighted by `blocks` (null: all alike). */
export interface Sharpness {
  /** Variance of the 4-neighbour Laplacian (Pech-Pacheco et al. 2000). */
  laplacianVariance: number;
  /** Noise σ by Immerkær 1996: √(π/2) · mean |N * I| / 6 with N = [1 −2 1; −2 4 −2; 1 −2 1]. */
  noise: number;
}

/** Above this many pixels only every n-th row is measured where there is no region. */
const ENOUGH = 1e6;

export function measureSharpness({ width, height, data }: Plane, blocks: Uint8Array | null): Sharpness {
  const perRow = Math.ceil(width / BLOCK);
  let n = 0;
  let sum = 0;
  let squares = 0;
  let absolute = 0;
  const step = blocks ? 1 : Math.max(1, Math.floor((width * height) / ENOUGH));
  for (let y = 1; y < height - 1; y += step) {
    const blockRow = (y >> 2) * perRow;
    for (let x = 1; x < width - 1; x++) {
      if (blocks && blocks[blockRow + (x >> 2)]! < 8) continue;
      const i = y * width + x;
      const cross = data[i - 1]! + data[i + 1]! + data[i - width]! + data[i + width]!;
      const corners =
        data[i - width - 1]! + data[i - width + 1]! + data[i + width - 1]! + data[i + width + 1]!;
      const laplacian = cross - 4 * data[i]!;
      n++;
      sum += laplacian;
      squares += laplacian * laplacian;
      absolute += Math.abs(corners - 2 * cross + 4 * data[i]!);
    }
  }
  if (n === 0) return { laplacianVariance: 0, noise: 0 };
  return {
    laplacianVariance: squares / n - (sum / n) ** 2,
    noise: (Math.sqrt(Math.PI / 2) * absolute) / (6 * n),
  };
}
