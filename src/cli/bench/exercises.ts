import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { calibrate } from '#graders/authoring/calibrate.ts';
import { exportsOf, GoldensFile } from '#graders/authoring/goldens.ts';
import { cook, Recipe } from '#graders/authoring/recipe.ts';
import { fileStudio } from '#graders/authoring/studio.ts';
import { inputsDigest, openExercise } from '#graders/exercise/open.ts';
import type { Calibration } from '#graders/exercise/schema.ts';
import { encodeJpeg, encodePng } from '#graders/pixels/encode.ts';
import { read } from '#graders/pixels/read.ts';
import { GRADER_VERSION } from '#graders/version.ts';
import { enlarged, type Size } from './enlarge.ts';

export type TrialName = 'tone' | 'retouch' | 'crop' | 'delivery';

/** One exercise of so many megapixels with an attempt at it, made for the benchmark alone. */
export interface Trial {
  name: TrialName;
  size: Size;
  folder: string;
  attempt: Uint8Array;
}

/** 4:3, at 2, 12, 24 and 50 megapixels. */
export const SIZES: readonly Size[] = [
  { megapixels: 2, width: 1632, height: 1224 },
  { megapixels: 12, width: 4000, height: 3000 },
  { megapixels: 24, width: 5656, height: 4242 },
  { megapixels: 50, width: 8168, height: 6126 },
];

const FRAME = [{ frame: { width: 1600, height: 1200 } }];

const DAMAGE = {
  seed: 5,
  marks: Array.from({ length: 12 }, (_, i) => ({
    kind: (['speck', 'hair', 'scratch', 'stain'] as const)[i % 4],
    x: 0.08 + 0.075 * i,
    y: 0.15 + 0.07 * ((i * 5) % 11),
    size: [12, 104, 168, 60][i % 4],
    angle: 37 * i,
  })),
};

const LEFT_HALF = { mask: { box: { x: 0, y: 0, width: 0.5, height: 1 } }, feather: 0 };

/** What is drawn at 1600 × 1200 from the plate for each trial, the attempt included; regions are the other names. */
const DRAWINGS: Record<TrialName, Record<string, object[]>> = {
  tone: {
    reference: [],
    start: [{ exposure: -0.8 }, { gains: [1.12, 1, 0.86] }],
    attempt: [{ exposure: -0.24 }, { gains: [1.04, 1, 0.96] }],
  },
  retouch: {
    reference: [],
    start: [{ blemishes: DAMAGE }],
    attempt: [{ blemishes: DAMAGE }, { within: { ...LEFT_HALF, ops: [{ paste: 'start' }] } }],
    blemishes: [{ 'blemish-mask': { ...DAMAGE, grow: 2 } }],
    edit: [{ 'blemish-mask': { ...DAMAGE, grow: 12 } }],
  },
  crop: {
    reference: [{ rotate: { degrees: 2, crop: 'inscribed' } }],
    start: [],
    attempt: [{ rotate: { degrees: 1.7, crop: 'inscribed' } }],
  },
  delivery: { reference: [], start: [], attempt: [] },
};

const CRITERIA: Record<TrialName, object[]> = {
  tone: [
    { id: 'tone', kind: 'tone-colour', title: 'Tone', weight: 5, essential: true },
    {
      id: 'exposure',
      kind: 'histogram',
      title: 'Exposure',
      weight: 3,
      params: { channels: ['lightness', 'a', 'b'] },
    },
    { id: 'clipping', kind: 'clipping', title: 'Clipping', weight: 2 },
  ],
  retouch: [
    { id: 'healed', kind: 'pixel-diff', title: 'Healed', region: 'blemishes', weight: 7, essential: true },
    { id: 'texture', kind: 'structure', title: 'Texture', region: 'edit', weight: 3, params: { limit: 0.5 } },
    { id: 'untouched', kind: 'protect', title: 'Untouched', region: 'edit' },
  ],
  crop: [
    {
      id: 'level',
      kind: 'geometry',
      title: 'Level',
      weight: 5,
      essential: true,
      params: { angle: { tolerance: 0.1, limit: 2 }, corners: { tolerance: 0.001, limit: 0.02 } },
    },
    { id: 'light', kind: 'tone-colour', title: 'Light', weight: 2, params: { limit: 4 } },
  ],
  delivery: [
    {
      id: 'file',
      kind: 'delivery',
      title: 'The file',
      weight: 5,
      essential: true,
      params: { formats: ['jpeg'], maxBytes: 1_000_000, profile: 'srgb', metadata: 'stripped' },
    },
    { id: 'detail', kind: 'structure', title: 'Detail', weight: 3, params: { limit: 0.125 } },
    { id: 'colour', kind: 'tone-colour', title: 'Colour', weight: 2, params: { limit: 4 } },
  ],
};

/** Builds one trial in a folder from a shipped plate, brought to its size with a grain of its own. */
export async function buildTrial(root: string, plate: string, name: TrialName, size: Size): Promise<Trial> {
  const folder = join(root, `${name}-${size.megapixels}`);
  await mkdir(folder, { recursive: true });
  const drawing = DRAWINGS[name];
  const plain = await cook(Recipe.parse({ from: 'start', ops: FRAME }), {
    picture: async () => read(new Uint8Array(await readFile(plate))),
    mask: noMask,
    bytes: noMask,
  });
  let attempt = new Uint8Array();
  for (const [key, ops] of Object.entries(drawing)) {
    const drawn = await cook(Recipe.parse({ from: 'start', ops }), {
      picture: async () => plain,
      mask: noMask,
      bytes: noMask,
    });
    const picture = enlarged(drawn, size, { grain: !isRegion(key) });
    if (key === 'attempt') attempt = new Uint8Array(await encodeJpeg(picture));
    else await writeFile(join(folder, `${key}.png`), await encodePng(picture));
  }
  await writeFile(join(folder, 'exercise.yaml'), stringify(specOf(name, size)));
  await calibrated(folder);
  return { name, size, folder, attempt };
}

const noMask = (): Promise<never> => Promise.reject(new Error('no masks here'));
const isRegion = (key: string): boolean => !['reference', 'start', 'attempt'].includes(key);

const specOf = (name: TrialName, { width, height }: Size): object => ({
  id: randomUUID(),
  title: name,
  summary: name,
  track: 'bench',
  level: 'starter',
  minutes: 1,
  skills: ['value'],
  submission: {
    kind: 'image',
    formats: ['jpeg', 'png'],
    maxBytes: 500_000_000,
    maxPixels: width * height,
    size: name === 'crop' ? { rule: 'free', minWidth: 100 } : { rule: 'same-aspect', minWidth: width },
  },
  start: 'start.png',
  references: ['reference.png'],
  regions: Object.fromEntries(
    Object.keys(DRAWINGS[name])
      .filter(isRegion)
      .map((key) => [key, `${key}.png`]),
  ),
  criteria: CRITERIA[name],
  passMark: 75,
  licence: 'CC-BY-4.0',
});

async function calibrated(folder: string): Promise<void> {
  const exercise = await openExercise(folder);
  const expect = { outcome: 'not-yet' };
  const file = GoldensFile.parse({ exports: ['jpeg-80'], goldens: [{ name: '-', from: 'start', expect }] });
  const studio = fileStudio({ exercises: folder, folder, exercise, findExercise: async () => folder });
  const { terms } = await calibrate(exercise, await exportsOf(exercise, file, [studio]));
  const inputs = inputsDigest(exercise);
  const calibration: Calibration = { graderVersion: GRADER_VERSION, inputs, terms, goldens: [] };
  await writeFile(join(folder, 'calibration.json'), JSON.stringify(calibration));
}
