/** What the encoder changed: |a − b| of every channel times `factor`, RGBA, opaque. Black is untouched. */
export function difference(
  a: Uint8ClampedArray,
  b: Uint8ClampedArray,
  out: Uint8ClampedArray,
  factor: number,
): void {
  for (let i = 0; i < a.length; i++) {
    out[i] = i % 4 === 3 ? 255 : factor * Math.abs(a[i]! - b[i]!);
  }
}
