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

/** atan of −1..1 within 10⁻⁵: Abramowitz & Stegun 4.4.49. */
// @ts-ignore: decorator
@inline
function arctangent(t: v128): v128 {
  const u = f32x4.mul(t, t);
  let sum = f32x4.add(v(-0.085133), f32x4.mul(u, v(0.0208351)));
  sum = f32x4.add(v(0.180141), f32x4.mul(u, sum));
  sum = f32x4.add(v(-0.3302995), f32x4.mul(u, sum));
  return f32x4.mul(t, f32x4.add(v(0.999866), f32x4.mul(u, sum)));
}

/** e⁻ᶻ of 0..80 within 3·10⁻⁶: a power of two, and the Taylor series of the rest. */
// @ts-ignore: decorator
@inline
function decay(z: v128): v128 {
  const n = f32x4.mul(z, v(-1.4426950408889634));
  const whole = f32x4.nearest(n);
  const f = f32x4.sub(n, whole);
  let sum = f32x4.add(v(0.009618129), f32x4.mul(f, v(0.001333356)));
  sum = f32x4.add(v(0.05550411), f32x4.mul(f, sum));
  sum = f32x4.add(v(0.2402265), f32x4.mul(f, sum));
  sum = f32x4.add(v(0.6931472), f32x4.mul(f, sum));
  sum = f32x4.add(v(1), f32x4.mul(f, sum));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(whole), i32x4.splat(127)), 23);
  return f32x4.mul(power, sum);
}

/** sin of 0..π/3 within 5·10⁻⁶: Taylor series. */
// @ts-ignore: decorator
@inline
function sine(a: v128): v128 {
  const u = f32x4.mul(a, a);
  let sum = f32x4.add(v(0.008333333), f32x4.mul(u, v(-0.0001984127)));
  sum = f32x4.add(v(-0.16666667), f32x4.mul(u, sum));
  return f32x4.mul(a, f32x4.add(v(1), f32x4.mul(u, sum)));
}

/**
 * R_T for the direction (x, y) of a mean hue within a quarter turn of 275°; `cosine` is that of the angle between them.
 * Beyond, its exponential is below 3·10⁻⁶.
 */
// @ts-ignore: decorator
@inline
function rotation(x: v128, y: v128, cosine: v128, saturated: v128): v128 {
  const sine275 = f32x4.sub(f32x4.mul(y, v(C275)), f32x4.mul(x, v(S275)));
  // tan(δ/2) = sin δ / (1 + cos δ); 2 · 180/π / 25 turns its arc into steps of 25°.
  const turn = f32x4.mul(v(4.583662361046586), arctangent(f32x4.div(sine275, f32x4.add(v(1), cosine))));
  const width = f32x4.mul(v(1.0471975511965976), decay(f32x4.mul(turn, turn)));
  return f32x4.mul(f32x4.mul(v(-2), saturated), sine(width));
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

    // The rotation term matters for blues alone.
    const cosine = f32x4.add(f32x4.mul(x, v(C275)), f32x4.mul(y, v(S275)));
    const blue = f32x4.gt(cosine, v(0));
    if (v128.any_true(blue)) {
      const turn = rotation(x, y, cosine, saturation(mean));
      square = f32x4.add(square, v128.and(blue, f32x4.mul(turn, f32x4.mul(C, H))));
    }
    const found = f32x4.sqrt(f32x4.max(v(0), square));
    v128.store(out, v128.bitselect(v(-1), found, opposite));
  }
}
