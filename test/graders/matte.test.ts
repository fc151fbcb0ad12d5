import { beforeAll, describe, expect, it } from 'vitest';
import sharp from 'sharp';
import { connectivityError } from '#graders/metrics/connectivity.ts';
import { gradientError, mattingErrors } from '#graders/metrics/matting.ts';
import { outlineShift } from '#graders/metrics/outline.ts';
import { BACKGROUND, BODY, EDGE, HOLE, SOFT, trimapOf } from '#graders/metrics/trimap.ts';
import type { Plane, Raster } from '#graders/pixels/types.ts';
import type { CriterionReport } from '#graders/report/schema.ts';
import type { Exercise } from '#graders/types.ts';
import { exerciseOf, gradeBytes } from '#test/support/exercise.ts';
import { pictureFile, png } from '#test/support/files.ts';
import { randomFrom } from '#test/support/scene.ts';

const WIDTH = 600;
const HEIGHT = 400;

const planeOf = (width: number, height: number, alpha: (x: number, y: number) => number): Plane => ({
  width,
  height,
  data: Uint8Array.from({ length: width * height }, (_, i) =>
    Math.round(255 * Math.min(1, Math.max(0, alpha(i % width, Math.floor(i / width))))),
  ),
});

/** A ring with a hard edge, and beside it a blob that fades over forty pixels. `by` moves the ring's edges outwards. */
function product(by = 0, { scale = 1, hole = true, hard = false } = {}): Plane {
  return planeOf(WIDTH * scale, HEIGHT * scale, (x, y) => {
    const [u, v] = [(x + 0.5) / scale, (y + 0.5) / scale];
    const r = Math.hypot(u - 220, v - 200);
    const ring = Math.min((130 + by - r) * scale + 0.5, hole ? (r - 60 + by) * scale + 0.5 : 1);
    const blob = (90 - Math.hypot(u - 470, v - 200)) / 40;
    return Math.max(ring, hard ? Math.sign(blob - 0.5) : blob);
  });
}

const truth = product();

/** The product's own colour, and the wall it stood before. */
const OWN = [150, 60, 40] as const;
const WALL = [206, 204, 198] as const;

/** Straight colour with an alpha. `mixed` is how much of the wall is still in the edge's colour. */
function cutOut(
  alpha: Plane,
  { of = truth, mixed = 0, times = 1, ground = WALL as readonly number[] } = {},
): Buffer {
  const grain = randomFrom(3);
  const out = Buffer.alloc(alpha.data.length * 4);
  for (let i = 0; i < alpha.data.length; i++) {
    const share = 1 - mixed * (1 - of.data[i]! / 255);
    const n = (grain() - 0.5) * 8;
    for (let c = 0; c < 3; c++)
      out[i * 4 + c] = Math.round(
        (OWN[c]! * share + ground[c]! * (1 - share) + n) * times ** (1 - alpha.data[i]! / 255),
      );
    out[i * 4 + 3] = alpha.data[i]!;
  }
  return out;
}

const rgba = (data: Buffer, width = WIDTH, height = HEIGHT) =>
  sharp(data, { raw: { width, height, channels: 4 } });

/** As photographed: the product before the wall, the edges mixed. */
function photograph(): Raster {
  const own = cutOut(truth);
  const data = new Uint8Array(WIDTH * HEIGHT * 3);
  for (let i = 0; i < truth.data.length; i++)
    for (let c = 0; c < 3; c++) {
      const a = truth.data[i]! / 255;
      data[i * 3 + c] = own[i * 4 + c]! * a + WALL[c]! * (1 - a);
    }
  return { width: WIDTH, height: HEIGHT, data };
}

