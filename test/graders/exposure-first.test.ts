import { describe, expect, it } from 'vitest';
import { LINEAR } from '#graders/colour/srgb.ts';
import type { Raster } from '#graders/pixels/types.ts';
import { exerciseOf, gradeRaster } from '#test/support/exercise.ts';
import { edited, scene } from '#test/support/scene.ts';

type Rgb = readonly [number, number, number];

/** The scene lit by a coloured lamp. */
const lit = (seed: number, [r, g, b]: Rgb): Raster =>
  edited(scene(seed), (rgb) => [rgb[0] * r, rgb[1] * g, rgb[2] * b]);

/** More or less light, in stops; what does not fit is clipped. */
function exposed(raster: Raster, stops: number): Raster {
  const codes = Array.from(LINEAR, (light) => codeOf(light * 2 ** stops));
  return edited(raster, ([r, g, b]) => [codes[r]!, codes[g]!, codes[b]!]);
}

const codeOf = (light: number): number =>
  255 * (light <= 0.0031308 ? light * 12.92 : 1.055 * Math.min(1, light) ** (1 / 2.4) - 0.055);

const PICTURES: [string, Raster][] = [
  ['muted', scene(5)],
  ['bright', lit(7, [1.25, 1.25, 1.25])],
  ['dark', lit(9, [0.4, 0.4, 0.4])],
  ['blue night', lit(5, [0.16, 0.12, 1])],
  ['red room', lit(7, [1, 0.06, 0.1])],
  ['green leaves', lit(9, [0.2, 0.9, 0.15])],
];

const criteria = [
  { id: 'whole', kind: 'tone-colour' },
  { id: 'guard', kind: 'tone-colour', params: { limit: 1 } },
];

describe.each(PICTURES)('a wrong exposure is told as lightness first: %s', async (_, reference) => {
  const exercise = await exerciseOf({ start: exposed(reference, -2.5), reference, criteria });

  it.each([-0.6, -0.3, 0.3, 0.6])('%d stops', async (stops) => {
    const report = await gradeRaster(exercise, exposed(reference, stops));
    const [whole, guard] = report.criteria.map(({ feedback }) => feedback.map(({ code }) => code));
    const light = `tone-colour.too-${stops < 0 ? 'dark' : 'light'}`;
    expect(whole!.find((code) => code !== 'tone-colour.matches')).toBe(light);
    expect(guard).toEqual(['tone-colour.changed', light]);
  });
});
