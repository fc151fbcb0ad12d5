/** Eight u16 of luma from eight RGB pixels at `at`: 54, 183 and 19 of 256, which stay below 2¹⁶. */
// @ts-ignore: decorator
@inline
function luma(at: usize): v128 {
  const low = v128.load(at);
  const high = v128.load(at, 8);
  const rg = v128.shuffle<u8>(low, high, 0, 3, 6, 9, 12, 15, 26, 29, 1, 4, 7, 10, 13, 24, 27, 30);
  const b = v128.shuffle<u8>(low, high, 2, 5, 8, 11, 14, 25, 28, 31, 2, 5, 8, 11, 14, 25, 28, 31);
  const weighed = i16x8.add(
    i16x8.add(
      i16x8.mul(i16x8.extend_low_i8x16_u(rg), i16x8.splat(54)),
      i16x8.mul(i16x8.extend_high_i8x16_u(rg), i16x8.splat(183)),
    ),
    i16x8.add(i16x8.mul(i16x8.extend_low_i8x16_u(b), i16x8.splat(19)), i16x8.splat(128)),
  );
  return i16x8.shr_u(weighed, 8);
}

/** Four sums of which each half belongs to one block → the two blocks' sums. */
// @ts-ignore: decorator
@inline
function storePair(to: usize, quarters: v128): void {
  const swapped = v128.shuffle<i32>(quarters, quarters, 1, 0, 3, 2);
  const sums = i32x4.add(quarters, swapped);
  v128.store64_lane(to, v128.shuffle<i32>(sums, sums, 0, 2, 0, 2), 0);
}

/**
 * Σa, Σb, Σa², Σb², Σab (i32, five planes `plane` bytes apart, from `out` on) of 4×4 blocks, two at a time: a is the luma
 * of four rows of RGB at `rows`, `stride` bytes apart, b four rows of luma at `target`, `width` bytes apart. Behind the
 * last row of each 24 bytes more may be read, behind each plane four written.
 */
export function sumBlocks(
  rows: usize, stride: usize, target: usize, width: usize, blocks: i32, out: usize, plane: usize,
): void {
  for (let block = 0; block < blocks; block += 2, rows += 24, target += 8, out += 8) {
    let sa = i16x8.splat(0), sb = i16x8.splat(0);
    let saa = i32x4.splat(0), sbb = i32x4.splat(0), sab = i32x4.splat(0);
    let at = rows;
    let to = target;
    for (let y = 0; y < 4; y++, at += stride, to += width) {
      const p = luma(at);
      const q = i16x8.extend_low_i8x16_u(v128.load64_zero(to));
      sa = i16x8.add(sa, p);
      sb = i16x8.add(sb, q);
      saa = i32x4.add(saa, i32x4.dot_i16x8_s(p, p));
      sbb = i32x4.add(sbb, i32x4.dot_i16x8_s(q, q));
      sab = i32x4.add(sab, i32x4.dot_i16x8_s(p, q));
    }
    storePair(out, i32x4.extadd_pairwise_i16x8_s(sa));
    storePair(out + plane, i32x4.extadd_pairwise_i16x8_s(sb));
    storePair(out + 2 * plane, saa);
    storePair(out + 3 * plane, sbb);
    storePair(out + 4 * plane, sab);
  }
}
