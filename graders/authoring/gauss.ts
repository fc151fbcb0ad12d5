/**
 * Gaussian blur of interleaved planes, separable, kernel cut at 3 sigma, edges repeated.
 * `channels` samples per pixel; sigma in px.
 */
export function blurPlanes(
  data: Float32Array,
  width: number,
  height: number,
  channels: number,
  sigma: number,
): Float32Array {
  const weights = kernelOf(sigma);
  const taps = weights.length;
  const reach = (taps - 1) / 2;
  const stride = width * channels;
  const starts = Int32Array.from(weights, (_, k) => k * channels);
  const across = new Float32Array(data.length);
  const padded = new Float32Array(stride + 2 * reach * channels);
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * stride, (y + 1) * stride);
    padded.set(row, reach * channels);
    for (let i = 0; i < reach * channels; i++) {
      padded[i] = row[i % channels]!;
      padded[(reach + width) * channels + i] = row[stride - channels + (i % channels)]!;
    }
    weigh(across.subarray(y * stride, (y + 1) * stride), padded, starts, weights);
  }
  const out = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let k = 0; k < taps; k++) starts[k] = Math.min(height - 1, Math.max(0, y + k - reach)) * stride;
    weigh(out.subarray(y * stride, (y + 1) * stride), across, starts, weights);
  }
  return out;
}

function kernelOf(sigma: number): Float64Array {
  const reach = Math.max(1, Math.ceil(3 * sigma));
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, k) =>
    Math.exp(-((k - reach) ** 2) / (2 * sigma * sigma)),
  );
  const sum = kernel.reduce((a, b) => a + b, 0);
  return kernel.map((weight) => weight / sum);
}

/**
 * Each target sample i becomes the weighted sum of `source[starts[k] + i]`, rounded to 32 bits tap by tap: shipped
 * pictures depend on every bit. Four sums at a time, since one waits for itself.
 */
function weigh(target: Float32Array, source: Float32Array, starts: Int32Array, weights: Float64Array): void {
  const { fround } = Math;
  const taps = weights.length;
  let i = 0;
  for (; i + 3 < target.length; i += 4) {
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let k = 0; k < taps; k++) {
      const from = starts[k]! + i;
      const weight = weights[k]!;
      a = fround(a + weight * source[from]!);
      b = fround(b + weight * source[from + 1]!);
      c = fround(c + weight * source[from + 2]!);
      d = fround(d + weight * source[from + 3]!);
    }
    target[i] = a;
    target[i + 1] = b;
    target[i + 2] = c;
    target[i + 3] = d;
  }
  for (; i < target.length; i++) {
    let sum = 0;
    for (let k = 0; k < taps; k++) sum = fround(sum + weights[k]! * source[starts[k]! + i]!);
    target[i] = sum;
  }
}
