import { beforeAll, describe, expect, it } from 'vitest';
import { ExerciseSpec } from '#graders/exercise/schema.ts';
import { Report } from '#graders/report/schema.ts';
import { overFrames } from '#graders/sets/over-frames.ts';
import type { Measurement } from '#graders/criteria/types.ts';
import type { Raster } from '#graders/pixels/types.ts';
import type { Exercise, SubmittedFile } from '#graders/types.ts';
import { from, png } from '#test/support/files.ts';
import { edited, mirrored, scene } from '#test/support/scene.ts';
import {
  drifted,
  filesOf,
  gradeRasters,
  gradeSet,
  NAMES,
  REFERENCES,
  setOf,
  STARTS,
} from '#test/support/set.ts';

let set: Exercise;
beforeAll(async () => {
  set = await setOf();
});

const [cherry, lemon, mint, plum] = REFERENCES as [Raster, Raster, Raster, Raster];
const orderOf = ({ frames, submission }: Report): string[] =>
  frames!.map(({ file }) => submission[file]!.name);

describe('files find their frames by what they show', () => {
  const harsh = (picture: Raster): Raster =>
    edited(drifted(picture, -1.2, 1.3, 0.7), (rgb) => rgb.map((v) => Math.round(v / 24) * 24) as typeof rgb);
  const grey = (picture: Raster): Raster =>
    edited(
      picture,
      ([r, g, b]) => Array<number>(3).fill(0.3 * r + 0.6 * g + 0.1 * b) as [number, number, number],
    );
  const opposite = (picture: Raster): Raster =>
    edited(picture, ([r, g, b]) => {
      const luma = 0.21 * r + 0.72 * g + 0.07 * b;
      return [2 * luma - r, 2 * luma - g, 2 * luma - b];
    });
  it.each<[string, Raster[], string[]]>([
    ['as they came', STARTS, ['1.png', '2.png', '3.png', '4.png']],
    ['backwards', STARTS.toReversed(), ['4.png', '3.png', '2.png', '1.png']],
    ['shuffled', [mint, cherry, plum, lemon], ['2.png', '4.png', '1.png', '3.png']],
    [
      'dark, cast and posterised',
      [lemon, mint, plum, cherry].map(harsh),
      ['4.png', '1.png', '2.png', '3.png'],
    ],
    [
      'with every hue turned to its opposite',
      [mint, plum, cherry, lemon].map(opposite),
      ['3.png', '4.png', '1.png', '2.png'],
    ],
    ['in black and white', [plum, lemon, cherry, mint].map(grey), ['3.png', '2.png', '4.png', '1.png']],
  ])('%s', async (_, pictures, order) => {
    expect(orderOf((await gradeRasters(set, pictures)).report)).toEqual(order);
  });

  it('another order costs nothing and is told', async () => {
    const { report } = await gradeRasters(set, REFERENCES.toReversed());
    expect([report.score, report.outcome]).toEqual([100, 'passed']);
    expect(report.notes.map(({ code }) => code)).toEqual(['note.order']);
    expect(report.notes[0]!.text).toContain('4.png is cherry; 3.png is lemon');
    expect(report.submission.map(({ frame }) => frame)).toEqual(NAMES.toReversed());
    expect((await gradeRasters(set, REFERENCES)).report.notes).toEqual([]);
  });

  it('half the size and another format are known as well', async () => {
    const half = ({ width, height, data }: Raster): Promise<Uint8Array> =>
      from({ width, height, data })
        .resize(width / 2)
        .jpeg({ quality: 90 })
        .toBuffer();
    const { report } = await gradeSet(set, await filesOf([plum, mint, lemon, cherry], half));
    expect(orderOf(report)).toEqual(['4.png', '3.png', '2.png', '1.png']);
    expect(report.outcome).toBe('passed');
  });
});