describe('trimap', () => {
  const map = trimapOf(truth);
  it.each([
    ['far outside', 5, 5, BACKGROUND],
    ['inside the ring', 220 + 95, 200, BODY],
    ['its outer edge', 220 + 130, 200, EDGE],
    ['the hole', 220, 200, HOLE],
    ['where the blob fades', 470 + 70, 200, SOFT],
    ['the blob’s core', 470, 200, BODY],
  ])('%s', (_, x, y, kind) => expect(map.kind[y * WIDTH + x]).toBe(kind));

  it('measures the hole', () => {
    expect(map.holes).toHaveLength(1);
    expect(map.holes[0]!.pixels / (Math.PI * 60 * 60)).toBeCloseTo(1, 1);
    expect(map.holes[0]!.box).toEqual({ x: 160, y: 140, width: 120, height: 120 });
  });

  it('scales with the picture', () => {
    const large = trimapOf(product(0, { scale: 2 }));
    expect(large.holes).toHaveLength(1);
    expect(large.soft / map.soft / 4).toBeCloseTo(1, 1);
  });
});

describe('matting errors', () => {
  const line = (...alpha: number[]): Plane => planeOf(alpha.length, 1, (x) => alpha[x]!);
  const all = (plane: Plane): Int32Array => Int32Array.from(plane.data, (_, i) => i);
  it.each<[string, Plane, Plane, number, number]>([
    ['alike', line(0, 0.6, 1), line(0, 0.6, 1), 0, 0],
    ['one of four wrong by all', line(0, 1, 1, 1), line(0, 0, 1, 1), 250, 250],
    ['one of four wrong by three fifths', line(0, 0.6, 1, 1), line(0, 0, 1, 1), 150, 90],
    ['everything opaque', line(1, 1, 1, 1), line(0, 0, 1, 1), 500, 500],
  ])('%s', (_, mine, wanted, sad, mse) => {
    const found = mattingErrors(mine, wanted, all(wanted));
    expect([found.sad, found.mse]).toEqual([expect.closeTo(sad, 6), expect.closeTo(mse, 6)]);
  });

  it('gradient: a step moved by ten pixels counts twice, a blurred one less', () => {
    const step = (at: number): Plane => planeOf(60, 40, (x) => (x < at ? 0 : 1));
    const wanted = step(25);
    const moved = gradientError(step(35), wanted, all(wanted));
    const gone = gradientError(
      planeOf(60, 40, () => 1),
      wanted,
      all(wanted),
    );
    const soft = gradientError(
      planeOf(60, 40, (x) => (x - 22) / 6),
      wanted,
      all(wanted),
    );
    expect(moved / gone).toBeCloseTo(2, 2);
    expect(soft).toBeGreaterThan(0);
    expect(soft).toBeLessThan(0.5 * moved);
    expect(gradientError(wanted, wanted, all(wanted))).toBe(0);
  });

  it.each<[string, (x: number) => number, number]>([
    ['joined', (x) => (x < 5 ? 1 : 0), 0],
    ['an island of one in ten', (x) => (x < 5 || x === 8 ? 1 : 0), 100],
    ['a faint island', (x) => (x < 5 ? 1 : x === 8 ? 0.1 : 0), 0],
    ['a half-transparent neighbour', (x) => (x < 5 ? 1 : x === 5 ? 0.5 : 0), 50],
  ])('connectivity: %s', (_, alpha, expected) => {
    const wanted = planeOf(10, 1, (x) => (x < 5 ? 1 : 0));
    const unknown = new Uint8Array(10).fill(1);
    expect(connectivityError(planeOf(10, 1, alpha), wanted, unknown)).toBeCloseTo(expected, 0);
  });
});

describe('the outline’s shift', () => {
  const map = trimapOf(truth);
  const mean = (by: number, scale = 1): number => {
    const wanted = scale === 1 ? truth : product(0, { scale });
    const stretches = outlineShift(
      product(by, { scale }),
      wanted,
      scale === 1 ? map : trimapOf(wanted),
      new Set(),
    );
    const length = stretches.reduce((sum, stretch) => sum + stretch.length, 0);
    return stretches.reduce((sum, stretch) => sum + stretch.shift * stretch.length, 0) / length;
  };
  // The band reaches two pixels at 600, and the fading blob lies beside the ring: a tenth is lost to both.
  it.each([
    [0, 0],
    [0.5, 0.5],
    [1, 1],
    [-0.5, -0.5],
    [-1, -1],
  ])('%d px is %d px', (by, px) => expect(Math.abs(mean(by) - px)).toBeLessThan(0.12));
  it('twice as large, twice as many pixels', () => expect(mean(1, 2) / mean(1)).toBeCloseTo(2, 0));
});

