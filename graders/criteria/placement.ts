import { z } from 'zod';
import { apply, invert, matrixOf } from '../align/homography.ts';
import type { Homography } from '../align/types.ts';
import { unrest } from '../metrics/calm.ts';
import { subjectGrid, subjectPlace, toShares, type SubjectPlace } from '../metrics/subject.ts';
import type { Box } from '../pixels/types.ts';
import { percent, rounded } from './direction.ts';
import { explain, larger, tightSide } from './placement-remarks.ts';
import { ordered, ORDERED, SCALE } from './scale.ts';
import type { Context, Kind, MeasuredPlace, Measurement, Term } from './types.ts';

const Share = z.number().min(0).max(1);
const Target = z
  .strictObject({ x: Share.optional(), y: Share.optional() })
  .refine(({ x, y }) => x !== undefined || y !== undefined, 'x, y or both');

const Params = z
  .strictObject({
    /** What counts of the subject: its centroid, or a point in shares of the reference (an eye, a label). */
    anchor: z.union([z.literal('centroid'), z.tuple([Share, Share])]).default('centroid'),
    /** Where the anchor should lie in the learner's frame; of several targets the nearest. In shares of the frame. */
    at: z
      .strictObject({
        targets: z.union([z.enum(['third-lines', 'third-points']), z.array(Target).min(1)]),
        ...SCALE,
      })
      .refine(ordered, ORDERED)
      .optional(),
    /** Share of the subject that the frame cuts off. */
    cut: z.strictObject(SCALE).refine(ordered, ORDERED).optional(),
    /** Room between subject and frame on every side, in shares of the frame. */
    margin: z
      .strictObject({ least: Share, ...SCALE })
      .refine(ordered, ORDERED)
      .optional(),
    /** The subject's height in shares of the frame's. */
    size: z
      .strictObject({ least: Share, most: z.number().max(4), ...SCALE })
      .refine(ordered, ORDERED)
      .optional(),
    /** A rectangle for copy, in shares of the frame; its unrest in L*. */
    calm: z
      .strictObject({ x: Share, y: Share, width: Share, height: Share, ...SCALE })
      .refine(ordered, ORDERED)
      .optional(),
  })
  .refine(
    ({ anchor: _, ...asked }) => Object.values(asked).some((v) => v !== undefined),
    'at least one of at, cut, margin, size and calm',
  );
type Params = z.infer<typeof Params>;
export type PlacementParams = Params;

/**
 * Where the subject lies in the learner's frame: its mask, drawn in the frame of the reference, is carried over by the
 * registration. `at` is the distance of the anchor from the nearest target, `cut` the share of the subject outside,
 * `margin` how much room is missing on the tightest side, `size` how far the height is off its range (all in shares
 * of the frame), `calm` the rectangle's root mean square difference of L*
 * between neighbouring samples, 150 across the frame. Absolute scales; it measures what the brief asks for, not taste.
 */
export const placement: Kind<Params> = {
  kind: 'placement',
  params: Params,
  region: 'required',
  protects: false,
  measure,
  explain,
  codes: {
    'placement.on-target': ['amount'],
    'placement.off-across': ['amount', 'side', 'back'],
    'placement.off-down': ['amount', 'side', 'back'],
    'placement.whole': [],
    'placement.cut': ['amount', 'side'],
    'placement.room': [],
    'placement.tight': ['amount', 'side', 'wanted'],
    'placement.size-right': ['amount'],
    'placement.too-small': ['amount', 'wanted'],
    'placement.too-large': ['amount', 'wanted'],
    'placement.calm': ['amount'],
    'placement.busy': ['amount', 'wanted'],
    'placement.place-subject': ['amount', 'side'],
    'placement.place-cut': ['amount', 'side'],
    'placement.place-busy': ['amount'],
  },
};

const THIRDS = [1 / 3, 2 / 3];
const NAMED: Record<'third-lines' | 'third-points', readonly z.infer<typeof Target>[]> = {
  'third-lines': THIRDS.map((x) => ({ x })),
  'third-points': THIRDS.flatMap((x) => THIRDS.map((y) => ({ x, y }))),
};

const targetsOf = ({ at }: Params): readonly z.infer<typeof Target>[] =>
  at === undefined ? [] : typeof at.targets === 'string' ? NAMED[at.targets] : at.targets;

