import { beforeAll, describe, expect, it } from 'vitest';
import { registerCrop } from '#graders/align/crop.ts';
import { distortionOf, shareCovered } from '#graders/align/distortion.ts';
import { lightnessField } from '#graders/align/field.ts';
import {
  apply,
  compose,
  corners,
  fromPoints,
  growth,
  invert,
  matrixOf,
  rescaled,
  type Point,
} from '#graders/align/homography.ts';
import { mapToFrame } from '#graders/align/map.ts';
import { ALIKE_IN_PERSPECTIVE, registerPerspective, registerTilted } from '#graders/align/perspective.ts';
import type { Homography } from '#graders/align/types.ts';
import { measureCells } from '#graders/metrics/cells.ts';
import type { Box, Raster } from '#graders/pixels/types.ts';
import { crop } from '#graders/pixels/tiles.ts';
import type { CriterionReport } from '#graders/report/schema.ts';
import type { Exercise } from '#graders/types.ts';
import { exerciseOf, gradeRaster } from '#test/support/exercise.ts';
import { mirrored, randomFrom, scene } from '#test/support/scene.ts';

const FRAME = { width: 800, height: 1200 };

/** A front with eight rows of five windows, no two alike, a door off the middle, sky above and a street below. */
function facade({ width, height } = FRAME): Raster {
  const random = randomFrom(31);
  const tones = Array.from({ length: 40 }, () => [40 + random() * 70, random() * 0.8] as const);
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [u, v] = [x / width, y / height];
      let tone = v < 0.06 ? 215 - 40 * u : v > 0.9 ? 95 + 25 * Math.sin(x / 45) : 168 + 8 * Math.sin(y / 9);
      const [column, row] = [(u - 0.06) / 0.176, (v - 0.07) / 0.103];
      if (u > 0.06 && u < 0.94 && v > 0.07 && v < 0.89) {
        const [fx, fy] = [column % 1, row % 1];
        const [glass, blind] = tones[Math.floor(row) * 5 + Math.floor(column)]!;
        if (fx > 0.24 && fx < 0.76 && fy > 0.2 && fy < 0.86) tone = fy < 0.2 + blind * 0.6 ? 205 : glass;
      } else if (v >= 0.06 && v <= 0.9) tone = 128;
      if (v > 0.78 && v < 0.9 && u > 0.55 && u < 0.66) tone = 58;
      tone += (random() - 0.5) * 14;
      for (let c = 0; c < 3; c++) data[(y * width + x) * 3 + c] = tone * (1 - 0.05 * c);
    }
  return { width, height, data };
}

const upright = facade();
const field = (raster: Raster) => lightnessField(measureCells(raster), raster);
const target = field(upright);

/** From the upright front to what a camera sees that is pitched up by 11°, a little turned and rolled. */
const TILT: Homography = (() => {
  const [f, pitch, yaw, roll] = [980, 11, 0.6, 1.1].map((v, i) => (i > 0 ? (v * Math.PI) / 180 : v)) as [
    number,
    number,
    number,
    number,
  ];
  const from = corners(FRAME);
  const seen = from.map(([x, y]): Point => {
    const [x1, z1] = [x * Math.cos(yaw) - f * Math.sin(yaw), x * Math.sin(yaw) + f * Math.cos(yaw)];
    const [y1, z] = [
      (y - 250) * Math.cos(pitch) + z1 * Math.sin(pitch),
      z1 * Math.cos(pitch) - (y - 250) * Math.sin(pitch),
    ];
    const [x2, y2] = [x1 * Math.cos(roll) + y1 * Math.sin(roll), y1 * Math.cos(roll) - x1 * Math.sin(roll)];
    return [(0.93 * f * x2) / z, (0.93 * f * y2) / z];
  });
  return fromPoints(from, seen)!;
})();

/** Part of the way from the tilted view (0) to the upright one (1), then stretched, scaled, turned and moved. */
function seen(share: number, { stretch = 1, scale = 1, degrees = 0, dx = 0, dy = 0 } = {}): Homography {
  const from = corners(FRAME);
  const way = from.map(([x, y]): Point => {
    const [u, v] = apply(TILT, x, y);
    return [u + share * (x - u), v + share * (y - v)];
  });
  const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return compose(
    [scale * stretch * c, -scale * s, dx, scale * stretch * s, scale * c, dy, 0, 0, 1],
    fromPoints(from, way)!,
  );
}

const lookedAt = (m: Homography, size = FRAME, picture = upright): Raster =>
  mapToFrame(picture, size, { angle: 0, scale: 1, dx: 0, dy: 0, homography: invert(m) });

