import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { calibrate } from '#graders/authoring/calibrate.ts';
import type { CriterionSpec } from '#graders/exercise/schema.ts';
import { grade } from '#graders/grade.ts';
import type { Raster } from '#graders/pixels/types.ts';
import { readWords } from '#graders/report/words.ts';
import type { Exercise, Graded, SubmittedFile } from '#graders/types.ts';
import { boxes, from, maskPng, pictureFile, png } from './files.ts';
import { edited, scene } from './scene.ts';

const WIDTH = 480;
const HEIGHT = 320;
/** Where each frame shows a thing of its own; the rest is the same table in all of them. */
const THING = [170, 60, 140, 200] as const;
export const NAMES = ['cherry', 'lemon', 'mint', 'plum'] as const;

const table = scene(41, WIDTH, HEIGHT);

/** One table, four things on it: what a campaign set is in small. */
export const REFERENCES: Raster[] = NAMES.map((_, i) => {
  const thing = scene(60 + i, WIDTH, HEIGHT);
  const [x0, y0, w, h] = THING;
  return edited(table, (rgb, x, y) => {
    const at = (y * WIDTH + x) * 3;
    const inside = x >= x0 && y >= y0 && x < x0 + w && y < y0 + h;
    return inside ? [thing.data[at]!, thing.data[at + 1]!, thing.data[at + 2]!] : rgb;
  });
});

/** Exposure in EV and gains of red and blue, in linear light with a gamma of 2.2. */
export function drifted(picture: Raster, ev: number, red = 1, blue = 1): Raster {
  const gain = (by: number) => (2 ** ev * by) ** (1 / 2.2);
  return edited(picture, ([r, g, b]) => [r * gain(red), g * gain(1), b * gain(blue)]);
}

/** Light that drifted over the afternoon: darker, lighter and cool, warm, a little dark and warm. */
export const STARTS: Raster[] = [
  drifted(REFERENCES[0]!, -0.55),
  drifted(REFERENCES[1]!, 0.4, 0.88, 1.14),
  drifted(REFERENCES[2]!, -0.15, 1.16, 0.8),
  drifted(REFERENCES[3]!, -0.4, 1.1, 0.88),
];

const BELONGS: CriterionSpec = {
  id: 'set',
  kind: 'series',
  title: 'One set',
  weight: 5,
  essential: true,
  passAt: 60,
  region: 'table',
  params: {},
};
const TONE: CriterionSpec = {
  id: 'tone',
  kind: 'tone-colour',
  title: 'Tone and colour of every frame',
  weight: 5,
  essential: true,
  passAt: 60,
  params: {},
};

/** A set of four in memory, calibrated by its exports as JPEG q80 and WebP q80. */
export async function setOf(criteria: CriterionSpec[] = [BELONGS, TONE]): Promise<Exercise> {
  const frames = await Promise.all(
    NAMES.map(async (name, i) => ({
      name,
      title: name,
      start: pictureFile(`start/${name}.png`, await png(STARTS[i]!)),
      references: [pictureFile(`reference/${name}.png`, await png(REFERENCES[i]!))],
      regions: {},
    })),
  );
  const [first] = frames;
  const outside = boxes({ width: WIDTH, height: HEIGHT }, [...THING]);
  const mask = await maskPng({ ...outside, data: outside.data.map((v) => 255 - v) });
  const bare: Exercise = {
    folder: '/nowhere',
    slug: 'test-set',
    track: 'retouching',
    spec: {
      id: '6f1d2a90-3c1e-4c57-9d0e-2f4f0d6a7b12',
      title: 'Test set',
      summary: 'For tests alone.',
      track: 'retouching',
      level: 'starter',
      minutes: 5,
      skills: ['colour-judgement'],
      requires: [],
      submission: {
        kind: 'image-set',
        formats: ['jpeg', 'png', 'webp'],
        maxBytes: 5e6,
        maxPixels: 4e6,
        size: { rule: 'same-aspect', minWidth: 200 },
      },
      start: first!.start.path,
      references: [first!.references[0]!.path],
      regions: { table: 'regions/table.png' },
      criteria,
      passMark: 75,
      licence: 'CC0-1.0',
      frames: frames.map(({ name, title, start, references }) => ({
        name,
        title,
        start: start.path,
        references: references.map(({ path }) => path),
        regions: {},
      })),
    },
    digest: 'test',
    start: first!.start,
    references: first!.references,
    regions: { table: pictureFile('regions/table.png', mask) },
    frames,
    material: [],
    brief: null,
    calibration: null,
  };
  const exports = [
    (picture: Raster) => from(picture).jpeg({ quality: 80 }).toBuffer(),
    (picture: Raster) => from(picture).webp({ quality: 80 }).toBuffer(),
  ];
  const { terms } = await calibrate(
    bare,
    exports.map((encode, i) => ({
      name: `export ${i}`,
      way: 'jpeg-80' as const,
      reference: 0,
      submission: async () => ({ files: await filesOf(REFERENCES, encode) }),
    })),
  );
  return { ...bare, calibration: { graderVersion: 'test', inputs: 'test', terms, goldens: [] } };
}

export const filesOf = (
  pictures: readonly Raster[],
  encode: (picture: Raster) => Promise<Uint8Array> = png,
): Promise<SubmittedFile[]> =>
  Promise.all(pictures.map(async (picture, i) => ({ name: `${i + 1}.png`, bytes: await encode(picture) })));

const words = await readWords();

export async function gradeSet(exercise: Exercise, files: SubmittedFile[]): Promise<Graded> {
  let clock = 0;
  return grade({ files }, exercise, { words, now: () => clock++ });
}

export const gradeRasters = async (exercise: Exercise, pictures: readonly Raster[]): Promise<Graded> =>
  gradeSet(exercise, await filesOf(pictures));

/** The same set as a folder `<root>/retouching/test-set`, as it would be shipped. */
export async function writeSet(root: string): Promise<Exercise> {
  const set = await setOf();
  const folder = join(root, 'retouching', 'test-set');
  const { start: _, references: __, ...spec } = set.spec;
  const pictures = [
    ...set.frames.flatMap((frame) => [frame.start, ...frame.references]),
    ...Object.values(set.regions),
  ];
  for (const { path, bytes } of pictures) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), await bytes());
  }
  await writeFile(join(folder, 'exercise.yaml'), stringify(spec));
  await writeFile(join(folder, 'calibration.json'), JSON.stringify(set.calibration));
  return set;
}
