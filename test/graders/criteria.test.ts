import { describe, expect, it } from 'vitest';
import { bindCriterion } from '#graders/criteria/kinds.ts';
import type { CriterionSpec } from '#graders/exercise/schema.ts';
import type { CriterionReport } from '#graders/report/schema.ts';
import type { Plane, Raster } from '#graders/pixels/types.ts';
import { distances, exerciseOf, gradeBytes } from '#test/support/exercise.ts';
import { boxes, from, png } from '#test/support/files.ts';
import { blend, edited, randomFrom, scene } from '#test/support/scene.ts';

const reference = scene(5);
const warm = edited(reference, ([r, g, b]) => [r * 1.15, g, b * 0.78]);
const dark = edited(reference, (rgb) => rgb.map((v) => v * 0.7) as [number, number, number]);
const flat = edited(reference, (rgb) => rgb.map((v) => 95 + v * 0.35) as [number, number, number]);
const noisy = grain(reference, 16);
const RIGHT = boxes(reference, [420, 120, 160, 160]);

function grain(raster: Raster, sigma: number): Raster {
  const next = randomFrom(23);
  return edited(raster, (rgb) => {
    const n = (next() + next() + next() + next() - 2) * sigma;
    return [rgb[0] + n, rgb[1] + n, rgb[2] + n];
  });
}

const blurred = async (raster: Raster, sigma: number): Promise<Raster> => ({
  ...raster,
  data: new Uint8Array(await from(raster).blur(sigma).raw().toBuffer()),
});

const sharpened = async (raster: Raster): Promise<Raster> => ({
  ...raster,
  data: new Uint8Array(await from(raster).sharpen({ sigma: 1.5, m1: 2, m2: 3 }).raw().toBuffer()),
});

/** Every 8×8 pixels of a box, by default of everything, replaced by their mean. */
function mosaic(raster: Raster, box = { x: 0, y: 0, width: raster.width, height: raster.height }): Raster {
  const data = raster.data.slice();
  for (let top = box.y; top < box.y + box.height; top += 8)
    for (let left = box.x; left < box.x + box.width; left += 8)
      for (let c = 0; c < 3; c++) {
        const at = Array.from({ length: 64 }, (_, i) => [left + (i & 7), top + (i >> 3)] as const)
          .filter(([x, y]) => x < raster.width && y < raster.height)
          .map(([x, y]) => (y * raster.width + x) * 3 + c);
        const mean = Math.round(at.reduce((sum, i) => sum + raster.data[i]!, 0) / at.length);
        for (const i of at) data[i] = mean;
      }
  return { ...raster, data };
}

/** Squares of 24 px, lighter and darker in turn. */
const mottled = edited(reference, (rgb, x, y) => {
  const sign = (Math.floor(x / 24) + Math.floor(y / 24)) % 2 === 0 ? 8 : -8;
  return rgb.map((v) => v + sign) as [number, number, number];
});

interface Case {
  name: string;
  criterion: Partial<CriterionSpec> & { kind: string };
  start: Raster;
  attempt: Raster | Promise<Raster>;
  regions?: Record<string, Plane>;
  /** Codes in order. */
  codes: string[];
  score: [number, number];
  /** Part of the first remark's text. */
  says?: RegExp;
}

async function first({ criterion, start, attempt, regions }: Case): Promise<CriterionReport> {
  const exercise = await exerciseOf({
    start,
    reference,
    criteria: [{ id: 'it', ...criterion }],
    regions: regions ?? {},
  });
  const { report } = await gradeBytes(exercise, await png(await attempt));
  return report.criteria[0]!;
}