describe('homographies', () => {
  const m: Homography = [1.1, 0.05, 12, -0.03, 0.95, -7, 0.0001, -0.0002, 1];
  it.each<[string, Homography, Point, Point]>([
    ['goes there', m, [100, -50], [119.5 / 1.02, -57.5 / 1.02]],
    ['and back', compose(invert(m), m), [100, -50], [100, -50]],
    ['at half the pitch on both sides', rescaled(m, 0.5, 0.5), [50, -25], [59.75 / 1.02, -28.75 / 1.02]],
  ])('%s', (_, map, from, to) => {
    const [x, y] = apply(map, ...from);
    expect([x, y]).toEqual([expect.closeTo(to[0], 9), expect.closeTo(to[1], 9)]);
  });

  it('are found from four points, and are not where three lie on a line', () => {
    const from = corners({ width: 200, height: 100 });
    const found = fromPoints(
      from,
      from.map(([x, y]) => apply(m, x, y)),
    )!;
    found.forEach((v, i) => expect(v).toBeCloseTo(m[i]!, 9));
    expect(
      fromPoints(
        [
          [0, 0],
          [1, 1],
          [2, 2],
          [5, 0],
        ],
        from,
      ),
    ).toBeNull();
  });

  it('grow area by their determinant', () => {
    expect(growth([2, 0, 0, 0, 3, 0, 0, 0, 1], 7, 8)).toBe(6);
    expect(growth([-1, 0, 0, 0, 1, 0, 0, 0, 1], 0, 0)).toBe(-1);
  });
});

describe('distortion in the words of a straightening tool', () => {
  /** The corners of a 200 × 200 frame, moved. */
  const square = { width: 200, height: 200 };
  const moved = (...by: [number, number][]): Homography => {
    const from = corners(square);
    return fromPoints(
      from,
      from.map(([x, y], i): Point => [x + by[i]![0], y + by[i]![1]]),
    )!;
  };
  const STILL: [number, number] = [0, 0];
  const lean = (px: number): number => (Math.atan2(px, 200) * 180) / Math.PI;
  it.each<[string, Homography, object]>([
    [
      'nothing',
      moved(STILL, STILL, STILL, STILL),
      { verticals: 0, horizontals: 0, angle: 0, stretch: 0, scale: 1 },
    ],
    [
      'a narrow top converges',
      moved([10, 0], [-10, 0], STILL, STILL),
      { verticals: 2 * lean(10), horizontals: 0 },
    ],
    [
      'a wide top diverges',
      moved([-6, 0], [6, 0], STILL, STILL),
      { verticals: -2 * lean(6), horizontals: 0 },
    ],
    ['a low right side', moved(STILL, [0, 8], [0, -8], STILL), { verticals: 0, horizontals: 2 * lean(8) }],
    ['a low left side', moved([0, 8], STILL, STILL, [0, -8]), { verticals: 0, horizontals: -2 * lean(8) }],
    [
      'a turn',
      matrixOf({ angle: 3, scale: 1.2, dx: 4, dy: -5 }),
      { verticals: 0, angle: 3, scale: 1.2, stretch: 0, dx: 4, dy: -5 },
    ],
    ['a squash', [1.1, 0, 0, 0, 1, 0, 0, 0, 1], { stretch: 0.1, verticals: 0 }],
    ['a pull upwards', [1, 0, 0, 0, 1.25, 0, 0, 0, 1], { stretch: -0.2, verticals: 0 }],
  ])('%s', (_, map, expected) => {
    const found = distortionOf(map, square) as unknown as Record<string, number>;
    for (const [name, value] of Object.entries(expected)) expect(found[name]).toBeCloseTo(value as number, 6);
  });

  it.each<[string, Homography, number]>([
    ['all of it', [1, 0, 0, 0, 1, 0, 0, 0, 1], 1],
    ['a picture twice as large', [0.5, 0, 0, 0, 0.5, 0, 0, 0, 1], 1],
    ['moved by a quarter', [1, 0, 50, 0, 1, 0, 0, 0, 1], 0.75],
    ['a crop to half its sides', [2, 0, 0, 0, 2, 0, 0, 0, 1], 0.25],
    ['turned by 45°', matrixOf({ angle: 45, scale: 1, dx: 0, dy: 0 }), 2 * (Math.SQRT2 - 1)],
    ['beside it', [1, 0, 300, 0, 1, 0, 0, 0, 1], 0],
  ])('%s: covered', (_, map, share) => expect(shareCovered(map, square, square)).toBeCloseTo(share, 9));
});

