import { z } from 'zod';
import { distortionOf, shareCovered, type Distortion } from '../align/distortion.ts';
import { apply, area, corners, invert, matrixOf } from '../align/homography.ts';
import { percent } from './direction.ts';
import { geometryRemarks } from './geometry-remarks.ts';
import { ordered, ORDERED, SCALE } from './scale.ts';
import type { Context, Kind, Measurement, Term } from './types.ts';

const Scale = z.strictObject(SCALE).refine(ordered, ORDERED);

const Params = z
  .strictObject({
    /** Degrees by which the reference's vertical frame edges run together or apart. */
    verticals: Scale.optional(),
    /** The same of its horizontal ones. */
    horizontals: Scale.optional(),
    /** Degrees off the reference. */
    angle: Scale.optional(),
    /** Share by which width for height differs from the reference's proportions. */
    stretch: Scale.optional(),
    /** Share by which the file's width / height differs from `ratio`. */
    aspect: z
      .strictObject({ ratio: z.number().positive(), ...SCALE })
      .refine(ordered, ORDERED)
      .optional(),
    /** Shares of the reference's width and height by which the picture's centre lies off its centre, as a distance. */
    offset: Scale.optional(),
    /** Share by which the picture shows more or less of the scene than the reference, as a length. */
    scale: Scale.optional(),
    /** Share of the reference's frame that was cut away. */
    kept: Scale.optional(),
    /** Share of the picture that is flat empty wedges. */
    corners: Scale.optional(),
    /** Share of the picture that the start never showed and that was filled in. */
    invented: Scale.optional(),
  })
  .refine(
    (p) => Object.values(p).some((term) => term !== undefined),
    'at least one of verticals, horizontals, angle, stretch, aspect, offset, scale, kept, corners and invented',
  );
type Params = z.infer<typeof Params>;
type TermName = keyof Params;

/**
 * Geometry by registration: what lays the learner's picture on the reference, a similarity, or a homography where the
 * size rule is `free` with `perspective`. In degrees, signed: `angle`, the turn at the frame's centre; `verticals` and
 * `horizontals`, by how much the frame's opposite edges converge (Hartley & Zisserman 2004, 2.7; to a tenth of a degree
 * on 1200 px). As shares: `stretch`, width for height at the centre; `aspect`, the file's own; `offset` and `scale`, the
 * framing; `kept`, what is gone of the reference's frame; `corners`, what is flat and lies beyond what the start showed;
 * `invented`, what was filled in there. Absolute scales, for exercises whose frame is free.
 */
export const geometry: Kind<Params> = {
  kind: 'geometry',
  params: Params,
  region: 'none',
  protects: false,
  measure,
  explain: geometryRemarks,
  codes: {
    'geometry.converging': ['amount'],
    'geometry.diverging': ['amount'],
    'geometry.upright': ['amount'],
    'geometry.sideways': ['amount', 'side'],
    'geometry.frontal': ['amount'],
    'geometry.level': ['amount'],
    'geometry.tilted': ['amount', 'turn'],
    'geometry.squashed': ['amount'],
    'geometry.stretched': ['amount'],
    'geometry.proportions': ['amount'],
    'geometry.aspect': ['found', 'wanted'],
    'geometry.aspect-met': ['wanted'],
    'geometry.offset': ['amount', 'way'],
    'geometry.placed': [],
    'geometry.too-tight': ['amount'],
    'geometry.too-wide': ['amount'],
    'geometry.field-met': [],
    'geometry.overcropped': ['amount'],
    'geometry.frame-kept': ['amount'],
    'geometry.corners': ['amount'],
    'geometry.corners-clean': [],
    'geometry.invented': ['amount'],
  },
};

function measure(context: Context, params: Params): Measurement {
  const facts = factsOf(context, params);
  const terms: Record<string, Term> = {};
  for (const name of NAMES) {
    const asked = params[name];
    if (asked)
      terms[name] = { distance: Math.abs(facts[name]!), tolerance: asked.tolerance, limit: asked.limit };
  }
  const [first] = Object.keys(terms) as [TermName];
  const degrees = DEGREES.has(first);
  const lead = first === 'invented' ? facts.corners! : facts[first]!;
  const shown = degrees ? Math.abs(lead) : percent(first === 'kept' ? 1 - lead : Math.abs(lead));
  return {
    terms,
    value: Math.round(shown * 10) / 10,
    unit: degrees ? '°' : '%',
    target: first === 'kept' ? 100 : 0,
    display: { term: first, factor: degrees ? 1 : 100 },
    facts,
    places: [],
    evidence: [{ draw: 'frame-map' }],
  };
}

/** In the order of the terms: the first one asked for is shown. */
const NAMES = [
  'verticals',
  'horizontals',
  'angle',
  'stretch',
  'aspect',
  'offset',
  'scale',
  'kept',
  'corners',
  'invented',
] as const satisfies readonly TermName[];
const DEGREES: ReadonlySet<TermName> = new Set(['verticals', 'horizontals', 'angle'] as const);

/** Every term's signed distance, and what words need beside them. */
function factsOf(context: Context, params: Params): Record<string, number> {
  const { registration: r, beyondStart, file } = context;
  const frame = { width: context.width, height: context.height };
  const m = matrixOf(r);
  const source = { width: r.sourceWidth, height: r.sourceHeight };
  const back = invert(m);
  const [x, y] = apply(back, 0, 0);
  const [right, down] = [x / frame.width, y / frame.height];
  const field = area(corners(source).map((p) => apply(back, ...p))) / (frame.width * frame.height);
  return {
    ...lens(context, params, distortionOf(m, frame)),
    // The frame's content stands rotated by `angle` in the learner's file.
    angle: r.angle,
    aspect: params.aspect ? file.width / file.height / params.aspect.ratio - 1 : 0,
    found: file.width / file.height,
    offset: Math.hypot(right, down),
    right,
    down,
    scale: Math.sqrt(field) - 1,
    kept: r.homography ? 1 - shareCovered(m, source, frame) : lostArea(context),
    corners: beyondStart.empty,
    invented: beyondStart.invented,
  };
}

function lens(
  { registration }: Context,
  params: Params,
  { verticals, horizontals, stretch }: Distortion,
): Pick<Distortion, 'verticals' | 'horizontals' | 'stretch'> {
  if (!registration.homography && (params.verticals ?? params.horizontals ?? params.stretch))
    throw new Error('verticals, horizontals and stretch need the size rule free with perspective: true');
  return { verticals, horizontals, stretch };
}

function lostArea({ registration: r, width, height }: Context): number {
  return Math.max(0, 1 - (r.sourceWidth * r.sourceHeight) / (r.scale * r.scale * width * height));
}
