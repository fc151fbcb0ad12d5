/** Bilinear value of a field of f32, `width` samples a row, (u, v) right and below of the sample at `at`. */
// @ts-ignore: decorator
@inline
function between(at: usize, stride: usize, u: f64, v: f64): f64 {
  return (
    (<f64>load<f32>(at) * (1 - u) + <f64>load<f32>(at, 4) * u) * (1 - v) +
    (<f64>load<f32>(at + stride) * (1 - u) + <f64>load<f32>(at + stride, 4) * u) * v
  );
}

/**
 * The normal equations of one Gauss–Newton step, the operations of `addRow` of `align/normal-equations.ts` in the same order, over
 * every `step`-th row. `source`, `frame`: fields of f32 with their sizes and centres; (a, b, dx, dy): the motion. Writes
 * the upper triangle of the 4 × 4 matrix and the right side, 14 f64, to `out`.
 */
export function normalEquations(
  source: usize, width: i32, height: i32, scx: f64, scy: f64,
  frame: usize, across: i32, down: i32, fcx: f64, fcy: f64,
  a: f64, b: f64, dx: f64, dy: f64, step: i32, out: usize,
): void {
  let n00: f64 = 0, n01: f64 = 0, n02: f64 = 0, n03: f64 = 0, n11: f64 = 0, n12: f64 = 0, n13: f64 = 0;
  let n22: f64 = 0, n23: f64 = 0, n33: f64 = 0, r0: f64 = 0, r1: f64 = 0, r2: f64 = 0, r3: f64 = 0;
  const size = a * a + b * b;
  const right = <f64>(width - 2);
  const bottom = <f64>(height - 2);
  const stride = <usize>width << 2;
  const line = <usize>across << 2;
  for (let fy = 1; fy < down - 1; fy += step) {
    const y = <f64>fy - fcy;
    let p = frame + <usize>fy * line + 4;
    for (let fx = 1; fx < across - 1; fx++, p += 4) {
      const x = <f64>fx - fcx;
      const sx = a * x - b * y + dx + scx;
      const sy = b * x + a * y + dy + scy;
      if (!(sx >= 1 && sy >= 1 && sx < right && sy < bottom)) continue;
      const ix = <i32>sx;
      const iy = <i32>sy;
      const at = source + <usize>iy * stride + (<usize>ix << 2);
      const value = between(at, stride, sx - <f64>ix, sy - <f64>iy);
      const hx = (<f64>load<f32>(p, 4) - <f64>load<f32>(p - 4)) / 2;
      const hy = (<f64>load<f32>(p + line) - <f64>load<f32>(p - line)) / 2;
      const gx = (a * hx - b * hy) / size;
      const gy = (b * hx + a * hy) / size;
      const r = <f64>load<f32>(p) - value;
      const w = 1 / (1 + 4 * r * r);
      const j0 = gx * x + gy * y;
      const j1 = gy * x - gx * y;
      n00 += w * j0 * j0;
      n01 += w * j0 * j1;
      n02 += w * j0 * gx;
      n03 += w * j0 * gy;
      n11 += w * j1 * j1;
      n12 += w * j1 * gx;
      n13 += w * j1 * gy;
      n22 += w * gx * gx;
      n23 += w * gx * gy;
      n33 += w * gy * gy;
      r0 += w * j0 * r;
      r1 += w * j1 * r;
      r2 += w * gx * r;
      r3 += w * gy * r;
    }
  }
  store<f64>(out, n00);
  store<f64>(out, n01, 8);
  store<f64>(out, n02, 16);
  store<f64>(out, n03, 24);
  store<f64>(out, n11, 32);
  store<f64>(out, n12, 40);
  store<f64>(out, n13, 48);
  store<f64>(out, n22, 56);
  store<f64>(out, n23, 64);
  store<f64>(out, n33, 72);
  store<f64>(out, r0, 80);
  store<f64>(out, r1, 88);
  store<f64>(out, r2, 96);
  store<f64>(out, r3, 104);
}

/** Samples that overlap under a motion, and Σp, Σq, Σp², Σq², Σpq over them: six f64 at `out`. */
export function overlapSums(
  source: usize, width: i32, height: i32, scx: f64, scy: f64,
  frame: usize, across: i32, down: i32, fcx: f64, fcy: f64,
  a: f64, b: f64, dx: f64, dy: f64, out: usize,
): void {
  let n: f64 = 0, sp: f64 = 0, sq: f64 = 0, spp: f64 = 0, sqq: f64 = 0, spq: f64 = 0;
  const right = <f64>(width - 1);
  const bottom = <f64>(height - 1);
  const stride = <usize>width << 2;
  let at = frame;
  for (let fy = 0; fy < down; fy++) {
    const y = <f64>fy - fcy;
    for (let fx = 0; fx < across; fx++, at += 4) {
      const x = <f64>fx - fcx;
      const sx = a * x - b * y + dx + scx;
      const sy = b * x + a * y + dy + scy;
      if (!(sx >= 0 && sy >= 0 && sx < right && sy < bottom)) continue;
      const ix = <i32>sx;
      const iy = <i32>sy;
      const q = between(source + <usize>iy * stride + (<usize>ix << 2), stride, sx - <f64>ix, sy - <f64>iy);
      const p = <f64>load<f32>(at);
      n += 1;
      sp += p;
      sq += q;
      spp += p * p;
      sqq += q * q;
      spq += p * q;
    }
  }
  store<f64>(out, n);
  store<f64>(out, sp, 8);
  store<f64>(out, sq, 16);
  store<f64>(out, spp, 24);
  store<f64>(out, sqq, 32);
  store<f64>(out, spq, 40);
}
