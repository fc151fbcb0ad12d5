import { beforeAll, describe, expect, it } from 'vitest';
import { fft2, phaseCorrelate } from '#graders/align/phase.ts';
import type { Plane } from '#graders/pixels/types.ts';
import { greyFixture, hasFixtures } from '#test/support/fixtures.ts';

describe.skipIf(!hasFixtures('scikit-image'))('phase correlation as scikit-image', () => {
  let camera: Plane;
  beforeAll(async () => {
    camera = await greyFixture('scikit-image/camera.png');
  });

  it.each([
    { applied: [-7, 12], measured: [7, -12], tolerance: 1e-6 },
    { applied: [-2.4, 1.32], measured: [2.4, -1.32], tolerance: 0.05 },
  ])('a Fourier shift of $applied rows, columns', ({ applied, measured, tolerance }) => {
    const n = camera.width;
    const fixed = fft2(camera.data, n);
    const { dx, dy } = phaseCorrelate(fixed, fourierShift(fixed, n, applied[1]!, applied[0]!), n);
    expect(Math.abs(dy - measured[0]!)).toBeLessThanOrEqual(tolerance);
    expect(Math.abs(dx - measured[1]!)).toBeLessThanOrEqual(tolerance);
  });
});

/** Multiplies by e^(−2πi(u·dx + v·dy)/n). */
function fourierShift(spectrum: Float64Array, n: number, dx: number, dy: number): Float64Array {
  const out = new Float64Array(spectrum.length);
  const frequency = (i: number): number => (i < n / 2 ? i : i - n);
  for (let v = 0; v < n; v++)
    for (let u = 0; u < n; u++) {
      const phase = (-2 * Math.PI * (frequency(u) * dx + frequency(v) * dy)) / n;
      const i = (v * n + u) * 2;
      out[i] = spectrum[i]! * Math.cos(phase) - spectrum[i + 1]! * Math.sin(phase);
      out[i + 1] = spectrum[i]! * Math.sin(phase) + spectrum[i + 1]! * Math.cos(phase);
    }
  return out;
}