function measure(context: Context, params: Params): Measurement {
  const { own, registration } = context;
  const map: Homography =
    registration.state === 'mapped' ? matrixOf(registration) : [1, 0, 0, 0, 1, 0, 0, 0, 1];
  const shares = toShares(map, context, own);
  const subject = subjectPlace(context.region!, context, shares);
  const anchor =
    params.anchor === 'centroid'
      ? subject.centroid
      : shares(params.anchor[0] * context.width, params.anchor[1] * context.height);
  const off = offTarget(anchor, targetsOf(params));
  const margins = {
    left: subject.left,
    top: subject.top,
    right: 1 - subject.right,
    bottom: 1 - subject.bottom,
  };
  const tightest = Math.min(...Object.values(margins));
  const height = subject.bottom - subject.top;
  const busy = params.calm ? unrest(own.cells, params.calm) : 0;
  const terms = termsOf(params, { off: Math.hypot(off.x, off.y), cut: subject.cut, tightest, height, busy });
  const facts = {
    ...margins,
    offX: off.x,
    offY: off.y,
    cut: subject.cut,
    height,
    busy,
  };
  return {
    terms,
    ...shown(params, terms, facts),
    facts,
    places: placesOf(params, subject, facts, terms, (box) => inFrame(box, map, context)),
    evidence: [
      {
        draw: 'composition-map',
        composition: {
          subject: subjectGrid(context.region!, context, map, own),
          anchor,
          targets: targetsOf(params),
          calm: params.calm,
        },
      },
    ],
  };
}

/** The way from the nearest target to the anchor: positive is too far right, and too low. */
function offTarget(
  [u, v]: readonly [number, number],
  targets: readonly z.infer<typeof Target>[],
): { x: number; y: number } {
  const ways = targets.map(({ x, y }) => ({
    x: x === undefined ? 0 : u - x,
    y: y === undefined ? 0 : v - y,
  }));
  const nearest = ways.toSorted((p, q) => Math.hypot(p.x, p.y) - Math.hypot(q.x, q.y))[0];
  return nearest ?? { x: 0, y: 0 };
}

function termsOf(
  { at, cut, margin, size, calm }: Params,
  found: { off: number; cut: number; tightest: number; height: number; busy: number },
): Record<string, Term> {
  const terms: Record<string, Term> = {};
  const add = (
    id: string,
    distance: number,
    { tolerance, limit }: { tolerance: number; limit: number },
  ): void => {
    terms[id] = { distance, tolerance, limit };
  };
  if (at) add('at', found.off, at);
  if (cut) add('cut', found.cut, cut);
  if (margin) add('margin', Math.max(0, margin.least - found.tightest), margin);
  if (size) add('size', Math.max(0, size.least - found.height, found.height - size.most), size);
  if (calm) add('calm', found.busy, calm);
  return terms;
}

/** The first term that was asked for. */
function shown(
  params: Params,
  terms: Record<string, Term>,
  facts: { height: number; busy: number },
): Pick<Measurement, 'value' | 'unit' | 'target' | 'display'> {
  const term = Object.keys(terms)[0]!;
  const unit = { at: '% off target', cut: '% cut off', margin: '% too little room' }[term];
  if (unit) return { value: percent(terms[term]!.distance), unit, target: 0, display: { term, factor: 100 } };
  if (term === 'calm')
    return { value: rounded(facts.busy), unit: 'L* of unrest', target: 0, display: { term, factor: 1 } };
  const { least, most } = params.size!;
  const nearest = Math.min(most, Math.max(least, facts.height));
  return {
    value: percent(facts.height),
    unit: '% of the height',
    target: percent(nearest),
    display: { term, factor: 100 },
  };
}

function placesOf(
  { calm }: Params,
  subject: SubjectPlace,
  facts: Record<string, number>,
  terms: Record<string, Term>,
  toFrame: (box: Box) => Box,
): MeasuredPlace[] {
  const places: MeasuredPlace[] = [];
  const over = (id: string): boolean => terms[id] !== undefined && terms[id].distance > terms[id].tolerance!;
  if (over('cut')) {
    const params = { amount: percent(facts.cut!), side: tightSide(facts) };
    places.push({ ...subject.inFrame, value: percent(facts.cut!), code: 'placement.place-cut', params });
  } else if (over('at')) {
    const { amount, side } = larger(facts);
    places.push({
      ...subject.inFrame,
      value: amount,
      code: 'placement.place-subject',
      params: { amount, side },
    });
  }
  if (calm && over('calm')) {
    const amount = rounded(facts.busy!);
    places.push({ ...toFrame(calm), value: amount, code: 'placement.place-busy', params: { amount } });
  }
  return places;
}

/** A rectangle in shares of the learner's frame as a box of the grading frame. */
function inFrame({ x, y, width, height }: Box, map: Homography, context: Context): Box {
  const { own } = context;
  const back = invert(map);
  const points = [x, x + width].flatMap((u) =>
    [y, y + height].map((v) => apply(back, (u - 0.5) * own.width, (v - 0.5) * own.height)),
  );
  const xs = points.map(([px]) => px + context.width / 2);
  const ys = points.map(([, py]) => py + context.height / 2);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { x: left, y: top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}