describe('a set that cannot be graded says which file and why', () => {
  const shifted = (picture: Raster): Raster => {
    const { width, height, data } = picture;
    return edited(picture, (_, x, y) => {
      const at = (Math.min(height - 1, y + 12) * width + Math.min(width - 1, x + 18)) * 3;
      return [data[at]!, data[at + 1]!, data[at + 2]!];
    });
  };
  const cut = ({ width, height, data }: Raster): Raster => ({
    width,
    height: height - 40,
    data: data.slice(0, width * (height - 40) * 3),
  });
  it.each<[string, () => Promise<SubmittedFile[]> | SubmittedFile[], string, string]>([
    ['no file', () => [], 'no-file', 'no file'],
    [
      'one missing',
      () => filesOf([cherry, lemon, mint]),
      'wrong-count',
      '3 files arrived; this brief asks for 4 pictures: cherry, lemon, mint and plum.',
    ],
    ['one too many', () => filesOf([...REFERENCES, scene(7, 480, 320)]), 'wrong-count', '5 files arrived'],
    [
      'one file twice',
      () => filesOf([cherry, lemon, lemon, plum]),
      'same-file-twice',
      '2.png and 3.png are the same file',
    ],
    [
      'one picture twice',
      () => filesOf([cherry, lemon, drifted(lemon, 0.3), plum]),
      'frame-twice',
      '2.png and 3.png both show lemon; mint has not arrived.',
    ],
    [
      'another picture among them',
      () => filesOf([cherry, lemon, scene(99, 480, 320), plum]),
      'foreign-picture',
      '3.png shares no drawing',
    ],
    [
      'a mirrored one',
      () => filesOf([cherry, lemon, mint, mirrored(plum)]),
      'foreign-picture',
      '4.png shares no drawing',
    ],
    [
      'a flat one',
      () => filesOf([edited(cherry, () => [118, 118, 118]), lemon, mint, plum]),
      'foreign-picture',
      '1.png',
    ],
    ['one shifted', () => filesOf([cherry, shifted(lemon), mint, plum]), 'frame-changed', '“2.png”: '],
    ['one cropped', () => filesOf([cherry, lemon, mint, cut(plum)]), 'wrong-aspect', '“4.png”: '],
    [
      'one that is no picture',
      async () => [
        ...(await filesOf([cherry, lemon, mint])),
        { name: 'text.png', bytes: Buffer.from('text') },
      ],
      'not-an-image',
      'text.png',
    ],
    [
      'one cut off',
      async () => [
        ...(await filesOf([cherry, lemon, mint])),
        { name: 'end.png', bytes: (await png(plum)).subarray(0, 9000) },
      ],
      'truncated',
      'end.png',
    ],
  ])('%s', async (_, files, code, text) => {
    const { report, evidence } = await gradeSet(set, await files());
    expect([report.outcome, report.score, report.problem?.code]).toEqual(['ungradable', null, code]);
    expect(report.problem?.text).toContain(text);
    expect(evidence).toEqual([]);
    expect(Report.parse(report)).toEqual(report);
  });
});

