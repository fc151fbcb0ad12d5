import {
  examine,
  layOn,
  readsAlpha,
  type Examination,
  type Examined,
  type ExamineOptions,
} from '../examine.ts';
import { look, type Looked } from '../files/look.ts';
import { checkSize } from '../frame.ts';
import { measureCells } from '../metrics/cells.ts';
import { decode } from '../pixels/decode.ts';
import { resize } from '../pixels/resize.ts';
import type { Decoded, Fault, Raster } from '../pixels/types.ts';
import type { Params } from '../report/schema.ts';
import type { ExerciseFrame, LaidExercise, Submission } from '../types.ts';
import { sizeOf, trustedViews, type Size } from '../views/trusted.ts';
import { drawingOf, keptDrawing, type Drawing } from './drawing.ts';
import { frameExercises } from './frames.ts';
import { matchFrames, type Match } from './match.ts';

/** A submission laid beside each accepted look: its frames in their order, a single picture being one frame. */
export type LaidOut =
  | { ok: false; fault: Fault; files: Looked[] }
  | {
      ok: true;
      files: Looked[];
      /** Of each frame, which of the files shows it. */
      order: number[];
      /** One entry an accepted look, one frame after the other in each. */
      against: Examined[][];
      /** What the files were decoded to, to be released once nobody looks any more. */
      decoded: Raster[];
    };

/** Everything before a criterion looks, for one picture or for a set. Faults of the files are data, never thrown. */
export async function layOut(
  submission: Submission,
  exercise: LaidExercise,
  options: ExamineOptions,
): Promise<LaidOut> {
  if (exercise.frames.length > 0) return layOutSet(submission, exercise, options);
  const one: Examination = await examine(submission, exercise, options);
  return one.ok ? { ...one, order: [0], against: one.against.map((examined) => [examined]) } : one;
}

async function layOutSet(
  submission: Submission,
  exercise: LaidExercise,
  { cache, onPhase, anchors }: ExamineOptions,
): Promise<LaidOut> {
  const files: Looked[] = [];
  const refuse = (fault: Fault): LaidOut => ({ ok: false, fault, files });
  const incomplete = countFault(submission.files.length, exercise.frames);
  if (incomplete) return refuse(incomplete);
  for (const file of submission.files) {
    const inspected = await look(file, exercise.spec.submission, anchors);
    if (!inspected.ok) return refuse(inspected.fault);
    files.push(inspected.value);
  }
  onPhase?.('received');
  const twins = sameFiles(files);
  if (twins) return refuse(twins);

  const parts = frameExercises(exercise);
  const sizes = await Promise.all(parts.map(({ references }) => sizeOf(references[0]!)));
  const keepAlpha = readsAlpha(exercise);
  const pictures: Picture[] = [];
  for (const [i, file] of submission.files.entries()) {
    const fitting = fittingSize(files[i]!, sizes, exercise);
    if ('code' in fitting) return refuse(fitting);
    const decoded = await decode(file.bytes, files[i]!, keepAlpha);
    if (!decoded.ok) return refuse(decoded.fault);
    files[i] = { ...files[i]!, transparent: decoded.transparent };
    pictures.push(pictureOf(decoded, fitting));
  }
  onPhase?.('decoded');

  const frames = await Promise.all(
    parts.map(async ({ references }, i) => {
      const frame = sizes[i]!;
      const { cells } = await trustedViews(references[0]!, { frame }, CELLS, NOTHING, cache);
      return keptDrawing(cells, frame);
    }),
  );
  const match = matchFrames(
    pictures.map(({ drawing }) => drawing),
    frames,
  );
  if (match.kind === 'twice') return refuse(twiceFault(match, files, exercise.frames));
  // Who shows nothing of the set may also have moved: laying it on a frame tells.
  const order = match.kind === 'matched' ? match.order : parts.map(() => match.file);
  const against: Examined[][] = [];
  let fault: Fault | null = null;
  for (let nth = 0; nth < parts[0]!.references.length; nth++) {
    const laid = await layLook(nth);
    if ('code' in laid) fault ??= laid;
    else against.push(laid);
  }
  if (match.kind === 'foreign') return refuse(fault ?? foreign(files[match.file]!));
  onPhase?.('aligned');
  if (against.length === 0) return refuse(fault!);
  return { ok: true, files, order, against, decoded: pictures.map((picture) => picture.decoded.raster) };

  async function layLook(nth: number): Promise<Examined[] | Fault> {
    const all: Examined[] = [];
    for (const [i, part] of parts.entries()) {
      const [picture, file] = [pictures[order[i]!]!, files[order[i]!]!];
      const laid = await layOn(picture.decoded, file, part, part.references[nth]!, sizes[i]!, cache);
      if ('code' in laid) return laid.code === 'another-picture' ? foreign(file) : about(file, laid);
      all.push(laid);
    }
    return all;
  }
}

const CELLS = new Set(['cells'] as const);
const NOTHING = { key: '', boxes: [] };

/** A file's pixels, no larger than they are compared at, and what is drawn there at the size of a reference. */
interface Picture {
  decoded: Decoded;
  drawing: Drawing;
}

function pictureOf({ raster, alpha }: Decoded, reference: Size): Picture {
  const fitted = resize(raster, reference.width, reference.height);
  return {
    decoded: alpha || raster.width < reference.width ? { raster, alpha } : { raster: fitted, alpha },
    drawing: drawingOf(measureCells(fitted), reference),
  };
}

/** The reference size that a file's own size fits, or why it fits none. */
function fittingSize(file: Looked, sizes: readonly Size[], exercise: LaidExercise): Size | Fault {
  const rule = exercise.spec.submission.size;
  const fitting = sizes.find((size) => checkSize(file.facts, size, rule) === null);
  return fitting ?? about(file, checkSize(file.facts, sizes[0]!, rule)!);
}

/** Too few or too many files for a set, by name of what is wanted; null when the number is right. */
export function countFault(count: number, frames: readonly Pick<ExerciseFrame, 'title'>[]): Fault | null {
  if (count === frames.length) return null;
  if (count === 0) return { code: 'no-file', params: {} };
  const params: Params = { count, wanted: frames.length, frames: listed(frames.map(({ title }) => title)) };
  return { code: 'wrong-count', params };
}

export function sameFiles(files: readonly Looked[]): Fault | null {
  const digests = files.map(({ facts }) => facts.sha256);
  const second = digests.findIndex((digest, i) => digests.indexOf(digest) < i);
  if (second < 0) return null;
  const params = {
    first: files[digests.indexOf(digests[second]!)]!.facts.name,
    second: files[second]!.facts.name,
  };
  return { code: 'same-file-twice', params };
}

function twiceFault(
  match: Extract<Match, { kind: 'twice' }>,
  files: readonly Looked[],
  frames: readonly ExerciseFrame[],
): Fault {
  const [first, second] = match.files.map((i) => files[i]!.facts.name);
  const [frame, missing] = [match.frame, match.missing].map((i) => frames[i]!.title);
  return {
    code: 'frame-twice',
    params: { first: first!, second: second!, frame: frame!, missing: missing! },
  };
}

const about = ({ facts }: Looked, fault: Fault): Fault => ({
  ...fault,
  params: { ...fault.params, file: facts.name },
});

const foreign = ({ facts }: Looked): Fault => ({ code: 'foreign-picture', params: { file: facts.name } });

const listed = (words: readonly string[]): string =>
  new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(words);