describe('a criterion says what is wrong, how much and which way', () => {
  const cases: Case[] = [
    {
      name: 'untouched cast',
      criterion: { kind: 'tone-colour' },
      start: warm,
      attempt: warm,
      codes: ['tone-colour.cast'],
      score: [0, 0],
      says: /leans toward (orange|yellow), by \d+ .* toward (cyan|blue)/,
    },
    {
      name: 'half of the cast',
      criterion: { kind: 'tone-colour' },
      start: warm,
      attempt: blend(warm, reference, 0.5),
      codes: ['tone-colour.cast'],
      score: [45, 60],
    },
    {
      name: 'done',
      criterion: { kind: 'tone-colour' },
      start: warm,
      attempt: reference,
      codes: ['tone-colour.matches'],
      score: [100, 100],
    },
    {
      name: 'overshoot',
      criterion: { kind: 'tone-colour' },
      start: warm,
      attempt: blend(warm, reference, 1.5),
      codes: ['tone-colour.cast'],
      score: [40, 60],
      says: /leans toward (cyan|blue)/,
    },
    {
      name: 'the wrong way',
      criterion: { kind: 'tone-colour' },
      start: warm,
      attempt: blend(warm, reference, -0.5),
      codes: ['tone-colour.worse', 'tone-colour.cast'],
      score: [0, 0],
      says: /further from the brief/,
    },
    {
      name: 'too dark',
      criterion: { kind: 'tone-colour' },
      start: dark,
      attempt: dark,
      codes: ['tone-colour.too-dark'],
      score: [0, 0],
      says: /\d+(\.\d)? L\* too dark/,
    },
    {
      name: 'a guard kept',
      criterion: { kind: 'tone-colour', params: { limit: 5 } },
      start: reference,
      attempt: reference,
      codes: ['tone-colour.kept'],
      score: [100, 100],
    },
    {
      name: 'a guard broken',
      criterion: { kind: 'tone-colour', params: { limit: 5 } },
      start: reference,
      attempt: warm,
      codes: ['tone-colour.changed'],
      score: [0, 0],
    },
    {
      name: 'a guard broken by a move too small to be named',
      criterion: { kind: 'tone-colour', params: { limit: 0.5 } },
      start: reference,
      attempt: edited(reference, (rgb) => rgb.map((v) => v * 1.03) as [number, number, number]),
      codes: ['tone-colour.changed'],
      score: [0, 59],
    },
    {
      name: 'a guard broken without leaning anywhere',
      criterion: { kind: 'tone-colour', params: { limit: 1 } },
      start: reference,
      attempt: mottled,
      codes: ['tone-colour.unsteady'],
      score: [0, 59],
      says: /export once at a higher quality/,
    },

    {
      name: 'flat tones',
      criterion: { kind: 'histogram', params: { terms: ['emd', 'black-point', 'white-point'] } },
      start: flat,
      attempt: flat,
      codes: ['histogram.black-high'],
      score: [0, 0],
      says: /sits at L\* \d+, the reference reaches \d+/,
    },
    {
      name: 'dark tones',
      criterion: { kind: 'histogram' },
      start: dark,
      attempt: dark,
      codes: ['histogram.too-dark', 'histogram.too-flat'],
      score: [0, 0],
    },
    {
      name: 'colours as a whole',
      criterion: { kind: 'histogram', params: { channels: ['a', 'b'] } },
      start: warm,
      attempt: warm,
      codes: ['histogram.cast'],
      score: [0, 0],
    },

    {
      name: 'nothing clipped',
      criterion: { kind: 'clipping' },
      start: flat,
      attempt: flat,
      codes: ['clipping.none'],
      score: [100, 100],
    },
    {
      name: 'blown',
      criterion: { kind: 'clipping' },
      start: flat,
      attempt: edited(reference, (rgb) => rgb.map((v) => v * 2.1) as [number, number, number]),
      codes: ['clipping.highlights'],
      score: [0, 30],
      says: /% of the picture is blown/,
    },
    {
      name: 'blocked',
      criterion: { kind: 'clipping' },
      start: flat,
      attempt: edited(reference, (rgb) => rgb.map((v) => v * 1.6 - 90) as [number, number, number]),
      codes: ['clipping.shadows'],
      score: [0, 60],
    },

    {
      name: 'structure restored',
      criterion: { kind: 'structure' },
      start: noisy,
      attempt: reference,
      codes: ['structure.restored'],
      score: [100, 100],
    },
    {
      name: 'structure smeared',
      criterion: { kind: 'structure', params: { limit: 0.5 } },
      start: reference,
      attempt: blurred(reference, 3),
      codes: ['structure.smeared'],
      score: [0, 84],
    },
    {
      name: 'too much texture',
      criterion: { kind: 'structure', params: { limit: 0.5 } },
      start: reference,
      attempt: grain(reference, 40),
      codes: ['structure.busy'],
      score: [0, 40],
    },

    {
      name: 'soft',
      criterion: { kind: 'detail', params: { terms: ['sharpness'], limit: 2 } },
      start: reference,
      attempt: blurred(reference, 1.2),
      codes: ['detail.soft'],
      score: [0, 20],
    },
    {
      name: 'noisy',
      criterion: { kind: 'detail', params: { terms: ['noise'], limit: 2 } },
      start: reference,
      attempt: noisy,
      codes: ['detail.noisy'],
      score: [0, 60],
    },
    {
      name: 'plastic',
      criterion: { kind: 'detail', params: { terms: ['noise'] } },
      start: noisy,
      attempt: blurred(reference, 1),
      codes: ['detail.plastic'],
      score: [0, 60],
    },
    {
      name: 'noise reduced as it should be',
      criterion: { kind: 'detail' },
      start: noisy,
      attempt: reference,
      codes: ['detail.matches'],
      score: [100, 100],
    },

    {
      name: 'nothing outside touched',
      criterion: { kind: 'protect', region: 'right' },
      start: reference,
      attempt: reference,
      regions: { right: RIGHT },
      codes: ['protect.clean'],
      score: [100, 100],
    },
    {
      name: 'edit inside the region',
      criterion: { kind: 'protect', region: 'right' },
      start: reference,
      attempt: edited(reference, (rgb, x, y) =>
        x >= 420 && x < 580 && y >= 120 && y < 280 ? [rgb[0] + 60, 0, 0] : rgb,
      ),
      regions: { right: RIGHT },
      codes: ['protect.clean'],
      score: [100, 100],
    },
    {
      name: 'everything touched',
      criterion: { kind: 'protect', region: 'right' },
      start: reference,
      attempt: dark,
      regions: { right: RIGHT },
      codes: ['protect.harmed-all'],
      score: [0, 0],
      says: /(9\d|100)\s% of what should have stayed is changed/,
    },
    {
      name: 'everything touched by less than shows at one place',
      criterion: { kind: 'protect', region: 'right' },
      start: reference,
      attempt: edited(reference, (rgb) => rgb.map((v) => v * 0.95) as [number, number, number]),
      regions: { right: RIGHT },
      codes: ['protect.drifted'],
      score: [20, 59],
      says: /shifted by [12]\.\d ΔE00 on average/,
    },
    {
      name: 'everything touched by next to nothing',
      criterion: { kind: 'protect', region: 'right' },
      start: reference,
      attempt: edited(reference, (rgb) => rgb.map((v) => v * 0.975) as [number, number, number]),
      regions: { right: RIGHT },
      codes: ['protect.slight-drift'],
      score: [60, 95],
    },
    {
      name: 'everything softened',
      criterion: { kind: 'protect', region: 'right' },
      start: reference,
      attempt: blurred(reference, 2.5),
      regions: { right: RIGHT },
      codes: ['protect.softened'],
      score: [0, 59],
    },
    {
      name: 'everything sharpened',
      criterion: { kind: 'protect', region: 'right', params: { deltaE: 8, drift: 9 } },
      start: reference,
      attempt: sharpened(reference),
      regions: { right: RIGHT },
      codes: ['protect.roughened'],
      score: [0, 59],
    },
    {
      name: 'every cell flat, and of its own colour',
      criterion: { kind: 'protect', region: 'right' },
      start: reference,
      attempt: mosaic(reference),
      regions: { right: RIGHT },
      codes: ['protect.softened'],
      score: [0, 0],
    },
    {
      name: 'the cells of one place flat',
      criterion: { kind: 'protect', region: 'right', params: { limit: 0.005, texture: 1 } },
      start: reference,
      attempt: mosaic(reference, { x: 96, y: 240, width: 160, height: 160 }),
      regions: { right: RIGHT },
      codes: ['protect.harmed'],
      score: [0, 59],
      says: /^0\.\d\s% of what should have stayed is changed, see the marked places/,
    },
  ];

  it.each(cases)('$criterion.kind: $name', async (item) => {
    const report = await first(item);
    expect(report.feedback.map(({ code }) => code).slice(0, item.codes.length)).toEqual(item.codes);
    expect(report.score).toBeGreaterThanOrEqual(item.score[0]);
    expect(report.score).toBeLessThanOrEqual(item.score[1]);
    if (item.says) expect(report.feedback[0]!.text).toMatch(item.says);
    expect(report.feedback[0]!.severity === 'celebratory').toBe(report.score >= 85);
  });
});

