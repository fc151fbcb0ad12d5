import FFT from 'fft.js';

/** Forward 2-D transform of an n×n real plane (n a power of two), as interleaved complex numbers. */
export function fft2(real: ArrayLike<number>, n: number): Float64Array {
  const complex = new Float64Array(n * n * 2);
  for (let i = 0; i < n * n; i++) complex[2 * i] = real[i]!;
  return transform2(complex, n, false);
}

/** Inverse 2-D transform, scaled by 1/n². */
export const ifft2 = (spectrum: Float64Array, n: number): Float64Array => transform2(spectrum, n, true);

function transform2(input: Float64Array, n: number, inverse: boolean): Float64Array {
  const fft = engine(n);
  const line = new Float64Array(2 * n);
  const done = new Float64Array(2 * n);
  const run = inverse ? fft.inverseTransform.bind(fft) : fft.transform.bind(fft);
  const out = new Float64Array(input.length);
  for (let y = 0; y < n; y++) {
    run(done, input.subarray(y * 2 * n, (y + 1) * 2 * n));
    out.set(done, y * 2 * n);
  }
  for (let x = 0; x < n; x++) {
    for (let y = 0; y < n; y++) {
      line[2 * y] = out[(y * n + x) * 2]!;
      line[2 * y + 1] = out[(y * n + x) * 2 + 1]!;
    }
    run(done, line);
    for (let y = 0; y < n; y++) {
      out[(y * n + x) * 2] = done[2 * y]!;
      out[(y * n + x) * 2 + 1] = done[2 * y + 1]!;
    }
  }
  return out;
}

const engines = new Map<number, FFT>();
function engine(n: number): FFT {
  let fft = engines.get(n);
  if (!fft) engines.set(n, (fft = new FFT(n)));
  return fft;
}

export interface Shift {
  /** How far `moving` must be moved to lie on `fixed`, in samples. */
  dx: number;
  dy: number;
  /** Height of the correlation peak, 0..1. */
  peak: number;
}

/**
 * Phase correlation of two n×n spectra (Kuglin & Hines 1975), with the sub-sample position from the peak and its
 * larger neighbour (Foroosh, Zerubia & Berthod 2002).
 */
export function phaseCorrelate(fixed: Float64Array, moving: Float64Array, n: number): Shift {
  const cross = new Float64Array(fixed.length);
  for (let i = 0; i < cross.length; i += 2) {
    const re = fixed[i]! * moving[i]! + fixed[i + 1]! * moving[i + 1]!;
    const im = fixed[i + 1]! * moving[i]! - fixed[i]! * moving[i + 1]!;
    // Math.hypot is many times slower, and nothing here overflows.
    const size = Math.sqrt(re * re + im * im);
    if (size < 1e-12) continue;
    cross[i] = re / size;
    cross[i + 1] = im / size;
  }
  const surface = ifft2(cross, n);
  let best = 0;
  for (let i = 1; i < n * n; i++) if (surface[2 * i]! > surface[2 * best]!) best = i;
  const x = best % n;
  const y = (best - x) / n;
  const at = (px: number, py: number): number => surface[2 * (((py + n) % n) * n + ((px + n) % n))]!;
  const peak = at(x, y);
  const signed = (v: number): number => (v > n / 2 ? v - n : v);
  return {
    dx: signed(x) + subSample(at(x - 1, y), peak, at(x + 1, y)),
    dy: signed(y) + subSample(at(x, y - 1), peak, at(x, y + 1)),
    peak,
  };
}

/** The peak of a sampled Dirichlet kernel lies c₁ / (c₁ + c₀) towards its larger neighbour. */
function subSample(before: number, peak: number, after: number): number {
  const [side, sign] = after > before ? [after, 1] : [before, -1];
  return side > 0 ? (sign * side) / (side + peak) : 0;
}
