/** Half-size luma of four pixels from two rows of eight RGB pixels, as i32: 54, 183 and 19 of 256, of sums of four. */
// @ts-ignore: decorator
@inline
function halved(above: usize, below: usize): v128 {
  const red = i16x8.add(channel(above, true), channel(below, true));
  const blue = i16x8.add(channel(above, false), channel(below, false));
  const weighed = i32x4.add(
    i32x4.add(i32x4.extmul_low_i16x8_u(red, i16x8.splat(54)), i32x4.extmul_high_i16x8_u(red, i16x8.splat(183))),
    i32x4.add(i32x4.extmul_low_i16x8_u(blue, i16x8.splat(19)), i32x4.splat(512)),
  );
  return i32x4.shr_u(weighed, 10);
}

/** Sums of two neighbouring pixels: four of red and four of green, or four of blue twice. */
// @ts-ignore: decorator
@inline
function channel(at: usize, first: bool): v128 {
  const low = v128.load(at);
  const high = v128.load(at, 8);
  return i16x8.extadd_pairwise_i8x16_u(
    first
      ? v128.shuffle<u8>(low, high, 0, 3, 6, 9, 12, 15, 26, 29, 1, 4, 7, 10, 13, 24, 27, 30)
      : v128.shuffle<u8>(low, high, 2, 5, 8, 11, 14, 25, 28, 31, 2, 5, 8, 11, 14, 25, 28, 31),
  );
}

// @ts-ignore: decorator
@inline
function total(v: v128): f64 {
  return <f64>(
    i32x4.extract_lane(v, 0) + i32x4.extract_lane(v, 1) + i32x4.extract_lane(v, 2) + i32x4.extract_lane(v, 3)
  );
}

/**
 * One row of whole 8×8 cells: eight rows of RGB at `rows`, `stride` bytes apart, against four rows of luma at half the
 * size at `target`, `width` bytes apart. Three f32 planes, `plane` bytes apart, from `out` on: 1 − contrast and structure
 * of SSIM, and the variances of both. The operations of `compareCell` in the same order, on doubles.
 */
export function fineCells(
  rows: usize, stride: usize, target: usize, width: usize, cells: i32, c2: f64, out: usize, plane: usize,
): void {
  for (let cell = 0; cell < cells; cell++, rows += 24, target += 4, out += 4) {
    let sa = i32x4.splat(0), sb = i32x4.splat(0);
    let saa = i32x4.splat(0), sbb = i32x4.splat(0), sab = i32x4.splat(0);
    let at = rows;
    let to = target;
    for (let y = 0; y < 4; y++, at += 2 * stride, to += width) {
      const p = halved(at, at + stride);
      const q = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(to)));
      sa = i32x4.add(sa, p);
      sb = i32x4.add(sb, q);
      saa = i32x4.add(saa, i32x4.mul(p, p));
      sbb = i32x4.add(sbb, i32x4.mul(q, q));
      sab = i32x4.add(sab, i32x4.mul(p, q));
    }
    const ma = total(sa) / 16, mb = total(sb) / 16;
    const va = total(saa) / 16 - ma * ma;
    const vb = total(sbb) / 16 - mb * mb;
    const cov = total(sab) / 16 - ma * mb;
    store<f32>(out, <f32>(1 - (2 * cov + c2) / (va + vb + c2)));
    store<f32>(out + plane, <f32>va);
    store<f32>(out + 2 * plane, <f32>vb);
  }
}
