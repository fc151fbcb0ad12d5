import type { Pixels } from './pixels.ts';

/**
 * Luma (Rec. 709 weights on the encoded values, 0–255) averaged over (2·radius + 1)² pixels, fewer at the border: grain
 * and compression noise go, tone and form stay.
 */
export function meanLuma(picture: Pixels, radius: number): Float32Array {
  const { width, height, data } = picture;
  const luma = new Float32Array(width * height);
  for (let i = 0; i < luma.length; i++) {
    luma[i] = 0.2126 * data[4 * i]! + 0.7152 * data[4 * i + 1]! + 0.0722 * data[4 * i + 2]!;
  }
  return alongColumns(alongRows(luma, width, height, radius), width, height, radius);
}

function alongRows(plane: Float32Array, width: number, height: number, radius: number): Float32Array {
  const out = new Float32Array(plane.length);
  for (let y = 0; y < height; y++) slide(plane, out, y * width, 1, width, radius);
  return out;
}

function alongColumns(plane: Float32Array, width: number, height: number, radius: number): Float32Array {
  const out = new Float32Array(plane.length);
  for (let x = 0; x < width; x++) slide(plane, out, x, width, height, radius);
  return out;
}

function slide(
  plane: Float32Array,
  out: Float32Array,
  start: number,
  step: number,
  n: number,
  radius: number,
) {
  let sum = 0;
  let count = 0;
  for (let i = -radius; i < n; i++) {
    if (i + radius < n) {
      sum += plane[start + (i + radius) * step]!;
      count++;
    }
    if (i - radius > 0) {
      sum -= plane[start + (i - radius - 1) * step]!;
      count--;
    }
    if (i >= 0) out[start + i * step] = sum / count;
  }
}