describe('a front is found in perspective', () => {
  let toStart: Homography;
  beforeAll(() => {
    toStart = matrixOf(registerTilted(field(lookedAt(TILT)), target));
  });

  it('the start, of which nothing is known', () => {
    const [found, real] = [distortionOf(toStart, FRAME), distortionOf(TILT, FRAME)];
    expect(real.verticals).toBeGreaterThan(8);
    expect(Math.abs(found.verticals - real.verticals)).toBeLessThan(0.15);
    expect(Math.abs(found.horizontals - real.horizontals)).toBeLessThan(0.15);
  });

  it.each<[string, Homography, { width: number; height: number }]>([
    ['upright', seen(1), FRAME],
    ['nearly', seen(0.9), FRAME],
    ['half way', seen(0.5), FRAME],
    ['untouched', seen(0), FRAME],
    ['too far', seen(1.2), FRAME],
    ['squashed', seen(1, { stretch: 1.1 }), FRAME],
    ['pulled up and turned', seen(0.95, { stretch: 0.92, degrees: -1.2 }), FRAME],
    ['cropped', seen(1, { scale: 1.2, dx: 30, dy: -50 }), FRAME],
    ['exported at half size', seen(0.8, { scale: 0.5 }), { width: 400, height: 600 }],
  ])('%s', (_, m, size) => {
    const found = registerPerspective(field(lookedAt(m, size)), target, toStart);
    const [is, real] = [distortionOf(matrixOf(found), FRAME), distortionOf(m, FRAME)];
    // A hundredth of what it leans at most, and a tenth of a degree.
    expect(Math.abs(is.verticals - real.verticals)).toBeLessThan(0.1 + 0.01 * Math.abs(real.verticals));
    expect(Math.abs(is.horizontals - real.horizontals)).toBeLessThan(0.15);
    expect(Math.abs(is.angle - real.angle)).toBeLessThan(0.05);
    expect(Math.abs(is.stretch - real.stretch)).toBeLessThan(0.004);
    expect(Math.abs(is.scale / real.scale - 1)).toBeLessThan(0.004);
    expect(found.likeness).toBeGreaterThan(0.95);
  });

  it.each([
    ['mirrored', mirrored(upright)],
    ['another picture', scene(4, 800, 1200)],
  ])('%s is not', (_, picture) =>
    expect(registerPerspective(field(picture), target, toStart).likeness).toBeLessThan(ALIKE_IN_PERSPECTIVE),
  );
});

describe('geometry says what still leans, how much and which way', () => {
  const criteria = [
    { id: 'upright', kind: 'geometry', params: { verticals: { tolerance: 0.2, limit: 4 } } },
    { id: 'level', kind: 'geometry', params: { horizontals: { tolerance: 0.3, limit: 4 } } },
    { id: 'proportions', kind: 'geometry', params: { stretch: { tolerance: 0.02, limit: 0.12 } } },
    { id: 'frame', kind: 'geometry', params: { kept: { tolerance: 0.15, limit: 0.6 } } },
  ];
  let exercise: Exercise;
  beforeAll(async () => {
    exercise = await exerciseOf({
      start: lookedAt(TILT),
      reference: upright,
      size: { rule: 'free', minWidth: 200, perspective: true },
      criteria,
    });
  });

  // what is seen · codes of the four · scores of the four, ± 4 · said first
  it.each<[string, Homography, string[], number[], RegExp]>([
    [
      'upright',
      seen(1),
      ['upright', 'frontal', 'proportions', 'frame-kept'],
      [100, 100, 100, 100],
      /stand upright/,
    ],
    [
      'three quarters',
      seen(0.75),
      ['converging', 'frontal', 'proportions', 'frame-kept'],
      [51, 100, 100, 100],
      /still converge by 2°: .*Open the top/s,
    ],
    [
      'too far',
      seen(1.25),
      ['diverging', 'frontal', 'proportions', 'frame-kept'],
      [56, 100, 100, 100],
      /fall outwards by 1\.\d°/,
    ],
    [
      'squashed',
      seen(1, { stretch: 1.1 }),
      ['upright', 'frontal', 'squashed', 'frame-kept'],
      [100, 100, 20, 100],
      /stand upright/,
    ],
    [
      'pulled up',
      seen(1, { stretch: 0.92 }),
      ['upright', 'frontal', 'stretched', 'frame-kept'],
      [100, 100, 40, 100],
      /stand upright/,
    ],
    [
      'too tight',
      seen(1, { scale: 1.4 }),
      ['upright', 'frontal', 'proportions', 'overcropped'],
      [100, 100, 100, 24],
      /stand upright/,
    ],
  ])('%s', async (_, m, codes, scores, says) => {
    const { criteria: found } = await gradeRaster(exercise, lookedAt(m));
    expect(found.map(({ feedback }) => feedback[0]!.code)).toEqual(codes.map((code) => `geometry.${code}`));
    found.forEach(({ score }, i) => expect(Math.abs(score - scores[i]!)).toBeLessThanOrEqual(4));
    expect(found[0]!.feedback[0]!.text).toMatch(says);
  });

  it('the mirror image of everything leans the other way, and no further', async () => {
    const sideways = compose([1, 0, 0, 0, 1, 0, 0.00012, 0, 1], seen(1));
    const other = await exerciseOf({
      start: mirrored(lookedAt(TILT)),
      reference: mirrored(upright),
      size: { rule: 'free', minWidth: 200, perspective: true },
      criteria: [criteria[1]!],
    });
    const attempt = lookedAt(sideways);
    const level = (await gradeRaster(exercise, attempt)).criteria[1]!;
    const mirror = (await gradeRaster(other, mirrored(attempt))).criteria[0]!;
    const side = ({ feedback }: CriterionReport): unknown => feedback[0]!.params.side;
    expect([side(level), side(mirror)]).toEqual(['right', 'left']);
    expect(Math.abs(level.value - mirror.value)).toBeLessThanOrEqual(0.1);
  });

  it('asked of an exercise whose frame is not free in perspective, it is an error of its author', async () => {
    await expect(
      exerciseOf({ start: upright, reference: upright, size: { rule: 'free', minWidth: 200 }, criteria }),
    ).rejects.toThrow('perspective: true');
  });
});

