import { PIXEL } from './pixel';

/** Two neighbours as [r₀, r₁, g₀, g₁, b₀, b₁, –, –]. */
// @ts-ignore: decorator
@inline
function pair(at: usize): v128 {
  const bytes = v128.load64_zero(at);
  return i16x8.extend_low_i8x16_u(i8x16.swizzle(bytes, i8x16(0, 3, 1, 4, 2, 5, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1)));
}

/**
 * One row of a picture laid into a frame as `mapRow` does it, with bilinear weights. `across`: 65 × eight i16, the two
 * weights × 2048 of each phase four times over; `down`: 65 × two i32. One byte more than the row may be written.
 */
export function mapRowLinear(
  source: usize, width: i32, height: i32, m: usize, x: f64, y: f64,
  across: usize, down: usize, out: usize, count: i32,
): void {
  // Both coordinates side by side, the operations in the host's order.
  const mx = f64x2.replace_lane(f64x2.splat(load<f64>(m)), 1, load<f64>(m, 24));
  const my = f64x2.mul(f64x2.replace_lane(f64x2.splat(load<f64>(m, 8)), 1, load<f64>(m, 32)), f64x2.splat(y));
  const mz = f64x2.replace_lane(f64x2.splat(load<f64>(m, 16)), 1, load<f64>(m, 40));
  const m6 = load<f64>(m, 48), m7 = load<f64>(m, 56), m8 = load<f64>(m, 64);
  const most = f64x2.replace_lane(f64x2.splat(<f64>(width - 1)), 1, <f64>(height - 1));
  const half = f64x2.mul(most, f64x2.splat(0.5));
  const none = f64x2.splat(0);
  const stride = <usize>width * PIXEL;
  const flat = m6 == 0 && m7 == 0;
  const same = 1 / m8;
  for (let i = 0; i < count; i++, x += 1, out += PIXEL) {
    const w = flat ? same : 1 / (m6 * x + m7 * y + m8);
    const plain = f64x2.add(f64x2.add(f64x2.mul(mx, f64x2.splat(x)), my), mz);
    // What is not a number, behind the picture plane, becomes 0.
    const inside = f64x2.pmin(f64x2.pmax(none, f64x2.add(f64x2.mul(plain, f64x2.splat(w)), half)), most);
    const whole = i32x4.trunc_sat_f64x2_s_zero(inside);
    const rest = f64x2.sub(inside, f64x2.convert_low_i32x4_s(whole));
    const phases = i32x4.trunc_sat_f64x2_s_zero(f64x2.add(f64x2.mul(rest, f64x2.splat(64)), f64x2.splat(0.5)));
    const wx = v128.load(across + (<usize>i32x4.extract_lane(phases, 0) << 4));
    const wy = down + (<usize>i32x4.extract_lane(phases, 1) << 3);
    // At the last column and row the neighbour has no weight, and is read from what lies behind.
    const at = source + <usize>i32x4.extract_lane(whole, 1) * stride + <usize>i32x4.extract_lane(whole, 0) * PIXEL;
    const sum = i32x4.add(
      i32x4.mul(i32x4.dot_i16x8_s(pair(at), wx), v128.load32_splat(wy)),
      i32x4.mul(i32x4.dot_i16x8_s(pair(at + stride), wx), v128.load32_splat(wy, 4)),
    );
    const codes = i32x4.shr_u(i32x4.add(sum, i32x4.splat(1 << 21)), 22);
    const words = i16x8.narrow_i32x4_u(codes, codes);
    v128.store32_lane(out, i8x16.narrow_i16x8_u(words, words), 0);
  }
}
