import { PIXEL } from './pixel';

// @ts-ignore: decorator
@inline
function count(bins: usize, bin: usize): void {
  const at = bins + (bin << 2);
  store<u32>(at, load<u32>(at) + 1);
}

// @ts-ignore: decorator
@inline
function both(low: f64, high: f64): v128 {
  return f64x2.replace_lane(f64x2.splat(low), 1, high);
}

/** One of three rows of the matrix for two pixels: its f(t), by the host's table. */
// @ts-ignore: decorator
@inline
function curve(table: usize, row: usize, r: v128, g: v128, b: v128): v128 {
  const t = f64x2.add(
    f64x2.add(f64x2.mul(v128.load64_splat(row), r), f64x2.mul(v128.load64_splat(row, 8), g)),
    f64x2.mul(v128.load64_splat(row, 16), b),
  );
  const steps = i32x4.trunc_sat_f64x2_s_zero(t);
  const low = table + (<usize>i32x4.extract_lane(steps, 0) << 3);
  const high = table + (<usize>i32x4.extract_lane(steps, 1) << 3);
  return v128.load64_lane(high, v128.load64_zero(low), 1);
}

// @ts-ignore: decorator
@inline
function countBoth(bins: usize, values: v128): void {
  const bin = i32x4.trunc_sat_f64x2_s_zero(values);
  count(bins, <usize>i32x4.extract_lane(bin, 0));
  count(bins, <usize>i32x4.extract_lane(bin, 1));
}

/** What is counted of a pixel's codes alone. */
// @ts-ignore: decorator
@inline
function countCodes(bins: usize, r: usize, g: usize, b: usize): void {
  count(bins + 3072, r);
  count(bins + 4096, g);
  count(bins + 5120, b);
  if (<i32>(r > 253) + <i32>(g > 253) + <i32>(b > 253) > 1) count(bins + 6144, 0);
  if (<i32>(r < 2) + <i32>(g < 2) + <i32>(b < 2) > 1) count(bins + 6144, 1);
}

/**
 * Counts one row of 8-bit sRGB at `row` into six histograms of 256 u32 at `bins` (L*, a*, b*, red, green, blue), the
 * same operations in the same order as `measureHistograms`, two pixels side by side. Behind them two u32: pixels with two
 * channels at 254 or more, and with two at 1 or less. `linear`: 256 × f64; `steps`: f(t) at 16384 steps; `matrix`: nine
 * f64, sRGB → steps.
 */
export function countRow(row: usize, width: i32, linear: usize, steps: usize, matrix: usize, bins: usize): void {
  for (let left = width; left > 0; left -= 2, row += 2 * PIXEL) {
    const r = <usize>load<u8>(row);
    const g = <usize>load<u8>(row, 1);
    const b = <usize>load<u8>(row, 2);
    countCodes(bins, r, g, b);
    // The last pixel of an odd row stands alone.
    const next = left > 1 ? row + PIXEL : row;
    const r2 = <usize>load<u8>(next);
    const g2 = <usize>load<u8>(next, 1);
    const b2 = <usize>load<u8>(next, 2);
    const red = both(load<f64>(linear + (r << 3)), load<f64>(linear + (r2 << 3)));
    const green = both(load<f64>(linear + (g << 3)), load<f64>(linear + (g2 << 3)));
    const blue = both(load<f64>(linear + (b << 3)), load<f64>(linear + (b2 << 3)));
    const fx = curve(steps, matrix, red, green, blue);
    const fy = curve(steps, matrix + 24, red, green, blue);
    const fz = curve(steps, matrix + 48, red, green, blue);
    const lightness = f64x2.add(
      f64x2.mul(f64x2.sub(f64x2.mul(f64x2.splat(116), fy), f64x2.splat(16)), f64x2.splat(2.55)),
      f64x2.splat(0.5),
    );
    const a = f64x2.add(f64x2.mul(f64x2.splat(500), f64x2.sub(fx, fy)), f64x2.splat(128.5));
    const bStar = f64x2.add(f64x2.mul(f64x2.splat(200), f64x2.sub(fy, fz)), f64x2.splat(128.5));
    if (left > 1) {
      countCodes(bins, r2, g2, b2);
      countBoth(bins, lightness);
      countBoth(bins + 1024, a);
      countBoth(bins + 2048, bStar);
    } else {
      count(bins, <usize><i32>f64x2.extract_lane(lightness, 0));
      count(bins + 1024, <usize><i32>f64x2.extract_lane(a, 0));
      count(bins + 2048, <usize><i32>f64x2.extract_lane(bStar, 0));
    }
  }
}