describe('a crop is found in the whole', () => {
  const whole = scene(9, 1440, 960);
  const fields = { whole: field(whole) };
  // left · top · width · height
  it.each<[string, Box]>([
    ['tall, in the middle', { x: 336, y: 0, width: 768, height: 960 }],
    ['at the left border', { x: 0, y: 96, width: 620, height: 775 }],
    ['in the lower right corner', { x: 900, y: 285, width: 540, height: 675 }],
    ['less than a third of the width', { x: 500, y: 250, width: 416, height: 520 }],
  ])('%s', (_, box) => {
    const found = registerCrop(field(crop(whole, box)), fields.whole);
    const [dx, dy] = [720 - box.x - box.width / 2, 480 - box.y - box.height / 2];
    expect(found.likeness).toBeGreaterThan(0.9);
    expect(Math.abs(found.scale - 1)).toBeLessThan(0.01);
    expect(Math.hypot(found.dx - dx, found.dy - dy)).toBeLessThan(0.01 * box.width);
  });

  it('and another picture is not', () =>
    expect(registerCrop(field(scene(10, 600, 750)), fields.whole).likeness).toBeLessThan(0.3));
});

describe('geometry of a crop', () => {
  const whole = scene(9, 1440, 960);
  const box = { x: 400, y: 60, width: 640, height: 800 };
  const scale = (tolerance: number, limit: number) => ({ tolerance, limit });
  let exercise: Exercise;
  beforeAll(async () => {
    exercise = await exerciseOf({
      start: whole,
      reference: crop(whole, box),
      size: { rule: 'free', minWidth: 200 },
      criteria: [
        { id: 'format', kind: 'geometry', params: { aspect: { ratio: 0.8, ...scale(0.01, 0.1) } } },
        { id: 'place', kind: 'geometry', params: { offset: scale(0.05, 0.4) } },
        { id: 'field', kind: 'geometry', params: { scale: scale(0.05, 0.5) } },
      ],
    });
  });

  // crop · codes · values
  it.each<[string, Box, string[], number[], RegExp]>([
    ['as asked', box, ['aspect-met', 'placed', 'field-met'], [0, 0, 0], /4:5/],
    [
      'too wide a format',
      { ...box, x: 360, width: 720 },
      ['aspect', 'placed', 'field-met'],
      [12.5, 0, 6.1],
      /9:10; the layout asks for 4:5/,
    ],
    ['too far left', { ...box, x: 272 }, ['aspect-met', 'offset', 'field-met'], [0, 20, 0], /4:5/],
    [
      'tight',
      { x: 528, y: 220, width: 384, height: 480 },
      ['aspect-met', 'placed', 'too-tight'],
      [0, 0, 40],
      /4:5/,
    ],
    [
      'the frame of another subject',
      { x: 0, y: 100, width: 512, height: 640 },
      ['aspect-met', 'offset', 'too-tight'],
      [0, 73, 20],
      /4:5/,
    ],
  ])('%s', async (_, cut, codes, values, says) => {
    const { criteria } = await gradeRaster(exercise, crop(whole, cut));
    expect(criteria.map(({ feedback }) => feedback[0]!.code)).toEqual(
      codes.map((code) => `geometry.${code}`),
    );
    criteria.forEach(({ value }, i) => expect(Math.abs(value - values[i]!)).toBeLessThanOrEqual(1));
    expect(criteria[0]!.feedback[0]!.text).toMatch(says);
  });

  it('says which way the frame must go', async () => {
    const way = async (dx: number, dy: number): Promise<unknown> => {
      const { criteria } = await gradeRaster(exercise, crop(whole, { ...box, x: 400 + dx, y: 60 + dy }));
      return criteria[1]!.feedback[0]!.params.way;
    };
    expect([await way(-160, 0), await way(160, 90), await way(0, 100)]).toEqual([
      'right',
      'left and up',
      'up',
    ]);
  });
});
