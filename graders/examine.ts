import { beyondStart } from './align/beyond.ts';
import { lightnessField } from './align/field.ts';
import { judge } from './align/judge.ts';
import { coverage, mapToFrame } from './align/map.ts';
import { ALIKE, registerNear, registerWide, type Estimate } from './align/register.ts';
import type { Registration, Similarity } from './align/types.ts';
import { bindCriterion, type Criterion } from './criteria/kinds.ts';
import type { Context, KeptView, Reads, View, ViewName } from './criteria/types.ts';
import { checkSize, gradingFrame } from './frame.ts';
import { measureCells } from './metrics/cells.ts';
import { cellDeltaE } from './metrics/delta-e.ts';
import { decode } from './pixels/decode.ts';
import { inspect, type Inspected } from './pixels/inspect.ts';
import { resize } from './pixels/resize.ts';
import type { Fault, Raster } from './pixels/types.ts';
import { closeUp, type Region } from './regions.ts';
import type { Report } from './report/schema.ts';
import type { Exercise, FeatureCache, PictureFile, Submission } from './types.ts';
import { fix, viewsOf } from './views/attempt.ts';
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
  { ok: false; fault: Fault; files: Inspected[] } | { ok: true; files: Inspected[]; against: Examined[] };

export interface ExamineOptions {
  cache?: FeatureCache | undefined;
  onPhase?: ((name: Report['phases'][number]['name']) => void) | undefined;
}

/** Inspect ▸ decode ▸ normalise ▸ align: everything before a criterion looks. A file's faults are data, never thrown. */
export async function examine(
  submission: Submission,
  exercise: Exercise,
  options: ExamineOptions,
): Promise<Examination> {
  const rules = exercise.spec.submission;
  const [file, ...more] = submission.files;
  if (!file) return { ok: false, fault: { code: 'no-file', params: {} }, files: [] };
  if (more.length > 0)
    return { ok: false, fault: { code: 'too-many-files', params: { count: more.length + 1 } }, files: [] };

  const inspected = await inspect(file, rules);
  if (!inspected.ok) return { ok: false, fault: inspected.fault, files: [] };
  const files = [inspected.value];
  options.onPhase?.('received');

  const { facts } = inspected.value;
  const sizes = await Promise.all(exercise.references.map(sizeOf));
  const misfit = checkSize(facts, sizes[0]!, rules.size);
  if (misfit) return { ok: false, fault: misfit, files };

  const decoded = await decode(file.bytes, inspected.value);
  if (!decoded.ok) return { ok: false, fault: decoded.fault, files };
  options.onPhase?.('decoded');

  const against: Examined[] = [];
  let fault: Fault | null = null;
  for (const [i, reference] of exercise.references.entries()) {
    const laid = await layOn(decoded.raster, inspected.value, exercise, reference, sizes[i]!, options.cache);
    if ('code' in laid) fault ??= laid;
    else against.push(laid);
  }
  options.onPhase?.('aligned');
  return against.length > 0 ? { ok: true, files, against } : { ok: false, fault: fault!, files };
}

async function layOn(
  raster: Raster,
  inspected: Inspected,
  exercise: Exercise,
  reference: PictureFile,
  referenceSize: Size,
  cache: FeatureCache | undefined,
): Promise<Examined | Fault> {
  const { size } = exercise.spec.submission;
  const frame = gradingFrame(raster, referenceSize, size);
  const criteria = criteriaOf(exercise);
  const names = (of: keyof Reads): Set<ViewName> =>
    new Set<ViewName>(['cells', 'histograms', ...criteria.flatMap(({ reads }) => reads[of] ?? [])]);
  const regions = await regionsOf(exercise, frame);
  const kept = closeUps(criteria, regions, frame);
  const target = await trustedViews(reference, { frame }, names('reference'), kept, cache);
  const laid =
    size.rule === 'free'
      ? layFree(raster, frame, target)
      : await layFixed(raster, frame, target, exercise.start, cache);
  if ('code' in laid) return laid;

  const startSize = await sizeOf(exercise.start);
  const startPlace =
    size.rule === 'free' ? await startRegistration(exercise.start, reference, frame, target) : undefined;
  const through = startPlace && { key: `on-${reference.sha256}`, similarity: startPlace };
  const start = await trustedViews(
    exercise.start,
    through ? { frame, through } : { frame },
    names('start'),
    kept,
    cache,
  );
  const { attempt, registration, covered } = laid;

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
    start,
    reference: target,
    covered,
    registration,
    beyondStart: startPlace
      ? beyondStart(raster, registration, startSize, startPlace)
      : { empty: 0, invented: 0 },
    file: { ...inspected.facts, ...inspected },
  };
  const contexts = criteria.map((criterion) => ({
    criterion,
    context: withRegion(shared, regionIn(regions, criterion)),
  }));
  return { reference, registration, frame, attempt, start, target, criteria: contexts };
}

