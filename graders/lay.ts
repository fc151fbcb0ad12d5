import { registerCrop } from './align/crop.ts';
import { similarityOf } from './align/distortion.ts';
import { lightnessField, type Field } from './align/field.ts';
import { compose, invert, matrixOf } from './align/homography.ts';
import { judge, moves } from './align/judge.ts';
import { coverage } from './align/map.ts';
import { ALIKE_IN_PERSPECTIVE, registerPerspective, registerTilted } from './align/perspective.ts';
import { ALIKE, registerNear, registerWide, SURE, type Estimate } from './align/register.ts';
import type { Placed, Registration } from './align/types.ts';
import type { KeptView, View, ViewName } from './criteria/types.ts';
import { measureCells, type Cells } from './metrics/cells.ts';
import type { Decoded, Fault } from './pixels/types.ts';
import type { FeatureCache, PictureFile } from './types.ts';
import { viewsOf } from './views/attempt.ts';
import { framed, mappedViews } from './views/fit.ts';
import { sizeOf, trustedViews, type Kept, type Size } from './views/trusted.ts';

const CELLS: ReadonlySet<ViewName> = new Set(['cells']);
const NOTHING: Kept = { key: '', boxes: [] };

export interface Laid {
  attempt: View;
  /** The learner's picture as it was handed in, in a geometry of its own where the frame is free. */
  own: Cells;
  registration: Registration;
  covered: Float32Array | null;
}

/**
 * The frame is given: a small misalignment is taken out, a larger one refused with its numbers. `whole`: criteria look
 * at its pixels, not only at cells and histograms.
 */
export async function layFixed(
  decoded: Decoded,
  frame: Size,
  target: KeptView,
  startPicture: PictureFile,
  { whole, cache }: { whole: boolean; cache: FeatureCache | undefined },
): Promise<Laid | Fault> {
  const fit = framed(decoded, frame);
  const cells = measureCells(fit.raster);
  const source = lightnessField(cells, frame);
  let near = registerNear(source, lightnessField(target.cells, frame));
  if (near.likeness < 2 * ALIKE || moves(near)) {
    // An unfinished removal may look more like the start than like the reference, and a cut-out that was not begun.
    const { cells: startCells } = await trustedViews(startPicture, { frame }, CELLS, NOTHING, cache);
    const toStart = registerNear(source, lightnessField(startCells, frame));
    if (toStart.likeness > near.likeness) near = toStart;
  }
  const judged = judge(near, () => registerWide(source, lightnessField(target.cells, frame)));
  if (judged.state === 'refused') return judged.fault;
  if (decoded.alpha) near = wholePixels(near);
  const lies = judged.state === 'as-is' || (near.dx === 0 && near.dy === 0 && decoded.alpha !== null);
  const registration = registrationOf(near, decoded.raster, lies ? 'as-is' : 'aligned');
  if (lies) return { attempt: viewsOf(fit, cells), own: cells, registration, covered: null };
  return {
    attempt: mappedViews(fit, frame, near, whole),
    own: cells,
    registration,
    covered: coverage(frame, frame, near),
  };
}

/** A matte that is cut too wide looks larger, and one that is moved by parts of a pixel is another matte: only whole pixels are taken out. */
const wholePixels = (near: Estimate): Estimate => ({
  ...near,
  angle: 0,
  scale: 1,
  dx: Math.round(near.dx) + 0,
  dy: Math.round(near.dy) + 0,
});

/** Where the start lies in the frame of a reference whose frame is free. */
export interface StartPlace {
  size: Size;
  cells: Cells;
  placed: Placed;
  /** The start is the reference seen in another perspective. */
  perspective: boolean;
}

/** The learner decides about the frame: the estimate lays the picture on the reference. */
export function layFree(
  decoded: Decoded,
  frame: Size,
  target: KeptView,
  start: StartPlace,
  whole: boolean,
): Laid | Fault {
  const { raster } = decoded;
  const own = measureCells(raster);
  const source = lightnessField(own, raster);
  const field = lightnessField(target.cells, frame);
  const found = start.perspective
    ? registerPerspective(source, field, matrixOf(start.placed))
    : cropsOut(start.size, start.placed, frame)
      ? overStart(source, field, frame, start)
      : registerWide(source, field);
  const enlarged = (found.scale * frame.width) / raster.width;
  const least = start.perspective ? ALIKE_IN_PERSPECTIVE : enlarged > ENLARGED ? ALIKE_IN_PART : ALIKE;
  if (found.likeness < least) return { code: 'another-picture', params: {} };
  return {
    attempt: mappedViews(decoded, frame, found, whole),
    own,
    registration: registrationOf(found, raster, 'mapped'),
    covered: coverage(raster, frame, found),
  };
}

/**
 * How many times its width goes into the frame's: from here on a picture is laid on a small part of the frame, where chance
 * finds other pictures alike to 0.73; real crops stay above 0.98.
 */
const ENLARGED = 1.4;
const ALIKE_IN_PART = 0.85;

/** Where the start shows half as much again as the reference, the task is a crop. */
const cropsOut = (start: Size, { scale }: Placed, frame: Size): boolean =>
  start.width * start.height > 1.5 * scale ** 2 * frame.width * frame.height;

/** A crop may show little of the reference's frame, but always a part of the start. */
function overStart(source: Field, target: Field, frame: Size, { cells, size, placed }: StartPlace): Estimate {
  const crop = registerCrop(source, lightnessField(cells, size));
  const direct = crop.likeness < SURE ? registerWide(source, target) : null;
  if (direct && direct.likeness > crop.likeness) return direct;
  return { ...crop, ...similarityOf(compose(matrixOf(crop), matrixOf(placed)), frame) };
}

const registrationOf = (
  { angle, scale, dx, dy, homography, likeness }: Estimate & Placed,
  raster: Size,
  state: Registration['state'],
): Registration => ({
  angle,
  scale,
  dx,
  dy,
  ...(homography ? { homography } : {}),
  likeness,
  sourceWidth: raster.width,
  sourceHeight: raster.height,
  state,
});

/** The start over the reference; where that is a crop of it, found as one and turned round. */
function overWhole(start: Field, reference: Field, frame: Size, size: Size): Placed {
  const wide = registerWide(start, reference);
  if (wide.likeness >= SURE && !cropsOut(size, wide, frame)) return wide;
  const crop = registerCrop(reference, start);
  return crop.likeness > wide.likeness ? similarityOf(invert(matrixOf(crop)), frame) : wide;
}

const places = new WeakMap<PictureFile, Map<string, StartPlace>>();

/** Where the start lies in the frame of the reference, found once per process. */
export async function placeStart(
  start: PictureFile,
  reference: PictureFile,
  frame: Size,
  target: KeptView,
  perspective: boolean,
): Promise<StartPlace> {
  const known = places.get(start) ?? new Map<string, StartPlace>();
  places.set(start, known);
  const found = known.get(reference.sha256);
  if (found) return found;
  const size = await sizeOf(start);
  const { cells } = await trustedViews(start, { frame: size }, CELLS, NOTHING, undefined);
  const [source, field] = [lightnessField(cells, size), lightnessField(target.cells, frame)];
  const placed = perspective ? registerTilted(source, field) : overWhole(source, field, frame, size);
  const place = { size, cells, placed, perspective };
  known.set(reference.sha256, place);
  return place;
}
