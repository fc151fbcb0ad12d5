import type { CriterionSpec, ExerciseSpec, LaidRules } from '#graders/exercise/schema.ts';
import { measure } from '#graders/measure.ts';
import type { Plane, Raster } from '#graders/pixels/types.ts';
import { grade } from '#graders/grade.ts';
import { readWords } from '#graders/report/words.ts';
import type { Report } from '#graders/report/schema.ts';
import type { Exercise, Graded, LaidExercise } from '#graders/types.ts';
import { from, maskPng, pictureFile, png } from './files.ts';

interface Parts {
  start: Raster;
  reference: Raster;
  references?: Raster[];
  regions?: Record<string, Plane>;
  criteria: (Partial<CriterionSpec> & { id: string; kind: string })[];
  size?: LaidRules['size'];
  passMark?: number;
}

/** An exercise in memory, calibrated by the reference's exports as JPEG q80 and q92 and WebP q80. */
export async function exerciseOf(parts: Parts): Promise<LaidExercise> {
  const references = [parts.reference, ...(parts.references ?? [])];
  const files = await Promise.all(references.map(png));
  const spec: ExerciseSpec & { submission: LaidRules } = {
    id: '6f1d2a90-3c1e-4c57-9d0e-2f4f0d6a7b11',
    title: 'Test piece',
    summary: 'For tests alone.',
    track: 'retouching',
    level: 'starter',
    minutes: 5,
    skills: ['testing'],
    requires: [],
    submission: {
      kind: 'image',
      formats: ['jpeg', 'png', 'webp', 'avif', 'tiff'],
      maxBytes: 20e6,
      maxPixels: 24e6,
      size: parts.size ?? { rule: 'same-aspect', minWidth: 300 },
    },
    start: 'start/start.png',
    references: files.map((_, i) => `reference/${i}.png`),
    regions: Object.fromEntries(
      Object.keys(parts.regions ?? {}).map((name) => [name, `regions/${name}.png`]),
    ),
    criteria: parts.criteria.map((criterion) => ({
      title: criterion.id,
      essential: false,
      passAt: 60,
      params: {},
      ...(criterion.kind === 'protect' ? {} : { weight: 1 }),
      ...criterion,
    })),
    passMark: parts.passMark ?? 70,
    licence: 'CC0-1.0',
  };
  const regions: Exercise['regions'] = {};
  for (const [name, mask] of Object.entries(parts.regions ?? {}))
    regions[name] = pictureFile(`regions/${name}.png`, await maskPng(mask));
  const bare: LaidExercise = {
    folder: '/nowhere',
    slug: 'test-piece',
    track: spec.track,
    spec,
    digest: 'test',
    start: pictureFile(spec.start, await png(parts.start)),
    references: files.map((bytes, i) => pictureFile(spec.references[i]!, bytes)),
    regions,
    material: [],
    frames: [],
    brief: null,
    calibration: null,
  };
  return { ...bare, calibration: await calibrate(bare, parts) };
}

async function calibrate(
  exercise: LaidExercise,
  { start, reference }: Parts,
): Promise<Exercise['calibration']> {
  const terms: NonNullable<Exercise['calibration']>['terms'] = {};
  const exports = [
    await from(reference).jpeg({ quality: 80 }).toBuffer(),
    await from(reference).jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toBuffer(),
    await from(reference).webp({ quality: 80 }).toBuffer(),
  ];
  const zero = await distances(exercise, await png(start));
  const allowed = await Promise.all(exports.map((bytes) => distances(exercise, bytes)));
  for (const [id, distance] of Object.entries(zero)) {
    const tolerance = Math.max(...allowed.map((d) => d[id]!));
    terms[id] = { start: distance, tolerance, ratio: tolerance > 0 ? distance / tolerance : Infinity };
  }
  return { graderVersion: 'test', inputs: 'test', terms, goldens: [] };
}

/** Raw distances to the first reference, by `<criterion>/<term>`. */
export async function distances(exercise: Exercise, bytes: Uint8Array): Promise<Record<string, number>> {
  const measured = await measure({ files: [{ name: 'attempt', bytes }] }, exercise);
  if (!measured.ok) throw new Error(`Expected a gradable file but received ${measured.fault.code}`);
  return Object.fromEntries(
    measured.against[0]!.criteria.flatMap(({ spec, measurement }) =>
      Object.entries(measurement.terms).map(([term, { distance }]) => [`${spec.id}/${term}`, distance]),
    ),
  );
}

const words = await readWords();

export async function gradeBytes(
  exercise: Exercise,
  bytes: Uint8Array,
  name = 'attempt.png',
): Promise<Graded> {
  let clock = 0;
  return grade({ files: [{ name, bytes }] }, exercise, { words, now: () => clock++ });
}

export const gradeRaster = async (exercise: Exercise, raster: Raster): Promise<Report> =>
  (await gradeBytes(exercise, await png(raster))).report;
