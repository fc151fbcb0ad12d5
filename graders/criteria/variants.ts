import { z } from 'zod';
import type { FilesKind, FilesMeasurement } from '../files/types.ts';
import { smallDifference, smallLikeness, smallPicture } from '../metrics/small-picture.ts';
import type { FrameFinding } from '../sets/types.ts';
import { rounded } from './direction.ts';
import type { FileView } from './types.ts';

const Params = z.strictObject({
  /** Mean ΔE00 by which any two pictures must differ; at a third of it nothing is left. */
  differ: z.number().positive().default(0.4),
  /** Likeness of layout that every picture must have to its nearest neighbour; at 0 nothing is left. */
  relate: z.number().positive().max(1).default(0.35),
});
type Params = z.infer<typeof Params>;

/**
 * Whether files are variants of one picture: no two the same, and each akin to another. `twins` is what the closest
 * pair lacks of `differ` (mean CIEDE2000 on a grid of 16 × 16), `strangers` what the picture furthest from its nearest
 * neighbour lacks of `relate` (correlation of L*a*b* on that grid). Absolute; sizes and shapes do not matter.
 */
export const variants: FilesKind<Params> = {
  kind: 'variants',
  params: Params,
  region: 'none',
  protects: false,
  measure,
  explain,
  codes: {
    'variants.family': ['value'],
    'variants.twins': ['frame', 'other', 'value'],
    'variants.stranger': ['frame', 'percent'],
  },
};

interface Pair {
  a: number;
  b: number;
  difference: number;
  likeness: number;
}

function measure(files: readonly FileView[], { differ, relate }: Params): FilesMeasurement {
  const small = files.map(({ attempt }) => smallPicture(attempt.cells));
  const pairs = small.flatMap((one, a) =>
    small.slice(a + 1).map((other, k): Pair => {
      return {
        a,
        b: a + 1 + k,
        difference: smallDifference(one, other),
        likeness: smallLikeness(one, other),
      };
    }),
  );
  const closest = pairs.reduce((best, pair) => (pair.difference < best.difference ? pair : best), NO_PAIR);
  const nearest = small.map((_, i) =>
    Math.max(0, ...pairs.filter(({ a, b }) => a === i || b === i).map(({ likeness }) => likeness)),
  );
  const furthest = nearest.indexOf(Math.min(...nearest));
  const alone = files.length < 2;
  return {
    terms: {
      twins: {
        distance: alone ? 0 : Math.max(0, differ - closest.difference),
        tolerance: 0,
        limit: (differ * 2) / 3,
      },
      strangers: {
        distance: alone ? 0 : Math.max(0, relate - nearest[furthest]!),
        tolerance: 0,
        limit: relate,
      },
    },
    value: alone ? 0 : rounded(closest.difference),
    unit: 'ΔE00 between the closest two',
    target: differ,
    facts: { a: closest.a, b: closest.b, furthest, likeness: nearest[furthest] ?? 0 },
    names: Object.fromEntries(files.map(({ file }, i) => [String(i), file.name])),
    places: [],
    evidence: [],
  };
}

const NO_PAIR: Pair = { a: 0, b: 0, difference: Infinity, likeness: 0 };

function explain({ facts, names = {}, terms, value }: FilesMeasurement): FrameFinding[] {
  const findings: FrameFinding[] = [];
  const { a, b, furthest, likeness } = facts as Record<'a' | 'b' | 'furthest' | 'likeness', number>;
  if (terms.twins!.distance > 0)
    findings.push({
      code: 'variants.twins',
      params: { frame: names[a]!, other: names[b]!, value },
      frame: a,
    });
  if (terms.strangers!.distance > 0)
    findings.push({
      code: 'variants.stranger',
      params: { frame: names[furthest]!, percent: Math.round(likeness * 100) },
      frame: furthest,
    });
  return findings.length > 0 ? findings : [{ code: 'variants.family', params: { value } }];
}
