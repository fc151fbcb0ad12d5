import { code, PIXEL } from './pixel';

/** One row of the horizontal taps: [r₀₁, r₂₃, g₀₁, g₂₃] and [b₀₁, b₂₃, …] as sums of codes × weights. */
// @ts-ignore: decorator
@inline
function taps(at: usize): v128 {
  const v = v128.load(at);
  return v128.shuffle<u8>(v, v, 0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11, 2, 5, 8, 11);
}

/**
 * One row of a picture laid into a frame through a projective map, Catmull–Rom on 8-bit codes, borders repeated.
 * `source`: width × height RGB with 16 bytes to spare behind it. `m`: nine f64 from frame to source, both from their
 * centres. `x`, `y`: the row's first pixel from the frame's centre. `across`: 65 × eight i16, `down`: 65 × four i32,
 * weights × 2048 of the phases between two samples. `scratch`: 64 bytes. Writes `count` RGB pixels to `out`.
 */
export function mapRow(
  source: usize, width: i32, height: i32, m: usize, x: f64, y: f64,
  across: usize, down: usize, scratch: usize, out: usize, count: i32,
): void {
  const m0 = load<f64>(m), m1 = load<f64>(m, 8), m2 = load<f64>(m, 16);
  const m3 = load<f64>(m, 24), m4 = load<f64>(m, 32), m5 = load<f64>(m, 40);
  const m6 = load<f64>(m, 48), m7 = load<f64>(m, 56), m8 = load<f64>(m, 64);
  const right = width - 1;
  const bottom = height - 1;
  const halfX = <f64>right / 2;
  const halfY = <f64>bottom / 2;
  const stride = <usize>width * PIXEL;
  // Without perspective every pixel has the same divisor.
  const flat = m6 == 0 && m7 == 0;
  const same = 1 / m8;
  for (let i = 0; i < count; i++, x += 1, out += PIXEL) {
    const w = flat ? same : 1 / (m6 * x + m7 * y + m8);
    const sx = (m0 * x + m1 * y + m2) * w + halfX;
    const sy = (m3 * x + m4 * y + m5) * w + halfY;
    // Far outside, or behind the picture plane: the border, without overflowing.
    const cx = sx > -1e6 ? (sx < 1e6 ? sx : 1e6) : -1e6;
    const cy = sy > -1e6 ? (sy < 1e6 ? sy : 1e6) : -1e6;
    const fx = Math.floor(cx);
    const fy = Math.floor(cy);
    const ix = <i32>fx;
    const iy = <i32>fy;
    const wx = v128.load(across + (<usize><i32>((cx - fx) * 64 + 0.5) << 4));
    const wy = down + (<usize><i32>((cy - fy) * 64 + 0.5) << 4);
    const inside = ix > 0 && ix < right - 1;
    let red = i32x4.splat(0);
    let blue = i32x4.splat(0);
    for (let j = 0; j < 4; j++) {
      const line = source + <usize>min(bottom, max(0, iy + j - 1)) * stride;
      let at = line + <usize>(ix - 1) * PIXEL;
      if (!inside) {
        for (let k = 0; k < 4; k++) {
          const p = line + <usize>min(right, max(0, ix + k - 1)) * PIXEL;
          const to = scratch + <usize>k * PIXEL;
          store<u8>(to, load<u8>(p));
          store<u8>(to, load<u8>(p, 1), 1);
          store<u8>(to, load<u8>(p, 2), 2);
        }
        at = scratch;
      }
      const bytes = taps(at);
      const weight = i32x4.splat(load<i32>(wy + (<usize>j << 2)));
      red = i32x4.add(red, i32x4.mul(i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(bytes), wx), weight));
      blue = i32x4.add(blue, i32x4.mul(i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(bytes), wx), weight));
    }
    store<u8>(out, code(i32x4.extract_lane(red, 0) + i32x4.extract_lane(red, 1)));
    store<u8>(out, code(i32x4.extract_lane(red, 2) + i32x4.extract_lane(red, 3)), 1);
    store<u8>(out, code(i32x4.extract_lane(blue, 0) + i32x4.extract_lane(blue, 1)), 2);
  }
}
