import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bindCriterion, KINDS } from '../criteria/kinds.ts';
import { didYouMean } from '../exercise/closest.ts';
import { isLaid } from '../exercise/kind.ts';
import { ExerciseError, pictureOf, readYaml } from '../exercise/open.ts';
import { Credits, type CriterionSpec, type ExerciseSpec } from '../exercise/schema.ts';
import { read } from '../pixels/read.ts';
import { frameExercises } from '../sets/frames.ts';
import type { Exercise, LaidExercise } from '../types.ts';
import { sizeOf } from '../views/trusted.ts';
import { curriculumProblems } from './curriculum.ts';

const PICTURE_FOLDERS = ['start', 'reference', 'regions', 'material', 'goldens'];

/** Everything about a folder that can be told without grading: texts, criteria, picture sizes, credits. */
export async function folderProblems(exercise: Exercise): Promise<string[]> {
  return [
    ...(await curriculumProblems(exercise)),
    ...(await textProblems(exercise.folder)),
    ...criterionProblems(exercise),
    ...(await inSentences(() => pictureProblems(exercise))),
    ...(await inSentences(() => creditProblems(exercise.folder))),
  ];
}

/** What `find` finds, or why it could not even look. */
const inSentences = (find: () => Promise<string[]>): Promise<string[]> =>
  find().catch((error: unknown) => {
    if (error instanceof ExerciseError) return [error.message];
    throw error;
  });

