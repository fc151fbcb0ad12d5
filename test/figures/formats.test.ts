import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { measureLuma } from '#graders/metrics/luma.ts';
import { ssimMap } from '#graders/metrics/ssim.ts';
import { decodeTrusted } from '#graders/pixels/decode.ts';
import { difference } from '../../src/islands/figures/formats/difference.ts';
import {
  bestWithin,
  bytesAt,
  kilobytes,
  seconds,
  type Format,
  type Step,
} from '../../src/islands/figures/formats/steps.ts';
import { cutAt } from '../../src/islands/figures/formats/window.ts';

const step = (format: Format, quality: number, bytes: number, ssim: number): Step => ({
  format,
  quality,
  bytes,
  ssim,
});

describe('steps', () => {
  const steps = [
    step('jpeg', 50, 100_000, 0.98),
    step('jpeg', 90, 250_000, 0.994),
    step('avif', 50, 54_000, 0.979),
  ];

  it.each([
    [300_000, 'jpeg', 90],
    [100_000, 'jpeg', 50],
    [99_999, 'avif', 50],
  ])('best within %d bytes', (budget, format, quality) => {
    expect(bestWithin(steps, budget)).toMatchObject({ format, quality });
  });

  it('finds none below the smallest', () => expect(bestWithin(steps, 53_999)).toBeNull());

  it.each([
    [0.9, 10_000],
    [0.99, 100_000],
    [0.999, 1_000_000],
    [1 - 10 ** -1.5, 31_622.78],
    [0.85, null],
    [0.9999, null],
  ])('bytes at SSIM %d', (ssim, bytes) => {
    const found = bytesAt(
      [step('webp', 1, 10_000, 0.9), step('webp', 2, 100_000, 0.99), step('webp', 3, 1_000_000, 0.999)],
      ssim,
    );
    if (bytes === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(bytes, 1);
  });

  it('says bytes and seconds', () => {
    expect(kilobytes(98_220)).toBe('98 kB');
    expect(seconds(200_000)).toBe('1.0 s');
  });
});

it.each([
  [{ x: 0.5, y: 0.5 }, 4, { x: 750, y: 494, width: 100, height: 80 }],
  [{ x: 0, y: 1 }, 4, { x: 0, y: 987, width: 100, height: 80 }],
  [{ x: 1, y: 0 }, 1, { x: 1200, y: 0, width: 400, height: 320 }],
])('cutAt %o, zoom %d', (centre, zoom, cut) => {
  expect(cutAt({ width: 1600, height: 1067 }, { width: 400, height: 320 }, zoom, centre)).toEqual(cut);
});

it('difference is absolute, amplified, opaque and clamped', () => {
  const out = new Uint8ClampedArray(8);
  difference(
    Uint8ClampedArray.of(10, 20, 30, 0, 0, 0, 0, 0),
    Uint8ClampedArray.of(12, 19, 30, 9, 200, 0, 1, 0),
    out,
    8,
  );
  expect([...out]).toEqual([16, 8, 0, 255, 255, 0, 8, 255]);
});

const FOLDER = new URL('../../content/pictures/formats/', import.meta.url);

describe('content/pictures/formats/steps.json', async () => {
  const open = async (file: string) => decodeTrusted(await readFile(new URL(file, FOLDER)));
  const master = measureLuma(await open('master.webp'));

  /** An encoded step names its format and quality: `avif-40.avif`. */
  async function measure(file: string) {
    const [, format, quality] = /^(jpeg|webp|avif)-(\d+)\./.exec(file)!;
    const { values } = ssimMap(await open(file), master, null);
    const ssim = values.reduce((sum, value) => sum + value, 0) / values.length;
    const bytes = (await readFile(new URL(file, FOLDER))).length;
    return { file, format: format as Format, quality: Number(quality), bytes, ssim: Number(ssim.toFixed(4)) };
  }
  const files = (await readdir(FOLDER)).filter((name) => /^(jpeg|webp|avif)-\d+\./.test(name)).sort();
  const steps = await Promise.all(files.map(measure));
  const of = (format: Format) => steps.filter((each) => each.format === format);

  // Written anew with `-u` after `npx atelier pictures content`.
  it('says what the files weigh and how close they are', async () => {
    const lines = steps.map(
      (each) => `    ${JSON.stringify(each).replaceAll('":', '": ').replaceAll(',"', ', "')}`,
    );
    const text = `{\n  "steps": [\n${lines.join(',\n').replaceAll('{"', '{ "').replaceAll('}', ' }')}\n  ]\n}\n`;
    await expect(text).toMatchFileSnapshot(new URL('steps.json', FOLDER).pathname);
  });

  it('has nine qualities of each format, bytes and closeness rising with each', () => {
    for (const format of ['jpeg', 'webp', 'avif'] as const) {
      const rising = of(format);
      expect(rising.map((each) => each.quality)).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90]);
      for (const [i, each] of rising.slice(1).entries()) {
        expect(each.bytes).toBeGreaterThan(rising[i]!.bytes);
        expect(each.ssim).toBeGreaterThan(rising[i]!.ssim);
      }
    }
  });

  it('bears the lesson out: at the closeness of JPEG 50 AVIF needs less than two thirds of the bytes', () => {
    const jpeg = of('jpeg').find((each) => each.quality === 50)!;
    expect(bytesAt(of('avif'), jpeg.ssim)! / jpeg.bytes).toBeLessThan(2 / 3);
  });

  it('bears the lesson out: quality 50 is three different things', () => {
    const [jpeg, webp, avif] = (['jpeg', 'webp', 'avif'] as const).map((f) =>
      of(f).find((each) => each.quality === 50)!,
    );
    expect(jpeg!.bytes / avif!.bytes).toBeGreaterThan(1.5);
    expect(jpeg!.ssim).toBeGreaterThan(webp!.ssim);
  });
});