describe('neutral', () => {
  const grey = edited(reference, (rgb, x, y) =>
    x >= 420 && x < 580 && y >= 120 && y < 280 ? [150, 150, 150] : rgb,
  );
  const cast = edited(grey, ([r, g, b]) => [r * 1.1, g, b * 0.85]);
  it.each([
    [0, 'neutral.cast', 0],
    [0.5, 'neutral.cast', 50],
    [1, 'neutral.clean', 100],
    [1.5, 'neutral.overcorrected', 50],
  ])('corrected by %d: %s', async (share, code, score) => {
    const criteria = [{ id: 'it', kind: 'neutral', region: 'right' }];
    const exercise = await exerciseOf({ start: cast, reference: grey, criteria, regions: { right: RIGHT } });
    const { report } = await gradeBytes(exercise, await png(blend(cast, grey, share)));
    expect(report.criteria[0]!.feedback[0]!.code).toBe(code);
    expect(Math.abs(report.criteria[0]!.score - score)).toBeLessThanOrEqual(6);
  });
});

describe('geometry', () => {
  const turnedBy = async (degrees: number, width = 560, height = 373): Promise<Uint8Array> => {
    const turned = await from(reference)
      .rotate(degrees, { background: '#fff' })
      .png()
      .toBuffer({ resolveWithObject: true });
    const left = Math.floor((turned.info.width - width) / 2);
    const top = Math.floor((turned.info.height - height) / 2);
    const { default: sharp } = await import('sharp');
    return sharp(turned.data).extract({ left, top, width, height }).png().toBuffer();
  };
  const exercise = exerciseOf({
    start: reference,
    reference,
    size: { rule: 'free', minWidth: 200 },
    criteria: [
      { id: 'level', kind: 'geometry', params: { angle: { tolerance: 0.15, limit: 1.5 } } },
      { id: 'frame', kind: 'geometry', params: { kept: { tolerance: 0.3, limit: 0.7 } } },
      { id: 'corners', kind: 'geometry', params: { corners: { tolerance: 0.0005, limit: 0.006 } } },
    ],
  });

  it.each([
    ['level', 0, 560, 373, 0, [100, 100, 100], 'geometry.level'],
    ['0.9° clockwise', 0.9, 560, 373, 0.9, [44, 100, 100], 'geometry.tilted'],
    ['2° anticlockwise', -2, 560, 373, 2, [0, 100, 100], 'geometry.tilted'],
    ['level, cut to half', 0, 460, 306, 0, [100, 50, 100], 'geometry.level'],
    ['turned and not cropped', 3, 648, 432, 3, [0, 100, 0], 'geometry.tilted'],
  ] as const)('%s', async (_, degrees, width, height, angle, scores, code) => {
    const { report } = await gradeBytes(await exercise, await turnedBy(degrees, width, height));
    const [level] = report.criteria;
    // At 648 px a cell is a seventieth of the width: good to a tenth of a degree, a tenth of that at 1800 px.
    expect(Math.abs(level!.value - angle)).toBeLessThanOrEqual(0.11);
    report.criteria.forEach(({ score }, i) => expect(Math.abs(score - scores[i]!)).toBeLessThanOrEqual(6));
    expect(level!.feedback[0]!.code).toBe(code);
    if (degrees > 0) expect(level!.feedback[0]!.text).toMatch(/Turn it anticlockwise/);
    if (degrees < 0) expect(level!.feedback[0]!.text).toMatch(/Turn it clockwise/);
  });
});

