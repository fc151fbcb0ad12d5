import { PIXEL } from './pixel';

// @ts-ignore: decorator
@inline
function count(bins: usize, bin: usize): void {
  const at = bins + (bin << 2);
  store<u32>(at, load<u32>(at) + 1);
}

/**
 * Counts one row of 8-bit sRGB at `row` into six histograms of 256 u32 at `bins` (L*, a*, b*, red, green, blue), the
 * same operations in the same order as `measureHistograms`. Behind them two u32: pixels with two channels at 254 or more,
 * and with two at 1 or less. `linear`: 256 × f64; `curve`: f(t) at 16384 steps; `matrix`: nine f64, sRGB → steps.
 */
export function countRow(row: usize, width: i32, linear: usize, curve: usize, matrix: usize, bins: usize): void {
  const xr = load<f64>(matrix), xg = load<f64>(matrix, 8), xb = load<f64>(matrix, 16);
  const yr = load<f64>(matrix, 24), yg = load<f64>(matrix, 32), yb = load<f64>(matrix, 40);
  const zr = load<f64>(matrix, 48), zg = load<f64>(matrix, 56), zb = load<f64>(matrix, 64);
  for (let i = 0; i < width; i++, row += PIXEL) {
    const r8 = <usize>load<u8>(row);
    const g8 = <usize>load<u8>(row, 1);
    const b8 = <usize>load<u8>(row, 2);
    const r = load<f64>(linear + (r8 << 3));
    const g = load<f64>(linear + (g8 << 3));
    const b = load<f64>(linear + (b8 << 3));
    const fx = load<f64>(curve + (<usize><i32>(xr * r + xg * g + xb * b) << 3));
    const fy = load<f64>(curve + (<usize><i32>(yr * r + yg * g + yb * b) << 3));
    const fz = load<f64>(curve + (<usize><i32>(zr * r + zg * g + zb * b) << 3));
    count(bins, <usize><i32>((116 * fy - 16) * 2.55 + 0.5));
    count(bins + 1024, <usize><i32>(500 * (fx - fy) + 128.5));
    count(bins + 2048, <usize><i32>(200 * (fy - fz) + 128.5));
    count(bins + 3072, r8);
    count(bins + 4096, g8);
    count(bins + 5120, b8);
    if (<i32>(r8 > 253) + <i32>(g8 > 253) + <i32>(b8 > 253) > 1) count(bins + 6144, 0);
    if (<i32>(r8 < 2) + <i32>(g8 < 2) + <i32>(b8 < 2) > 1) count(bins + 6144, 1);
  }
}
