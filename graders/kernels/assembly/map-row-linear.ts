import { code, PIXEL } from './pixel';

/** Two neighbours as [r₀, r₁, g₀, g₁, b₀, b₁, –, –]. */
// @ts-ignore: decorator
@inline
function pair(at: usize): v128 {
  const bytes = v128.load64_zero(at);
  return i16x8.extend_low_i8x16_u(i8x16.swizzle(bytes, i8x16(0, 3, 1, 4, 2, 5, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1)));
}

/**
 * One row of a picture laid into a frame as `mapRow` does it, with bilinear weights. `across`: 65 × eight i16, the two
 * weights × 2048 of each phase four times over; `down`: 65 × two i32.
 */
export function mapRowLinear(
  source: usize, width: i32, height: i32, m: usize, x: f64, y: f64,
  across: usize, down: usize, out: usize, count: i32,
): void {
  const m0 = load<f64>(m), m1 = load<f64>(m, 8), m2 = load<f64>(m, 16);
  const m3 = load<f64>(m, 24), m4 = load<f64>(m, 32), m5 = load<f64>(m, 40);
  const m6 = load<f64>(m, 48), m7 = load<f64>(m, 56), m8 = load<f64>(m, 64);
  const right = <f64>(width - 1);
  const bottom = <f64>(height - 1);
  const stride = <usize>width * PIXEL;
  const flat = m6 == 0 && m7 == 0;
  const same = 1 / m8;
  for (let i = 0; i < count; i++, x += 1, out += PIXEL) {
    const w = flat ? same : 1 / (m6 * x + m7 * y + m8);
    let sx = (m0 * x + m1 * y + m2) * w + right / 2;
    let sy = (m3 * x + m4 * y + m5) * w + bottom / 2;
    if (!(sx > 0)) sx = 0;
    else if (sx > right) sx = right;
    if (!(sy > 0)) sy = 0;
    else if (sy > bottom) sy = bottom;
    const ix = <i32>sx;
    const iy = <i32>sy;
    const wx = v128.load(across + (<usize><i32>((sx - <f64>ix) * 64 + 0.5) << 4));
    const wy = down + (<usize><i32>((sy - <f64>iy) * 64 + 0.5) << 3);
    // At the last column and row the neighbour has no weight, and is read from what lies behind.
    const at = source + <usize>iy * stride + <usize>ix * PIXEL;
    const sum = i32x4.add(
      i32x4.mul(i32x4.dot_i16x8_s(pair(at), wx), i32x4.splat(load<i32>(wy))),
      i32x4.mul(i32x4.dot_i16x8_s(pair(at + stride), wx), i32x4.splat(load<i32>(wy, 4))),
    );
    store<u8>(out, code(i32x4.extract_lane(sum, 0)));
    store<u8>(out, code(i32x4.extract_lane(sum, 1)), 1);
    store<u8>(out, code(i32x4.extract_lane(sum, 2)), 2);
  }
}
