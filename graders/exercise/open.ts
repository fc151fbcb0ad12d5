import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import type { Exercise, ExerciseFrame, PictureFile } from '../types.ts';
import { digestOf, sha256, stableJson } from './digest.ts';
import { problemsIn } from './issue-words.ts';
import { Calibration, ExerciseSpec, type FrameSpec } from './schema.ts';

/** A file of an exercise folder is missing or does not match its schema. `problems` are sentences with their paths. */
export class ExerciseError extends Error {
  override readonly name = 'ExerciseError';
  readonly file: string;
  readonly problems: string[];
  constructor(file: string, problems: string[], options?: ErrorOptions) {
    super(`${file}: ${problems.join('; ')}`, options);
    this.file = file;
    this.problems = problems;
  }
}

/** What `decode` makes of a picture of the folder; a file that is none is its author's to replace. */
export async function pictureOf<T>(
  { path, bytes }: Pick<PictureFile, 'path' | 'bytes'>,
  decode: (bytes: Uint8Array) => Promise<T>,
): Promise<T> {
  const encoded = await bytes();
  return decode(encoded).catch((cause: unknown) => {
    const problem =
      'this file is no picture that can be read; make it anew with `npx atelier pictures <exercise>`, or put a whole PNG, JPEG, WebP, AVIF or TIFF in its place';
    throw new ExerciseError(path, [problem], { cause });
  });
}

/** Opens `exercises/<track>/<slug>`: parses its spec and calibration, reads and digests its pictures. */
export async function openExercise(folder: string): Promise<Exercise> {
  const root = resolve(folder);
  const spec = await readYaml(root, 'exercise.yaml', ExerciseSpec);
  const calibration = await readCalibration(root);
  const start = await pictureFile(root, spec.start);
  const references = await Promise.all(spec.references.map((path) => pictureFile(root, path)));
  const regions = await regionFiles(root, spec.regions);
  const material = await Promise.all(
    (spec.material ?? []).map(async ({ file, title }) => ({ title, ...(await pictureFile(root, file)) })),
  );
  const frames = await Promise.all((spec.frames ?? []).map((frame) => openFrame(root, frame)));
  const brief = spec.submission.kind === 'text' ? await briefOf(root) : null;
  const inputs = inputsDigest({ spec, start, references, regions, frames, brief });
  const digest = digestOf({ inputs, calibration: stableJson(calibration?.terms ?? null) });
  return {
    folder: root,
    slug: basename(root),
    track: basename(dirname(root)),
    spec,
    digest,
    start,
    references,
    regions,
    material,
    frames,
    brief,
    calibration,
  };
}

/** The brief that the learner reads; where there is none, the check says so. */
const briefOf = (root: string): Promise<string> => readFile(join(root, 'brief.mdx'), 'utf8').catch(() => '');

async function openFrame(root: string, { name, title, ...paths }: FrameSpec): Promise<ExerciseFrame> {
  return {
    name,
    title,
    start: await pictureFile(root, paths.start),
    references: await Promise.all(paths.references.map((path) => pictureFile(root, path))),
    regions: await regionFiles(root, paths.regions),
  };
}

async function regionFiles(root: string, paths: Record<string, string>): Promise<Exercise['regions']> {
  const files = Object.entries(paths).map(
    async ([name, path]) => [name, await pictureFile(root, path)] as const,
  );
  return Object.fromEntries(await Promise.all(files));
}

/** Over everything a calibration is computed from: what the grader reads of the spec, and the pictures. */
export function inputsDigest(
  exercise: Pick<Exercise, 'spec' | 'start' | 'references' | 'regions' | 'frames' | 'brief'>,
): string {
  const { submission, criteria, passMark } = exercise.spec;
  const frames = exercise.frames.flatMap((frame, i) =>
    Object.entries(pictureDigests(frame)).map(([part, digest]) => [
      `frame ${i} ${frame.name} ${part}`,
      digest,
    ]),
  );
  return digestOf({
    rules: stableJson({ submission, criteria, passMark }),
    ...pictureDigests(exercise),
    ...(Object.fromEntries(frames) as Record<string, string>),
    ...(exercise.brief === null ? {} : { brief: sha256(exercise.brief) }),
  });
}

const pictureDigests = ({
  start,
  references,
  regions,
}: Pick<Exercise, 'start' | 'references' | 'regions'>): Record<string, string> => ({
  start: start.sha256,
  ...Object.fromEntries(references.map((file, i) => [`reference ${i}`, file.sha256])),
  ...Object.fromEntries(Object.entries(regions).map(([name, file]) => [`region ${name}`, file.sha256])),
});

/** Parses one YAML file of the folder; every mismatch is named with its path. */
export async function readYaml<S extends z.ZodType>(
  root: string,
  name: string,
  schema: S,
): Promise<z.output<S>> {
  const text = await readFile(join(root, name), 'utf8').catch(() => {
    throw new ExerciseError(name, [`there is no ${name} in ${root}`]);
  });
  let data: unknown;
  try {
    // Goldens of sets share a long record many times; the folder is the author's own.
    data = parse(text, { merge: true, maxAliasCount: 1000 });
  } catch (error) {
    throw new ExerciseError(name, [error instanceof Error ? error.message : String(error)]);
  }
  return parsed(name, schema, data);
}

function parsed<S extends z.ZodType>(name: string, schema: S, data: unknown): z.output<S> {
  const result = schema.safeParse(data, { reportInput: true });
  if (result.success) return result.data;
  throw new ExerciseError(name, problemsIn(schema, data, result.error.issues));
}

async function readCalibration(root: string): Promise<Calibration | null> {
  const text = await readFile(join(root, 'calibration.json'), 'utf8').catch(() => null);
  return text === null ? null : parsed('calibration.json', Calibration, JSON.parse(text));
}

async function pictureFile(root: string, path: string): Promise<PictureFile> {
  const load = async (): Promise<Uint8Array> => new Uint8Array(await readFile(join(root, path)));
  const bytes = await load().catch(() => {
    throw new ExerciseError('exercise.yaml', [`there is no picture ${path} in ${root}`]);
  });
  return { path, sha256: sha256(bytes), bytes: load };
}