async function textProblems(folder: string): Promise<string[]> {
  const problems: string[] = [];
  const text = async (name: string): Promise<string> =>
    readFile(join(folder, name), 'utf8').catch(() => {
      problems.push(`there is no ${name}`);
      return '';
    });
  const brief = await text('brief.mdx');
  const words = brief.split(/\s+/).filter((word) => /\w/.test(word)).length;
  if (brief !== '' && (words < 80 || words > 400))
    problems.push(`brief.mdx has ${words} words, 80 to 400 make a brief`);
  const hints = await readFile(join(folder, 'hints.mdx'), 'utf8').catch(() => null);
  if (hints !== null && !/^## /m.test(hints))
    problems.push('hints.mdx has no hints: each is a section under “## ”');
  for (const [name, mdx] of [
    ['brief.mdx', brief],
    ['hints.mdx', hints ?? ''],
  ] as const) {
    if (/^(import|export)\s/m.test(mdx)) problems.push(`${name} imports code; a brief is words alone`);
  }
  await text('design.md');
  return problems;
}

function criterionProblems({ spec }: Exercise): string[] {
  const ids = spec.criteria.map(({ id }) => id);
  const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
  return [
    ...twice.map((id) => `exercise.yaml: two criteria are called ${id}`),
    ...spec.criteria.flatMap((criterion) => {
      const bound = bindCriterion(criterion);
      const issues = bound.ok ? [] : bound.issues;
      issues.push(
        ...scopeIssues(criterion, spec),
        ...regionIssues(criterion, spec),
        ...setIssues(criterion, spec),
      );
      return issues.map((issue) => `exercise.yaml: criterion ${criterion.id}: ${issue}`);
    }),
  ];
}

function regionIssues({ region }: CriterionSpec, { regions, frames }: ExerciseSpec): string[] {
  if (region === undefined || regions[region] !== undefined) return [];
  const lacks = (what: string, own: Record<string, string>): string => {
    const known = Object.keys({ ...regions, ...own });
    const there = known.length > 0 ? `there are ${known.join(', ')}` : 'there are none';
    return `${what} no region “${region}”; ${there}${didYouMean(region, known)}`;
  };
  if (frames === undefined) return [lacks('there is', {})];
  return frames
    .filter((frame) => frame.regions[region] === undefined)
    .map((frame) => lacks(`frame ${frame.name} has`, frame.regions));
}

/** Whether a kind can look at what is handed in. */
function scopeIssues({ kind }: CriterionSpec, { submission }: ExerciseSpec): string[] {
  const known = KINDS.get(kind);
  if (!known) return [];
  if (submission.kind === 'text')
    return known.scope === 'text' ? [] : [`${kind} looks at pictures; this exercise asks for a text`];
  if (known.scope === 'text') return [`${kind} reads a text; this exercise asks for pictures`];
  const alone = known.scope === 'files' || known.alone;
  return submission.kind === 'generated' && !alone ? [`${kind} needs a reference, and there is none`] : [];
}

function setIssues({ kind, across }: CriterionSpec, { frames, submission }: ExerciseSpec): string[] {
  if (submission.kind === 'generated') return [];
  const overSet = KINDS.get(kind)?.scope === 'set';
  if (frames === undefined)
    return [
      ...(overSet ? [`${kind} looks at a set; this exercise asks for one picture`] : []),
      ...(across ? ['across: a single picture has no frames'] : []),
    ];
  return overSet && across ? [`across: ${kind} looks at all frames together`] : [];
}

/** Bytes that a learner may have under way at one moment, less what forms add. */
const WHOLE_SET = 120e6;

/** The pictures of every frame against its first reference; all frames of a set have one size. */
async function pictureProblems(exercise: Exercise): Promise<string[]> {
  if (!isLaid(exercise)) return startProblems(exercise);
  const { submission, frames = [] } = exercise.spec;
  const problems: string[] = [];
  for (const frame of frameExercises(exercise)) problems.push(...(await framePictures(frame)));
  const sizes = await Promise.all(exercise.frames.map(({ references }) => sizeOf(references[0]!)));
  if (new Set(sizes.map(({ width, height }) => `${width}×${height}`)).size > 1)
    problems.push('the frames of a set need one size: they are told apart where they differ');
  if (frames.length * submission.maxBytes > WHOLE_SET)
    problems.push(
      `${frames.length} files of ${submission.maxBytes / 1e6} MB are too much at once: at most ${WHOLE_SET / 1e6} MB in all`,
    );
  return problems;
}

/** What stands for the exercise must be a picture. */
async function startProblems({ start }: Exercise): Promise<string[]> {
  await pictureOf(start, read);
  return [];
}

async function framePictures({ spec, start, references, regions }: LaidExercise): Promise<string[]> {
  const sizes = await Promise.all(
    [start, ...references, ...Object.values(regions)].map(async (file) => {
      const { width, height } = await pictureOf(file, read);
      return { path: file.path, width, height };
    }),
  );
  const [first, ...others] = sizes;
  const reference = sizes[1]!;
  const say = ({ path, width, height }: typeof reference): string => `${path} is ${width}×${height}`;
  const problems = others
    .filter(({ width, height }) => width !== reference.width || height !== reference.height)
    .map((file) => `${say(file)}, but ${say(reference)}`);
  const aspect = (size: { width: number; height: number }): number => size.width / size.height;
  const off = Math.abs(aspect(first!) / aspect(reference) - 1);
  if (spec.submission.size.rule !== 'free' && off > 0.005) {
    problems.push(`${say(first!)}, but ${say(reference)}: start and reference need one aspect`);
  }
  if (first!.width * first!.height > spec.submission.maxPixels) {
    problems.push(`${say(first!)}, more than the submission's maxPixels`);
  }
  return problems;
}

async function creditProblems(folder: string): Promise<string[]> {
  const pictures = await picturesIn(folder);
  const credits = (await readYaml(folder, 'credits.yaml', Credits)).pictures.map(({ path }) => path);
  return [
    ...pictures
      .filter((path) => !credits.includes(path))
      .map((path) => `credits.yaml does not credit ${path}`),
    ...credits
      .filter((path) => !pictures.includes(path))
      .map((path) => `credits.yaml credits ${path}, which is not there`),
  ];
}

async function picturesIn(folder: string): Promise<string[]> {
  const lists = await Promise.all(
    PICTURE_FOLDERS.map(async (name) => {
      const files = await readdir(join(folder, name)).catch(() => []);
      return files.map((file) => `${name}/${file}`);
    }),
  );
  return lists.flat();
}