describe('delivery', () => {
  const params = {
    formats: ['jpeg', 'webp'],
    width: 648,
    height: 432,
    maxBytes: 60000,
    profile: 'srgb',
    gps: 'stripped',
    metadata: 'stripped',
  };
  const exercise = exerciseOf({
    start: reference,
    reference,
    criteria: [{ id: 'file', kind: 'delivery', params }],
  });
  const jpeg = (quality: number) => from(reference).jpeg({ quality });
  it.each<[string, () => Promise<Uint8Array>, string[], number]>([
    ['all met', () => jpeg(60).toBuffer(), ['delivery.complete', 'delivery.bytes-met'], 100],
    ['a PNG, too heavy', () => png(reference), ['delivery.format', 'delivery.bytes'], 67],
    ['too heavy', () => jpeg(97).toBuffer(), ['delivery.bytes'], 83],
    [
      'the wrong size',
      () => from(reference).resize(600, 400).jpeg({ quality: 60 }).toBuffer(),
      ['delivery.size', 'delivery.bytes-met'],
      83,
    ],
    [
      'a wide profile',
      () => jpeg(60).withIccProfile('p3').toBuffer(),
      ['delivery.profile', 'delivery.bytes-met'],
      83,
    ],
    [
      'camera data',
      () =>
        jpeg(60)
          .withExif({ IFD0: { Copyright: 'CC0' } })
          .toBuffer(),
      ['delivery.metadata', 'delivery.bytes-met'],
      83,
    ],
    [
      'a place',
      () =>
        jpeg(60)
          .withExif({ IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
          .toBuffer(),
      ['delivery.gps', 'delivery.metadata', 'delivery.bytes-met'],
      67,
    ],
  ])('%s', async (_, make, codes, score) => {
    const { report } = await gradeBytes(await exercise, await make());
    expect(report.criteria[0]!.feedback.map(({ code }) => code)).toEqual(codes);
    expect(report.criteria[0]!.score).toBe(score);
  });
});

describe('several references', () => {
  it('count by the best total', async () => {
    const other = edited(reference, ([r, g, b]) => [r * 0.95, g, b * 1.08]);
    const criteria = [{ id: 'tone', kind: 'tone-colour' }];
    const exercise = await exerciseOf({ start: warm, reference, references: [other], criteria });
    for (const accepted of [reference, other])
      expect((await gradeBytes(exercise, await png(accepted))).report.score).toBe(100);
    const measured = await distances(exercise, await png(other));
    expect(measured['tone/mean']).toBeGreaterThan(1);
  });
});

describe('an author’s mistake is named', () => {
  const spec = (more: Partial<CriterionSpec>): CriterionSpec => ({
    id: 'it',
    kind: 'tone-colour',
    title: 'It',
    essential: false,
    passAt: 60,
    weight: 1,
    params: {},
    ...more,
  });
  it.each<[Partial<CriterionSpec>, RegExp]>([
    [
      { kind: 'tone-color' },
      /expected one of tone-colour, .* but received tone-color. Did you mean “tone-colour”/,
    ],
    [{ params: { limits: 3 } }, /params: Unrecognized key: "limits"/],
    [
      { kind: 'histogram', params: { channels: ['luma'] } },
      /params\.channels\.0: expected one of lightness, /,
    ],
    [{ kind: 'structure', params: { limit: 'much' } }, /params\.limit: expected a number but found a text/],
    [{ kind: 'neutral' }, /region: this kind needs one/],
    [{ kind: 'histogram', region: 'edit' }, /region: this kind looks at the whole frame/],
    [{ kind: 'protect', region: 'edit' }, /weight: a protection multiplies/],
    [{ weight: undefined }, /weight: missing/],
    [{ kind: 'geometry' }, /at least one of/],
    [{ kind: 'delivery' }, /at least one requirement/],
  ])('%o', (more, message) => {
    const bound = bindCriterion(spec(more));
    expect(bound.ok ? 'accepted' : bound.issues.join('; ')).toMatch(message);
  });
});