describe('matte says what is left on and what is eaten', () => {
  const CRITERIA = [
    { id: 'holes', kind: 'matte', params: { holes: { tolerance: 0.02, limit: 0.5 } } },
    { id: 'edge', kind: 'matte', params: { edge: { tolerance: 0.2, limit: 3 } } },
    { id: 'offset', kind: 'matte', params: { offset: { tolerance: 0.8, limit: 2.2 } } },
    { id: 'soft', kind: 'matte', params: { soft: { tolerance: 0.02, limit: 0.3 } } },
    { id: 'fringe', kind: 'matte', params: { fringe: { tolerance: 1, limit: 10 } } },
    { id: 'known', kind: 'matte', params: { known: { tolerance: 0.002, limit: 0.1 } } },
    { id: 'parts', kind: 'matte', params: { parts: { tolerance: 0.0003, limit: 0.002 } } },
    {
      id: 'numbers',
      kind: 'matte',
      params: {
        sad: { tolerance: 3, limit: 400 },
        mse: { tolerance: 3, limit: 400 },
        gradient: { tolerance: 1, limit: 50 },
        connectivity: { tolerance: 3, limit: 400 },
      },
    },
  ];
  let exercise: Exercise;
  beforeAll(async () => {
    const start = photograph();
    const made = await exerciseOf({ start, reference: start, criteria: CRITERIA });
    const reference = pictureFile('reference/0.png', await rgba(cutOut(truth)).png().toBuffer());
    exercise = { ...made, references: [reference] };
  });
  const reports = async (bytes: Uint8Array): Promise<Record<string, CriterionReport>> => {
    const { report } = await gradeBytes(exercise, bytes);
    return Object.fromEntries(report.criteria.map((criterion) => [criterion.id, criterion]));
  };
  const codes = (found: Record<string, CriterionReport>): string[] =>
    Object.values(found).map(({ feedback }) => feedback[0]!.code.replace('matte.', ''));
  const CLEAN = ['holes-open', 'edge-true', 'clean', 'soft-kept', 'fringe-clean', 'clean', 'clean', 'clean'];

  // Every format that has an alpha, and 16 bits: the same cut-out is right in all of them.
  it.each<[string, () => Promise<Uint8Array>]>([
    ['PNG', () => rgba(cutOut(truth)).png().toBuffer()],
    ['16-bit PNG', () => rgba(cutOut(truth)).toColourspace('rgb16').png().toBuffer()],
    ['lossless WebP', () => rgba(cutOut(truth)).webp({ lossless: true }).toBuffer()],
    ['lossy WebP', () => rgba(cutOut(truth)).webp({ quality: 90 }).toBuffer()],
    [
      'AVIF',
      () => rgba(cutOut(truth)).avif({ quality: 75, effort: 1, chromaSubsampling: '4:4:4' }).toBuffer(),
    ],
    ['TIFF', () => rgba(cutOut(truth)).tiff({ compression: 'lzw' }).toBuffer()],
    ['Display P3', () => rgba(cutOut(truth)).withIccProfile('p3').png().toBuffer()],
    ['half size', () => rgba(cutOut(truth)).resize(300, 200).png().toBuffer()],
    [
      'a pixel smaller',
      () =>
        rgba(cutOut(truth))
          .resize(WIDTH - 1, HEIGHT - 1, { fit: 'fill' })
          .png()
          .toBuffer(),
    ],
    [
      'a pixel cropped',
      () =>
        rgba(cutOut(truth))
          .extract({ left: 1, top: 1, width: WIDTH - 1, height: HEIGHT - 1 })
          .png()
          .toBuffer(),
    ],
    [
      'a pixel off',
      () =>
        rgba(cutOut(truth))
          .extract({ left: 1, top: 0, width: WIDTH - 1, height: HEIGHT })
          .extend({ right: 1, background: '#0000' })
          .png()
          .toBuffer(),
    ],
  ])('right as %s', async (_, make) => {
    const found = await reports(await make());
    expect(codes(found)).toEqual(CLEAN);
    for (const { score } of Object.values(found)) expect(score).toBeGreaterThanOrEqual(95);
  });

  it.each<[string, () => Promise<Uint8Array>, string]>([
    ['the start', () => png(photograph()), 'matte.no-alpha'],
    [
      'a JPEG',
      () =>
        sharp(photograph().data, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
          .jpeg()
          .toBuffer(),
      'matte.no-alpha',
    ],
    [
      'an alpha that hides nothing',
      () =>
        sharp(photograph().data, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
          .ensureAlpha()
          .png()
          .toBuffer(),
      'matte.opaque',
    ],
  ])('%s: one remark, nothing scored', async (_, make, code) => {
    const found = await reports(await make());
    for (const { score, feedback, places, evidence } of Object.values(found)) {
      expect([score, places, evidence]).toEqual([0, [], []]);
      expect(feedback.map((remark) => remark.code)).toEqual([code]);
    }
  });

  // alpha and colour · criterion · first code · score · place
  it.each<[string, () => Buffer, string, string, [number, number], string | null]>([
    [
      'a missed hole',
      () => cutOut(product(0, { hole: false })),
      'holes',
      'matte.holes-missed',
      [0, 0],
      'matte.place-hole',
    ],
    [
      'a missed hole leaves the outline right',
      () => cutOut(product(0, { hole: false })),
      'edge',
      'matte.edge-true',
      [95, 100],
      null,
    ],
    [
      'a gap of sixteen pixels through the ring',
      () => cutOut(gapped()),
      'parts',
      'matte.part-lost',
      [0, 10],
      'matte.place-part-lost',
    ],
    [
      'a speck of sixteen pixels beside it',
      () => cutOut(specked()),
      'parts',
      'matte.part-left',
      [30, 95],
      'matte.place-part-left',
    ],
    [
      'two pixels too wide leave no part on',
      () => cutOut(product(2)),
      'parts',
      'matte.clean',
      [100, 100],
      null,
    ],
    [
      'two pixels too tight cut off none',
      () => cutOut(product(-2)),
      'parts',
      'matte.clean',
      [100, 100],
      null,
    ],
    ['a pixel too wide', () => cutOut(product(1)), 'edge', 'matte.left-on', [45, 62], 'matte.place-left-on'],
    ['a pixel too tight', () => cutOut(product(-1)), 'edge', 'matte.eaten', [45, 62], 'matte.place-eaten'],
    ['choked by a pixel', () => cutOut(product(-1)), 'offset', 'matte.choked', [20, 55], 'matte.place-eaten'],
    [
      'spread by a pixel',
      () => cutOut(product(1)),
      'offset',
      'matte.spread',
      [20, 55],
      'matte.place-left-on',
    ],
    ['half a pixel inside', () => cutOut(product(-0.5)), 'offset', 'matte.clean', [95, 100], null],
    [
      'moved to and fro along the outline, right as a whole',
      () => cutOut(wavering()),
      'offset',
      'matte.clean',
      [95, 100],
      null,
    ],
    [
      'soft parts cut hard',
      () => cutOut(product(0, { hard: true })),
      'soft',
      'matte.soft-cut',
      [0, 60],
      'matte.place-soft',
    ],
    [
      'the wall in the edge',
      () => cutOut(truth, { mixed: 1 }),
      'fringe',
      'matte.fringe-background',
      [0, 70],
      'matte.place-fringe',
    ],
    [
      'another colour in the edge',
      () => cutOut(truth, { mixed: 1, ground: [20, 160, 60] }),
      'fringe',
      'matte.fringe',
      [0, 60],
      'matte.place-fringe',
    ],
    [
      'colour multiplied by alpha',
      () => multiplied(),
      'fringe',
      'matte.premultiplied',
      [0, 84],
      'matte.place-fringe',
    ],
    ['a veil over everything', () => cutOut(lifted(0.06)), 'known', 'matte.left-over', [0, 80], null],
    ['a product that shines through', () => cutOut(dimmed(0.8)), 'known', 'matte.body-lost', [0, 5], null],
    ['a rim cut away', () => cutOut(withoutRim()), 'fringe', 'matte.rim-gone', [0, 0], null],
    ['soft parts filled in', () => cutOut(filled()), 'soft', 'matte.soft-solid', [0, 10], 'matte.place-soft'],
    ['soft parts shaved off', () => cutOut(shaved()), 'soft', 'matte.soft-lost', [0, 10], 'matte.place-soft'],
  ])('%s', async (_, make, id, code, [low, high], place) => {
    const { [id]: found } = await reports(await rgba(make()).png().toBuffer());
    expect(found!.feedback[0]!.code).toBe(code);
    expect(found!.score).toBeGreaterThanOrEqual(low);
    expect(found!.score).toBeLessThanOrEqual(high);
    if (place) {
      expect(found!.places.length).toBeGreaterThan(0);
      expect(found!.evidence.some((name) => name.endsWith('cut-outs.jpg'))).toBe(true);
      expect(found!.evidenceText).toMatch(/magenta/);
    }
  });

  /** The ring's two halves are off by a pixel and a half, one inwards and one outwards. */
  function wavering(): Plane {
    const [wide, tight] = [product(1.5), product(-1.5)];
    return planeOf(WIDTH, HEIGHT, (x, y) => (x < 220 ? wide : tight).data[y * WIDTH + x]! / 255);
  }
  const gapped = (): Plane =>
    planeOf(WIDTH, HEIGHT, (x, y) =>
      y < 200 && Math.abs(x - 220) < 8 ? 0 : truth.data[y * WIDTH + x]! / 255,
    );
  const specked = (): Plane =>
    planeOf(WIDTH, HEIGHT, (x, y) =>
      x >= 24 && x < 40 && y >= 24 && y < 40 ? 1 : truth.data[y * WIDTH + x]! / 255,
    );
  const lifted = (by: number): Plane =>
    planeOf(WIDTH, HEIGHT, (x, y) => Math.max(by, truth.data[y * WIDTH + x]! / 255));
  const dimmed = (by: number): Plane =>
    planeOf(WIDTH, HEIGHT, (x, y) => (by * truth.data[y * WIDTH + x]!) / 255);
  /** Whatever shows a little of the product is made solid, or thrown away. */
  const filled = (): Plane => planeOf(WIDTH, HEIGHT, (x, y) => (truth.data[y * WIDTH + x]! > 12 ? 1 : 0));
  const shaved = (): Plane => planeOf(WIDTH, HEIGHT, (x, y) => (truth.data[y * WIDTH + x]! > 243 ? 1 : 0));
  const withoutRim = (): Plane => {
    const tight = product(-8);
    return planeOf(WIDTH, HEIGHT, (x, y) =>
      truth.data[y * WIDTH + x]! > 250 ? tight.data[y * WIDTH + x]! / 255 : 0,
    );
  };
  function multiplied(): Buffer {
    const out = cutOut(truth);
    for (let i = 0; i < truth.data.length; i++)
      for (let c = 0; c < 3; c++) out[i * 4 + c] = Math.round((out[i * 4 + c]! * truth.data[i]!) / 255);
    return out;
  }

  it('the further the edge is off, the less is left, outwards as inwards', async () => {
    for (const way of [1, -1]) {
      const scores: number[] = [];
      for (const px of [0, 0.5, 1, 1.5])
        scores.push(
          (
            await reports(
              await rgba(cutOut(product(way * px)))
                .png()
                .toBuffer(),
            )
          ).edge!.score,
        );
      expect(scores[0]).toBe(100);
      expect(scores).toEqual([...scores].sort((p, q) => q - p));
      expect(new Set(scores).size).toBe(4);
    }
  });

  it('colour under a clear alpha does not matter', async () => {
    const painted = cutOut(truth);
    for (let i = 0; i < truth.data.length; i++) if (truth.data[i] === 0) painted.fill(77, i * 4, i * 4 + 3);
    const found = await reports(await rgba(painted).png().toBuffer());
    expect(Object.values(found).map(({ score }) => score)).toEqual([100, 100, 100, 100, 100, 100, 100, 100]);
  });

  it('a cut-out gets no note that its alpha was thrown away', async () => {
    const { report } = await gradeBytes(exercise, await rgba(cutOut(truth)).png().toBuffer());
    expect(report.notes.map(({ code }) => code)).not.toContain('note.alpha-flattened');
  });
});
