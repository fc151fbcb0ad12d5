const SWEEPS = 40;

/**
 * Fills the unknown cells so that the field is as smooth as its known rim allows (Laplace's equation): coarse to fine,
 * then Gauss–Seidel sweeps. Interleaved `channels`; `known` is 1 where `field` holds, 0 where it is to be filled.
 */
export function membrane(
  field: Float32Array,
  known: Uint8Array,
  width: number,
  height: number,
  channels: number,
): Float32Array {
  const out = field.slice();
  if (!known.includes(0) || !known.includes(1)) return out;
  const w = Math.ceil(width / 2);
  const h = Math.ceil(height / 2);
  const coarse = new Float32Array(w * h * channels);
  const counts = new Uint8Array(w * h);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (known[y * width + x] === 0) continue;
      const cell = (y >> 1) * w + (x >> 1);
      counts[cell]!++;
      for (let c = 0; c < channels; c++)
        coarse[cell * channels + c]! += field[(y * width + x) * channels + c]!;
    }
  }
  for (let i = 0; i < counts.length; i++) {
    for (let c = 0; c < channels; c++) coarse[i * channels + c]! /= Math.max(1, counts[i]!);
  }
  const settled = counts.map((count) => (count > 0 ? 1 : 0));
  const rough = membrane(coarse, settled, w, h, channels);

  const unknown: number[] = [];
  for (let i = 0; i < known.length; i++) if (known[i] === 0) unknown.push(i);
  for (const i of unknown) {
    const cell = (Math.floor(i / width) >> 1) * w + ((i % width) >> 1);
    for (let c = 0; c < channels; c++) out[i * channels + c] = rough[cell * channels + c]!;
  }
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const i of unknown) {
      const x = i % width;
      const left = x > 0 ? i - 1 : i + 1;
      const right = x < width - 1 ? i + 1 : i - 1;
      const above = i >= width ? i - width : i + width;
      const below = i + width < known.length ? i + width : i - width;
      for (let c = 0; c < channels; c++) {
        out[i * channels + c] =
          (out[left * channels + c]! +
            out[right * channels + c]! +
            out[above * channels + c]! +
            out[below * channels + c]!) /
          4;
      }
    }
  }
  return out;
}