/** The same context seen through another region; what is measured once stays with `shared`. */
const withRegion = (shared: Omit<Context, 'region'>, region: Region | null): Context =>
  Object.create(shared, { region: { value: region, enumerable: true } }) as Context;

function criteriaOf(exercise: Exercise): Criterion[] {
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

/** The close-ups of all regions whose pixels are compared. */
function closeUps(criteria: readonly Criterion[], regions: ReadonlyMap<string, Region>, frame: Size): Kept {
  const read = criteria.filter(({ reads }) => reads.reference?.includes('pixels'));
  const looked = [...new Set(read.map((criterion) => regionIn(regions, criterion)!))];
  return {
    key: looked.map(({ id }) => id).join('-'),
    boxes: looked.flatMap(({ patches }) => patches.map(({ box }) => closeUp(box, frame))),
  };
}

const CELLS: ReadonlySet<ViewName> = new Set(['cells']);
const NOTHING: Kept = { key: '', boxes: [] };

interface Laid {
  attempt: View;
  registration: Registration;
  covered: Float32Array | null;
}

/** The frame is given: a small misalignment is taken out, a larger one refused with its numbers. */
async function layFixed(
  raster: Raster,
  frame: Size,
  target: KeptView,
  startPicture: PictureFile,
  cache: FeatureCache | undefined,
): Promise<Laid | Fault> {
  const fitted = resize(raster, frame.width, frame.height);
  const cells = measureCells(fitted);
  const source = lightnessField(cells, frame);
  let near = registerNear(source, lightnessField(target.cells, frame));
  if (near.likeness < 2 * ALIKE) {
    // An unfinished removal may look more like the start than like the reference.
    const { cells: startCells } = await trustedViews(startPicture, { frame }, CELLS, NOTHING, cache);
    const toStart = registerNear(source, lightnessField(startCells, frame));
    if (toStart.likeness > near.likeness) near = toStart;
  }
  const judged = judge(near, () => registerWide(source, lightnessField(target.cells, frame)));
  if (judged.state === 'refused') return judged.fault;
  const registration = registrationOf(near, raster, judged.state);
  if (judged.state === 'as-is') return { attempt: viewsOf(fitted, cells), registration, covered: null };
  return {
    attempt: viewsOf(mapToFrame(fitted, frame, near)),
    registration,
    covered: coverage(fitted, frame, near),
  };
}

/** The learner decides about the frame: the estimate lays the picture on the reference. */
function layFree(raster: Raster, frame: Size, target: KeptView): Laid | Fault {
  const source = lightnessField(measureCells(raster), raster);
  const wide = registerWide(source, lightnessField(target.cells, frame));
  if (wide.likeness < ALIKE) return { code: 'another-picture', params: {} };
  return {
    attempt: viewsOf(mapToFrame(raster, frame, wide)),
    registration: registrationOf(wide, raster, 'mapped'),
    covered: coverage(raster, frame, wide),
  };
}

const registrationOf = (
  { angle, scale, dx, dy, likeness }: Estimate,
  raster: Raster,
  state: Registration['state'],
): Registration => ({
  angle,
  scale,
  dx,
  dy,
  likeness,
  sourceWidth: raster.width,
  sourceHeight: raster.height,
  state,
});

const startPlaces = new WeakMap<PictureFile, Map<string, Similarity>>();

/** Where the start lies in the frame of the reference, found once per process. */
async function startRegistration(
  start: PictureFile,
  reference: PictureFile,
  frame: Size,
  target: KeptView,
): Promise<Similarity> {
  const known = startPlaces.get(start) ?? new Map<string, Similarity>();
  startPlaces.set(start, known);
  const found = known.get(reference.sha256);
  if (found) return found;
  const size = await sizeOf(start);
  const { cells } = await trustedViews(start, { frame: size }, CELLS, NOTHING, undefined);
  const estimate = registerWide(lightnessField(cells, size), lightnessField(target.cells, frame));
  known.set(reference.sha256, estimate);
  return estimate;
}
