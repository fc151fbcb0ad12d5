import { beyondStart } from './align/beyond.ts';
import type { Registration } from './align/types.ts';
import { bindCriterion, type Criterion } from './criteria/kinds.ts';
import type { Context, KeptView, Reads, View, ViewName } from './criteria/types.ts';
import { listened, type Looked } from './files/look.ts';
import { checkSize, gradingFrame } from './frame.ts';
import { layFixed, layFree, placeStart } from './lay.ts';
import { cellDeltaE } from './metrics/delta-e.ts';
import { decode } from './pixels/decode.ts';
import { inspect } from './pixels/inspect.ts';
import type { Decoded, Fault, Raster } from './pixels/types.ts';
import { closeUp, type Region } from './regions.ts';
import type { Report } from './report/schema.ts';
import type { Exercise, FeatureCache, LaidExercise, PictureFile, Submission } from './types.ts';
import { fix } from './views/attempt.ts';
import { sizeOf, trustedRegion, trustedViews, type Kept, type Size } from './views/trusted.ts';

/** A submission laid beside one reference, with a context for every criterion. */
export interface Examined {
  reference: PictureFile;
  registration: Registration;
  frame: Size;
  attempt: View;
  start: KeptView;
  target: KeptView;
  criteria: { criterion: Criterion; context: Context }[];
}

export type Examination =
  | { ok: false; fault: Fault; files: Looked[] }
  | {
      ok: true;
      files: Looked[];
      against: Examined[];
      /** What the files were decoded to, to be released once nobody looks any more. */
      decoded: Raster[];
    };

export interface ExamineOptions {
  cache?: FeatureCache | undefined;
  onPhase?: ((name: Report['phases'][number]['name']) => void) | undefined;
  /** Whom to believe as signers of Content Credentials, in PEM. */
  anchors?: string | undefined;
}

/** Inspect ▸ decode ▸ normalise ▸ align: everything before a criterion looks. A file's faults are data, never thrown. */
export async function examine(
  submission: Submission,
  exercise: LaidExercise,
  options: ExamineOptions,
): Promise<Examination> {
  const rules = exercise.spec.submission;
  const [file, ...more] = submission.files;
  if (!file) return { ok: false, fault: { code: 'no-file', params: {} }, files: [] };
  if (more.length > 0)
    return { ok: false, fault: { code: 'too-many-files', params: { count: more.length + 1 } }, files: [] };

  const header = await inspect(file, rules);
  if (!header.ok) return { ok: false, fault: header.fault, files: [] };
  const sizes = await Promise.all(exercise.references.map(sizeOf));
  const misfit = checkSize(header.value.facts, sizes[0]!, rules.size);
  const decoding = misfit ? null : decode(file.bytes, header.value, readsAlpha(exercise));
  const looked = await listened(file, header.value, options.anchors);
  const files = [looked];
  options.onPhase?.('received');
  if (!decoding) return { ok: false, fault: misfit!, files };

  const decoded = await decoding;
  if (!decoded.ok) return { ok: false, fault: decoded.fault, files };
  options.onPhase?.('decoded');

  const against: Examined[] = [];
  let fault: Fault | null = null;
  for (const [i, reference] of exercise.references.entries()) {
    const laid = await layOn(decoded, looked, exercise, reference, sizes[i]!, options.cache);
    if ('code' in laid) fault ??= laid;
    else against.push(laid);
  }
  options.onPhase?.('aligned');
  return against.length > 0
    ? {
        ok: true,
        files: [{ ...looked, transparent: decoded.transparent }],
        against,
        decoded: [decoded.raster],
      }
    : { ok: false, fault: fault!, files };
}

const LOOKS_AT_PIXELS: readonly ViewName[] = ['luma', 'pixels', 'alpha'];

/**
 * A decoded picture beside one reference, or why it cannot be laid there. Where it is a pixel smaller it was cropped, or made
 * smaller; of a matte no part of a pixel may be taken out, so that both are tried and what lies nearer is kept.
 */
export async function layOn(
  decoded: Decoded,
  inspected: Looked,
  exercise: LaidExercise,
  reference: PictureFile,
  referenceSize: Size,
  cache: FeatureCache | undefined,
): Promise<Examined | Fault> {
  const { raster, alpha } = decoded;
  const { size } = exercise.spec.submission;
  const sizes = new Map(
    [true, false].map((keepPixels) => {
      const frame = gradingFrame(raster, referenceSize, size, keepPixels);
      return [frame.width, frame];
    }),
  );
  const [frame, reduced] = [...sizes.values()] as [Size, Size?];
  const lay = (into: Size): Promise<Examined | Fault> =>
    layInto(into, decoded, inspected, exercise, reference, cache);
  const kept = await lay(frame);
  if (!alpha || !reduced) return kept;
  const other = await lay(reduced);
  return distance(other) < distance(kept) ? other : kept;
}

