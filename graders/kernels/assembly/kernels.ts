// AssemblyScript. The host lays out memory; every pointer is a byte offset. Built by `npm run build:kernels`.

const PIXEL: usize = 3;
const STEPS: f64 = 16384;

/**
 * Adds one row of 8-bit sRGB at `row` to the sums of its cells of eight pixels, in 16-bit linear light.
 * `table`: 256 × u32. `sums`: three u32 a cell, added to.
 */
export function addRow(row: usize, width: i32, table: usize, sums: usize): void {
  let at = row;
  let to = sums;
  for (let left = width; left > 0; left -= 8) {
    let r: u32 = 0;
    let g: u32 = 0;
    let b: u32 = 0;
    const end = at + <usize>min(8, left) * PIXEL;
    while (at < end) {
      r += load<u32>(table + (<usize>load<u8>(at) << 2));
      g += load<u32>(table + (<usize>load<u8>(at, 1) << 2));
      b += load<u32>(table + (<usize>load<u8>(at, 2) << 2));
      at += PIXEL;
    }
    store<u32>(to, load<u32>(to) + r);
    store<u32>(to, load<u32>(to, 4) + g, 4);
    store<u32>(to, load<u32>(to, 8) + b, 8);
    to += 12;
  }
}

/** f(t) of L*a*b*, by the host's table of f64, interpolated. `t` in steps. */
// @ts-ignore: decorator
@inline
function curve(table: usize, t: f64): f64 {
  const i = t < STEPS ? <i32>t : <i32>STEPS;
  const p = table + (<usize>i << 3);
  const low = load<f64>(p);
  return low + (load<f64>(p, 8) - low) * (t - <f64>i);
}

/**
 * Sums of cells → L*a*b* triples of f32 at `out`, the same operations in the same order as `linearArrayToLab`.
 * `scale` turns the sum of a whole cell into its mean 0..1, `last` that of the row's last cell, which may be narrower.
 */
