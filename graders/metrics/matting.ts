import type { Plane } from '../pixels/types.ts';

/** First-order Gaussian derivative filters with σ = 1.4, cut where they fall below a hundredth. */
const SIGMA = 1.4;
const RADIUS = 4;
const TAPS = 2 * RADIUS + 1;
const [ACROSS, DOWN] = derivatives();

/**
 * Errors of an alpha matte over `unknown` as Rhemann et al. 2009 ("A Perceptually Motivated Online Benchmark for Image
 * Matting") define them, per 1000 pixels of that region so that they do not depend on its size. Alphas are 0..1:
 * `sad` Σ|α − α*|, `mse` Σ(α − α*)².
 */
export function mattingErrors(matte: Plane, truth: Plane, unknown: Int32Array): { sad: number; mse: number } {
  let [sad, mse] = [0, 0];
  for (const i of unknown) {
    const off = Math.abs(matte.data[i]! - truth.data[i]!) / 255;
    sad += off;
    mse += off * off;
  }
  const per = unknown.length > 0 ? 1000 / unknown.length : 0;
  return { sad: sad * per, mse: mse * per };
}

/** Σ(|∇α| − |∇α*|)², both by Gaussian derivatives with σ = 1.4, in the same way. */
export function gradientError(matte: Plane, truth: Plane, unknown: Int32Array): number {
  const theirs = known.get(unknown) ?? slopes(truth, unknown);
  known.set(unknown, theirs);
  const mine = slopes(matte, unknown);
  let sum = 0;
  for (let i = 0; i < mine.length; i++) sum += (mine[i]! - theirs[i]!) ** 2;
  return unknown.length > 0 ? (sum * 1000) / unknown.length : 0;
}

/** The truth's, by its unknown region, which is the same for every learner. */
const known = new WeakMap<Int32Array, Float32Array>();

/** |∇α| at the given pixels. */
function slopes({ width, height, data }: Plane, at: Int32Array): Float32Array {
  const out = new Float32Array(at.length);
  for (let k = 0; k < at.length; k++) {
    const i = at[k]!;
    const x = i % width;
    const y = (i - x) / width;
    let [gx, gy] = [0, 0];
    for (let dy = -RADIUS, t = 0; dy <= RADIUS; dy++) {
      const row = Math.min(height - 1, Math.max(0, y + dy)) * width;
      for (let dx = -RADIUS; dx <= RADIUS; dx++, t++) {
        const v = data[row + Math.min(width - 1, Math.max(0, x + dx))]!;
        gx += v * ACROSS[t]!;
        gy += v * DOWN[t]!;
      }
    }
    out[k] = Math.hypot(gx, gy) / 255;
  }
  return out;
}

function derivatives(): [Float32Array, Float32Array] {
  const gauss = (t: number): number =>
    Math.exp((-t * t) / (2 * SIGMA * SIGMA)) / (SIGMA * Math.sqrt(2 * Math.PI));
  const across = Float32Array.from({ length: TAPS * TAPS }, (_, i) => {
    const [x, y] = [(i % TAPS) - RADIUS, Math.floor(i / TAPS) - RADIUS];
    return gauss(y) * (x / SIGMA ** 2) * gauss(x);
  });
  // Normalised to unit length, as the benchmark does.
  const size = Math.sqrt(across.reduce((sum, v) => sum + v * v, 0));
  for (let i = 0; i < across.length; i++) across[i]! /= size;
  return [across, Float32Array.from(across, (_, i) => across[(i % TAPS) * TAPS + Math.floor(i / TAPS)]!)];
}