/** Mean ΔE00 to the reference; of what cannot be laid there, infinite. */
function distance(laid: Examined | Fault): number {
  if ('code' in laid) return Infinity;
  const each = cellDeltaE(laid.attempt.cells, laid.target.cells);
  return each.reduce((sum, one) => sum + one, 0) / each.length;
}

async function layInto(
  frame: Size,
  decoded: Decoded,
  inspected: Looked,
  exercise: LaidExercise,
  reference: PictureFile,
  cache: FeatureCache | undefined,
): Promise<Examined | Fault> {
  const { size } = exercise.spec.submission;
  const criteria = criteriaOf(exercise);
  const names = (of: keyof Reads): Set<ViewName> =>
    new Set<ViewName>(['cells', 'histograms', ...criteria.flatMap(({ reads }) => reads[of] ?? [])]);
  const regions = await regionsOf(exercise, frame);
  const kept = closeUps(criteria, regions, frame);
  const target = await trustedViews(reference, { frame }, names('reference'), kept, cache);
  const startPlace =
    size.rule === 'free'
      ? await placeStart(exercise.start, reference, frame, target, size.perspective === true)
      : undefined;
  const whole = LOOKS_AT_PIXELS.some((view) => names('reference').has(view));
  const laid = startPlace
    ? layFree(decoded, frame, target, startPlace, whole)
    : await layFixed(decoded, frame, target, exercise.start, { whole, cache });
  if ('code' in laid) return laid;

  const through = startPlace && { key: `on-${reference.sha256}`, placed: startPlace.placed };
  const start = await trustedViews(
    exercise.start,
    through ? { frame, through } : { frame },
    names('start'),
    kept,
    cache,
  );
  const { attempt, own, registration, covered } = laid;

  const shared: Omit<Context, 'region'> = {
    width: frame.width,
    height: frame.height,
    get fromReference(): Float32Array {
      return fix(shared, 'fromReference', cellDeltaE(attempt.cells, target.cells));
    },
    get fromStart(): Float32Array {
      return fix(shared, 'fromStart', cellDeltaE(attempt.cells, start.cells));
    },
    attempt,
    given: await sizeOf(exercise.start),
    own: { ...(startPlace ? sizeOfRaster(decoded.raster) : frame), cells: own },
    start,
    reference: target,
    covered,
    registration,
    beyondStart: startPlace
      ? beyondStart(decoded.raster, registration, startPlace.size, startPlace.placed)
      : { empty: 0, invented: 0 },
    file: { ...inspected.facts, ...inspected },
  };
  const contexts = criteria.map((criterion) => ({
    criterion,
    context: withRegion(shared, regionIn(regions, criterion)),
  }));
  return { reference, registration, frame, attempt, start, target, criteria: contexts };
}

const sizeOfRaster = ({ width, height }: Size): Size => ({ width, height });

/** Whether a criterion looks at alpha, so that it must be decoded. */
export const readsAlpha = (exercise: Exercise): boolean =>
  criteriaOf(exercise).some(({ reads }) => reads.reference?.includes('alpha'));

/** The same context seen through another region; what is measured once stays with `shared`. */
const withRegion = (shared: Omit<Context, 'region'>, region: Region | null): Context =>
  Object.create(shared, { region: { value: region, enumerable: true } }) as Context;

export function criteriaOf(exercise: Exercise): Criterion[] {
  return exercise.spec.criteria.map((spec) => {
    const bound = bindCriterion(spec);
    if (!bound.ok) throw new Error(`${exercise.slug}: criterion ${spec.id}: ${bound.issues.join('; ')}`);
    return bound.criterion;
  });
}

async function regionsOf(exercise: Exercise, frame: Size): Promise<ReadonlyMap<string, Region>> {
  const regions = new Map<string, Region>();
  for (const [name, mask] of Object.entries(exercise.regions))
    regions.set(name, await trustedRegion(name, mask, frame));
  return regions;
}

function regionIn(regions: ReadonlyMap<string, Region>, { spec }: Criterion): Region | null {
  if (spec.region === undefined) return null;
  const region = regions.get(spec.region);
  if (!region)
    throw new Error(`${spec.id}: region ${spec.region} is not among ${[...regions.keys()].join(', ')}`);
  return region;
}

/** The close-ups of all regions whose pixels are compared; everything where a criterion names no region. */
function closeUps(criteria: readonly Criterion[], regions: ReadonlyMap<string, Region>, frame: Size): Kept {
  const read = criteria.filter(({ reads }) => reads.reference?.includes('pixels'));
  const looked = [...new Set(read.map((criterion) => regionIn(regions, criterion)))];
  const whole = { x: 0, y: 0, ...frame };
  return {
    key: looked.map((region) => region?.id ?? 'whole').join('-'),
    boxes: looked.flatMap((region) => region?.patches.map(({ box }) => closeUp(box, frame)) ?? [whole]),
  };
}