export function cellsToLab(sums: usize, cells: i32, scale: f64, last: f64, table: usize, out: usize): void {
  for (let i = 0; i < cells; i++) {
    const s = i == cells - 1 ? last : scale;
    const r = <f64>load<u32>(sums) * s;
    const g = <f64>load<u32>(sums, 4) * s;
    const b = <f64>load<u32>(sums, 8) * s;
    const fx = curve(table, ((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047) * STEPS);
    const fy = curve(table, (0.2126729 * r + 0.7151522 * g + 0.072175 * b) * STEPS);
    const fz = curve(table, ((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883) * STEPS);
    store<f32>(out, <f32>(116 * fy - 16));
    store<f32>(out, <f32>(500 * (fx - fy)), 4);
    store<f32>(out, <f32>(200 * (fy - fz)), 8);
    sums += 12;
    out += 12;
  }
}

const POW_25_7: f32 = 6103515625.0;
const C275: f32 = 0.08715574274765817;
const S275: f32 = -0.9961946980917455;

// @ts-ignore: decorator
@inline
function v(x: f32): v128 {
  return f32x4.splat(x);
}

/** √(c⁷ / (c⁷ + 25⁷)). */
// @ts-ignore: decorator
@inline
function saturation(c: v128): v128 {
  const c2 = f32x4.mul(c, c);
  const c7 = f32x4.mul(f32x4.mul(f32x4.mul(c2, c2), c2), c);
  return f32x4.sqrt(f32x4.div(c7, f32x4.add(c7, v(POW_25_7))));
}

/** Length of (x, y). */
// @ts-ignore: decorator
@inline
function length(x: v128, y: v128): v128 {
  return f32x4.sqrt(f32x4.add(f32x4.mul(x, x), f32x4.mul(y, y)));
}

/** x / d where d > 0, otherwise 0. */
// @ts-ignore: decorator
@inline
function unit(x: v128, d: v128): v128 {
  return v128.and(f32x4.div(x, d), f32x4.gt(d, v(0)));
}

/** R_T of one lane; beyond a quarter turn from 275° its exponential is below 3·10⁻⁶. */
function rotation(x: f32, y: f32, saturated: f32): f32 {
  const hue = Mathf.atan2(y, x) * 57.29577951308232;
  const turn = ((hue < 0 ? hue + 360 : hue) - 275) / 25;
  return -2 * saturated * Mathf.sin(1.0471975511965976 * Mathf.exp(-turn * turn));
}

/**
 * ΔE00 of `pairs` pairs of L*a*b* triples (f32) at `p` and `q`, written as f32 to `out`; `pairs` is a multiple of four.
 * The operations of `ciede2000At` in four lanes of single precision. Exactly opposite hues, which only clean numbers
 * have, are left to the host: their lanes answer −1.
 */
export function deltaE(p: usize, q: usize, out: usize, pairs: i32): void {
  for (let i = 0; i < pairs; i += 4, p += 48, q += 48, out += 16) {
    const p0 = v128.load(p), p1 = v128.load(p, 16), p2 = v128.load(p, 32);
    const q0 = v128.load(q), q1 = v128.load(q, 16), q2 = v128.load(q, 32);
    const l1 = v128.shuffle<f32>(v128.shuffle<f32>(p0, p1, 0, 3, 6, 6), p2, 0, 1, 2, 5);
    const a1 = v128.shuffle<f32>(v128.shuffle<f32>(p0, p1, 1, 4, 7, 7), p2, 0, 1, 2, 6);
    const b1 = v128.shuffle<f32>(v128.shuffle<f32>(p0, p1, 2, 5, 5, 5), p2, 0, 1, 4, 7);
    const l2 = v128.shuffle<f32>(v128.shuffle<f32>(q0, q1, 0, 3, 6, 6), q2, 0, 1, 2, 5);
    const a2 = v128.shuffle<f32>(v128.shuffle<f32>(q0, q1, 1, 4, 7, 7), q2, 0, 1, 2, 6);
    const b2 = v128.shuffle<f32>(v128.shuffle<f32>(q0, q1, 2, 5, 5, 5), q2, 0, 1, 4, 7);

    const chroma = f32x4.mul(f32x4.add(length(a1, b1), length(a2, b2)), v(0.5));
    const stretch = f32x4.sub(v(1.5), f32x4.mul(v(0.5), saturation(chroma)));
    const s1 = f32x4.mul(a1, stretch);
    const s2 = f32x4.mul(a2, stretch);
    const c1 = length(s1, b1);
    const c2 = length(s2, b2);
    const dl = f32x4.sub(l2, l1);
    const dc = f32x4.sub(c2, c1);
    const da = f32x4.sub(s2, s1);
    const db = f32x4.sub(b2, b1);
    const both = f32x4.mul(c1, c2);
    // ΔH'² = |Δ|² − ΔC'², written as 2(c1 c2 − p1·p2) it would cancel; its sign comes from the cross product.
    const dh2 = f32x4.max(v(0), f32x4.sub(f32x4.add(f32x4.mul(da, da), f32x4.mul(db, db)), f32x4.mul(dc, dc)));
    const bare = v128.and(f32x4.sqrt(dh2), f32x4.gt(both, v(0)));
    const turned = f32x4.lt(f32x4.mul(s1, b2), f32x4.mul(s2, b1));
    const dh = v128.bitselect(f32x4.neg(bare), bare, turned);

    const ux = f32x4.add(unit(s1, c1), unit(s2, c2));
    const uy = f32x4.add(unit(b1, c1), unit(b2, c2));
    const far = length(ux, uy);
    const lost = f32x4.le(far, v(1e-4));
    const x = v128.bitselect(v(1), f32x4.div(ux, far), lost);
    const y = v128.bitselect(v(0), f32x4.div(uy, far), lost);
    const opposite = v128.and(lost, f32x4.gt(both, v(0)));

    const x2 = f32x4.sub(f32x4.mul(x, x), f32x4.mul(y, y));
    const y2 = f32x4.mul(v(2), f32x4.mul(x, y));
    const x3 = f32x4.sub(f32x4.mul(x, x2), f32x4.mul(y, y2));
    const y3 = f32x4.add(f32x4.mul(y, x2), f32x4.mul(x, y2));
    const x4 = f32x4.sub(f32x4.mul(x2, x2), f32x4.mul(y2, y2));
    const y4 = f32x4.mul(v(2), f32x4.mul(x2, y2));
    // T = 1 − 0.17 cos(h − 30°) + 0.24 cos 2h + 0.32 cos(3h + 6°) − 0.2 cos(4h − 63°)
    let t = f32x4.add(v(1), f32x4.mul(v(0.24), x2));
    t = f32x4.sub(t, f32x4.add(f32x4.mul(v(0.1472243186), x), f32x4.mul(v(0.085), y)));
    t = f32x4.add(t, f32x4.sub(f32x4.mul(v(0.3182470065), x3), f32x4.mul(v(0.03344910824), y3)));
    t = f32x4.sub(t, f32x4.add(f32x4.mul(v(0.09079809995), x4), f32x4.mul(v(0.1782013048), y4)));

    const mean = f32x4.mul(f32x4.add(c1, c2), v(0.5));
    const off = f32x4.sub(f32x4.mul(f32x4.add(l1, l2), v(0.5)), v(50));
    const off2 = f32x4.mul(off, off);
    const sl = f32x4.add(v(1), f32x4.div(f32x4.mul(v(0.015), off2), f32x4.sqrt(f32x4.add(v(20), off2))));
    const L = f32x4.div(dl, sl);
    const C = f32x4.div(dc, f32x4.add(v(1), f32x4.mul(v(0.045), mean)));
    const H = f32x4.div(dh, f32x4.add(v(1), f32x4.mul(v(0.015), f32x4.mul(mean, t))));
    let square = f32x4.add(f32x4.add(f32x4.mul(L, L), f32x4.mul(C, C)), f32x4.mul(H, H));

    // The rotation term matters for blues alone: lanes are asked for it one by one.
    const blue = f32x4.gt(f32x4.add(f32x4.mul(x, v(C275)), f32x4.mul(y, v(S275))), v(0));
    const product = f32x4.mul(C, H);
    const asked = v128.and(blue, f32x4.gt(f32x4.abs(product), v(0)));
    if (v128.any_true(asked)) {
      const s = saturation(mean);
      const lanes = i32x4.bitmask(asked);
      let turn = v(0);
      if (lanes & 1) turn = f32x4.replace_lane(turn, 0, rotation(f32x4.extract_lane(x, 0), f32x4.extract_lane(y, 0), f32x4.extract_lane(s, 0)));
      if (lanes & 2) turn = f32x4.replace_lane(turn, 1, rotation(f32x4.extract_lane(x, 1), f32x4.extract_lane(y, 1), f32x4.extract_lane(s, 1)));
      if (lanes & 4) turn = f32x4.replace_lane(turn, 2, rotation(f32x4.extract_lane(x, 2), f32x4.extract_lane(y, 2), f32x4.extract_lane(s, 2)));
      if (lanes & 8) turn = f32x4.replace_lane(turn, 3, rotation(f32x4.extract_lane(x, 3), f32x4.extract_lane(y, 3), f32x4.extract_lane(s, 3)));
      square = f32x4.add(square, f32x4.mul(turn, product));
    }
    const found = f32x4.sqrt(f32x4.max(v(0), square));
    v128.store(out, v128.bitselect(v(-1), found, opposite));
  }
}

/** First byte that the host may use. */
export function base(): usize {
  return __heap_base;
}

/** One row of the horizontal taps: [r₀₁, r₂₃, g₀₁, g₂₃] and [b₀₁, b₂₃, …] as sums of codes × weights. */
// @ts-ignore: decorator
@inline
function taps(at: usize): v128 {
  const v = v128.load(at);
  return v128.shuffle<u8>(v, v, 0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11, 2, 5, 8, 11);
}

// @ts-ignore: decorator
@inline
function code(sum: i32): u8 {
  const rounded = (sum + (1 << 21)) >> 22;
  return <u8>min(255, max(0, rounded));
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

/**
 * The same with bilinear weights. `across`: 65 × eight i16, the two weights × 2048 of each phase four times over;
 * `down`: 65 × two i32.
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

/** Two neighbours as [r₀, r₁, g₀, g₁, b₀, b₁, –, –]. */
// @ts-ignore: decorator
@inline
function pair(at: usize): v128 {
  const bytes = v128.load64_zero(at);
  return i16x8.extend_low_i8x16_u(i8x16.swizzle(bytes, i8x16(0, 3, 1, 4, 2, 5, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1)));
}

/** Two rows of RGB at `above` and `below` → one of half the width, means in linear light. `encode`: 65536 codes. */
export function halveRows(above: usize, below: usize, width: i32, table: usize, encode: usize, out: usize): void {
  for (let i = 0; i < width; i++, above += 6, below += 6, out += PIXEL)
    for (let c: usize = 0; c < PIXEL; c++) {
      const sum =
        load<u32>(table + (<usize>load<u8>(above + c) << 2)) +
        load<u32>(table + (<usize>load<u8>(above + c, 3) << 2)) +
        load<u32>(table + (<usize>load<u8>(below + c) << 2)) +
        load<u32>(table + (<usize>load<u8>(below + c, 3) << 2));
      store<u8>(out + c, load<u8>(encode + <usize>((sum + 2) >> 2)));
    }
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

// @ts-ignore: decorator
@inline
function count(bins: usize, bin: usize): void {
  const at = bins + (bin << 2);
  store<u32>(at, load<u32>(at) + 1);
}

// @ts-ignore: decorator
@inline
function total(sums: v128): f64 {
  return <f64>(i32x4.extract_lane(sums, 0) + i32x4.extract_lane(sums, 1) + i32x4.extract_lane(sums, 2) + i32x4.extract_lane(sums, 3));
}

/**
 * Σa, Σb, Σa², Σb², Σab (f64, at `out`) of 4×4 blocks: a is the luma of four rows of RGB at `rows`, `stride` bytes apart
 * with four to spare behind them, b four rows of luma at `target`, `width` bytes apart.
 */
export function sumBlocks(rows: usize, stride: usize, target: usize, width: usize, blocks: i32, out: usize): void {
  for (let block = 0; block < blocks; block++, rows += 12, target += 4, out += 40) {
    let sa = i32x4.splat(0), sb = i32x4.splat(0);
    let saa = i32x4.splat(0), sbb = i32x4.splat(0), sab = i32x4.splat(0);
    let at = rows;
    let to = target;
    for (let y = 0; y < 4; y++, at += stride, to += width) {
      const bytes = v128.load(at);
      const r = i8x16.swizzle(bytes, i8x16(0, -1, -1, -1, 3, -1, -1, -1, 6, -1, -1, -1, 9, -1, -1, -1));
      const g = i8x16.swizzle(bytes, i8x16(1, -1, -1, -1, 4, -1, -1, -1, 7, -1, -1, -1, 10, -1, -1, -1));
      const b = i8x16.swizzle(bytes, i8x16(2, -1, -1, -1, 5, -1, -1, -1, 8, -1, -1, -1, 11, -1, -1, -1));
      const weighed = i32x4.add(
        i32x4.add(i32x4.mul(r, i32x4.splat(54)), i32x4.mul(g, i32x4.splat(183))),
        i32x4.add(i32x4.mul(b, i32x4.splat(19)), i32x4.splat(128)),
      );
      const p = i32x4.shr_u(weighed, 8);
      const q = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(to)));
      sa = i32x4.add(sa, p);
      sb = i32x4.add(sb, q);
      saa = i32x4.add(saa, i32x4.mul(p, p));
      sbb = i32x4.add(sbb, i32x4.mul(q, q));
      sab = i32x4.add(sab, i32x4.mul(p, q));
    }
    store<f64>(out, total(sa));
    store<f64>(out, total(sb), 8);
    store<f64>(out, total(saa), 16);
    store<f64>(out, total(sbb), 24);
    store<f64>(out, total(sab), 32);
  }
}