describe('kinds that look at single pictures', () => {
  it('count by the worst frame, and their remarks name it', async () => {
    const pictures = REFERENCES.map((picture, i) => (i === 2 ? STARTS[2]! : picture));
    const { report, evidence } = await gradeRasters(set, pictures);
    const tone = report.criteria.find(({ id }) => id === 'tone')!;
    expect(tone.frames!.map(({ frame, score }) => [frame, score])).toEqual([
      ['cherry', 100],
      ['lemon', 100],
      ['mint', tone.score],
      ['plum', 100],
    ]);
    expect(tone.value).toBe(tone.frames![2]!.value);
    expect(new Set(tone.feedback.map(({ frame }) => frame))).toEqual(new Set(['mint']));
    for (const { text } of tone.feedback) expect(text).toMatch(/^Frame 3, mint: /);
    expect(tone.evidence).toEqual(['tone-mint-warmth-map.png']);
    expect(tone.frames![2]!.evidence).toEqual(tone.evidence);
    expect(evidence.find(({ name }) => name === tone.evidence[0])?.alt).toContain('Frame 3, mint');
    expect(Report.parse(report)).toEqual(report);
  });

  it('places say which frame they are in and are numbered through', async () => {
    const spot = (picture: Raster): Raster =>
      edited(picture, (rgb, x, y) => (x > 40 && x < 110 && y > 40 && y < 110 ? [20, 20, 20] : rgb));
    const { report } = await gradeRasters(set, [cherry, spot(lemon), mint, spot(plum)]);
    const { places } = report.criteria.find(({ id }) => id === 'tone')!;
    expect(places.map(({ n, frame }) => [n, frame])).toEqual([
      [1, 'lemon'],
      [2, 'plum'],
    ]);
  });

  const measured = (distance: number, value: number): Measurement => ({
    terms: { mean: { distance }, guard: { distance: 1 - distance, limit: 2, tolerance: 1 } },
    value,
    unit: 'ΔE00',
    target: 0,
    display: { term: 'mean', factor: 1 },
    facts: {},
    places: [],
    evidence: [],
  });
  it.each([
    ['worst', 0.75, 6, 0.75],
    ['mean', 0.5, 4, 0.5],
    [undefined, 0.75, 6, 0.75],
  ] as const)('across %s', (across, distance, value, guard) => {
    const over = overFrames({ across }, [measured(0.25, 2), measured(0.75, 6)]);
    expect([over.terms.mean!.distance, over.value, over.terms.guard!.distance]).toEqual([
      distance,
      value,
      guard,
    ]);
    expect(over.terms.guard).toMatchObject({ limit: 2, tolerance: 1 });
  });

  it('the same set gives the same report', async () => {
    const [first, second] = await Promise.all([gradeRasters(set, STARTS), gradeRasters(set, STARTS)]);
    expect(JSON.stringify(first.report)).toBe(JSON.stringify(second.report));
    expect(first.report.plots.map(({ frame }) => frame)).toEqual(
      NAMES.flatMap((name) => Array<string>(6).fill(name)),
    );
  });
});

describe('the spec of a set', () => {
  const frame = (name: string) => ({
    name,
    title: name,
    start: `start/${name}.png`,
    references: [`reference/${name}.png`],
  });
  const spec = (change: Record<string, unknown>): Record<string, unknown> => ({
    id: '6f1d2a90-3c1e-4c57-9d0e-2f4f0d6a7b12',
    title: 'Set',
    summary: 'Set.',
    track: 'retouching',
    level: 'starter',
    minutes: 5,
    skills: ['x'],
    submission: {
      kind: 'image-set',
      formats: ['png'],
      maxBytes: 1,
      maxPixels: 1,
      size: { rule: 'same-aspect', minWidth: 1 },
    },
    frames: [frame('a'), frame('b')],
    criteria: [{ id: 'set', kind: 'series', title: 'Set', weight: 1 }],
    passMark: 75,
    licence: 'CC0-1.0',
    ...change,
  });

  it('takes its first frame to stand for it in lists', () => {
    const { start, references } = ExerciseSpec.parse(spec({}));
    expect([start, references]).toEqual(['start/a.png', ['reference/a.png']]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    [
      'no frames',
      { frames: undefined, start: 'a.png', references: ['b.png'] },
      'a set names its pictures here',
    ],
    ['one frame', { frames: [frame('a')] }, '>=2'],
    ['one name twice', { frames: [frame('a'), frame('a')] }, 'two frames have one name'],
    [
      'a look with too few pictures',
      { frames: [frame('a'), { ...frame('b'), references: ['x.png', 'y.png'] }] },
      'every frame needs as many references',
    ],
    [
      'frames that are free',
      {
        submission: {
          kind: 'image-set',
          formats: ['png'],
          maxBytes: 1,
          maxPixels: 1,
          size: { rule: 'free', minWidth: 1 },
        },
      },
      'told apart by content',
    ],
    [
      'frames of a single picture',
      {
        submission: {
          kind: 'image',
          formats: ['png'],
          maxBytes: 1,
          maxPixels: 1,
          size: { rule: 'same-aspect', minWidth: 1 },
        },
      },
      'a single picture has none',
    ],
    [
      'a start of its own',
      { start: 'start/c.png', references: ['reference/a.png'] },
      'stand with its frames',
    ],
  ])('refuses %s', (_, change, message) => {
    const parsed = ExerciseSpec.safeParse(spec(change));
    expect(parsed.success).toBe(false);
    expect(parsed.error?.issues.map((issue) => issue.message).join('\n')).toContain(message);
  });
});
