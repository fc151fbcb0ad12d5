/** Mean over the 8×8 pixels of two neighbouring windows, from the sums of the blocks above and below. */
// @ts-ignore: decorator
@inline
function mean(above: usize, here: usize): v128 {
  const sums = i32x4.add(
    i32x4.add(v128.load64_zero(above), v128.load64_zero(above, 4)),
    i32x4.add(v128.load64_zero(here), v128.load64_zero(here, 4)),
  );
  return f64x2.mul(f64x2.convert_low_i32x4_s(sums), f64x2.splat(1.0 / 64));
}

/**
 * SSIM of one row of windows as f32 at `values`, one more than `columns` where these are odd; from the sums of the two
 * rows of blocks at `above` and `here`, as `sumBlocks` leaves them. Adds the variances of both pictures to two f64 at
 * `energies`. The operations of `ssimOf` in the same order, on doubles.
 */
export function compareWindows(
  above: usize, here: usize, plane: usize, columns: i32, c1: f64, c2: f64, values: usize, energies: usize,
): void {
  const two = f64x2.splat(2);
  const C1 = f64x2.splat(c1), C2 = f64x2.splat(c2);
  let energy = f64x2.splat(0), targetEnergy = f64x2.splat(0);
  for (let i = 0; i < columns; i += 2, above += 8, here += 8, values += 8) {
    const ma = mean(above, here);
    const mb = mean(above + plane, here + plane);
    const maa = mean(above + 2 * plane, here + 2 * plane);
    const mbb = mean(above + 3 * plane, here + 3 * plane);
    const mab = mean(above + 4 * plane, here + 4 * plane);
    const squareA = f64x2.mul(ma, ma);
    const squareB = f64x2.mul(mb, mb);
    let va = f64x2.sub(maa, squareA);
    let vb = f64x2.sub(mbb, squareB);
    const covariance = f64x2.sub(mab, f64x2.mul(ma, mb));
    const over = f64x2.mul(
      f64x2.add(f64x2.mul(f64x2.mul(two, ma), mb), C1),
      f64x2.add(f64x2.mul(two, covariance), C2),
    );
    const under = f64x2.mul(
      f64x2.add(f64x2.add(squareA, squareB), C1),
      f64x2.add(f64x2.add(va, vb), C2),
    );
    v128.store64_lane(values, f32x4.demote_f64x2_zero(f64x2.div(over, under)), 0);
    if (i + 1 == columns) {
      va = f64x2.replace_lane(va, 1, 0);
      vb = f64x2.replace_lane(vb, 1, 0);
    }
    energy = f64x2.add(energy, va);
    targetEnergy = f64x2.add(targetEnergy, vb);
  }
  store<f64>(energies, load<f64>(energies) + f64x2.extract_lane(energy, 0) + f64x2.extract_lane(energy, 1));
  store<f64>(energies, load<f64>(energies, 8) + f64x2.extract_lane(targetEnergy, 0) + f64x2.extract_lane(targetEnergy, 1), 8);
}
