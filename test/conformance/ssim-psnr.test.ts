import { beforeAll, describe, expect, it } from 'vitest';
import { psnr } from '#graders/metrics/psnr.ts';
import { meanSsim, type Window } from '#graders/metrics/ssim-exact.ts';
import { ssimMap } from '#graders/metrics/ssim.ts';
import type { Plane, Raster } from '#graders/pixels/types.ts';
import { greyFixture, hasFixtures } from '#test/support/fixtures.ts';

describe.skipIf(!hasFixtures('scikit-image'))('SSIM and PSNR as scikit-image', () => {
  let clean: Plane;
  let noisy: Plane;
  beforeAll(async () => {
    clean = await greyFixture('scikit-image/camera.png');
    noisy = await greyFixture('scikit-image/camera_noisy_seed5_sigma20.png');
  });

  it.each<[string, Window, number, number]>([
    ['uniform 7×7, sample covariance', { kind: 'uniform', size: 7, sample: true }, 0.3674518327910367, 1e-7],
    ['Gaussian σ 1.5, population covariance', { kind: 'gaussian', sigma: 1.5 }, 0.357959091663361, 1e-3],
  ])('%s', (_, window, expected, tolerance) => {
    expect(Math.abs(meanSsim(clean, noisy, window) - expected)).toBeLessThan(tolerance);
  });

  it('PSNR', () => expect(psnr(clean.data, noisy.data)).toBeCloseTo(22.409353363576034, 4));

  it('the block sums give the exact value of an 8×8 window at stride 4', () => {
    const map = ssimMap(grey(clean), noisy, null);
    for (const [x, y] of [
      [0, 0],
      [17, 60],
      [map.columns - 1, map.rows - 1],
    ] as const) {
      const [a, b] = [clean, noisy].map((plane) => crop(plane, x * 4, y * 4)) as [Plane, Plane];
      const exact = meanSsim(a, b, { kind: 'uniform', size: 8, sample: false });
      expect(map.values[y * map.columns + x]).toBeCloseTo(exact, 6);
    }
  });
});

function crop({ width, data }: Plane, x0: number, y0: number): Plane {
  return {
    width: 8,
    height: 8,
    data: Uint8Array.from({ length: 64 }, (_, i) => data[(y0 + (i >> 3)) * width + x0 + (i & 7)]!),
  };
}

/** The plane as a picture whose luma is the plane. */
const grey = ({ width, height, data }: Plane): Raster => ({
  width,
  height,
  data: Uint8Array.from({ length: data.length * 3 }, (_, i) => data[Math.floor(i / 3)]!),
});
