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
  const reach = Math.max(1, Math.ceil(3 * sigma));
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, k) =>
    Math.exp(-((k - reach) ** 2) / (2 * sigma * sigma)),
  );
  const sum = kernel.reduce((a, b) => a + b, 0);
  const stride = width * channels;
  const across = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    const row = y * stride;
    for (let x = 0; x < width; x++) {
      for (let k = -reach; k <= reach; k++) {
        const from = row + Math.min(width - 1, Math.max(0, x + k)) * channels;
        const weight = kernel[k + reach]! / sum;
        for (let c = 0; c < channels; c++) across[row + x * channels + c]! += weight * data[from + c]!;
      }
    }
  }
  const out = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let k = -reach; k <= reach; k++) {
      const from = Math.min(height - 1, Math.max(0, y + k)) * stride;
      const weight = kernel[k + reach]! / sum;
      for (let i = 0; i < stride; i++) out[y * stride + i]! += weight * across[from + i]!;
    }
  }
  return out;
}
