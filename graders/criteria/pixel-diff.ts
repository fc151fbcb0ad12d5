import { z } from 'zod';
import { ciede2000 } from '../colour/ciede2000.ts';
import { linearToLab } from '../colour/lab.ts';
import { LINEAR } from '../colour/srgb.ts';
import { differenceMap } from '../metrics/pixelmatch.ts';
import { release } from '../pixels/release.ts';
import { crop, type Tiles } from '../pixels/tiles.ts';
import type { Raster } from '../pixels/types.ts';
import type { Patch } from '../regions.ts';
import { percent, rounded } from './direction.ts';
import type { Context, Finding, Kind, MeasuredPlace, Measurement, Verdict } from './types.ts';

const Params = z.strictObject({
  /** pixelmatch's threshold: 0.1 overlooks about 26 of 255 grey levels, 0.05 about 13. */
  threshold: z.number().min(0).max(1).default(0.1),
  /** A patch counts as done when this share, or less, of its first difference is left. */
  done: z.number().min(0).max(1).default(0.3),
});
type Params = z.infer<typeof Params>;

/**
 * Patch by patch, how much of the start's difference to the reference is left: `pixels` by pixelmatch's count inside
 * the patch, `tone` by the ΔE00 of the patch's mean colour. 1 = as in the start, 0 = gone, at most 2 (made worse).
 * Terms are means over the patches; shown as the number of patches done.
 */
export const pixelDiff: Kind<Params> = {
  kind: 'pixel-diff',
  params: Params,
  region: 'required',
  protects: false,
  reads: { reference: ['pixels'], start: ['pixels'] },
  measure,
  explain,
  codes: {
    'pixel-diff.all-done': ['total'],
    'pixel-diff.remaining': ['remaining', 'done', 'total'],
    'pixel-diff.faint': ['total', 'left'],
    'pixel-diff.none-done': ['total'],
    'pixel-diff.traces': ['total', 'amount'],
    'pixel-diff.object-gone': [],
    'pixel-diff.object-untouched': [],
    'pixel-diff.object-remains': ['amount'],
    'pixel-diff.place-left': [],
    'pixel-diff.place-dark': ['amount'],
    'pixel-diff.place-light': ['amount'],
    'pixel-diff.place-texture': ['amount'],
  },
};

/** Close-ups drawn. */
const SHOWN = 4;

interface PatchResult {
  patch: Patch;
  pixels: number;
  tone: number;
  /** Signed L* of the patch's mean to the reference. */
  dL: number;
  /** The start showed a difference here that pixelmatch can see. */
  visible: boolean;
}

function measure({ attempt, start, reference, region }: Context, { threshold, done }: Params): Measurement {
  const results = region!.patches.map((patch) => {
    const [mine, target] = [crop(attempt.pixels, patch.box), crop(reference.pixels, patch.box)];
    const before = untouched(patch, start.pixels, reference.pixels, target, threshold);
    const result = compare(patch, mine, target, before, threshold);
    [mine, target].forEach(release);
    return result;
  });
  const seen = results.filter((r) => r.visible);
  const left = results.filter((r) => Math.max(r.visible ? r.pixels : 0, r.tone) > done);
  left.sort((p, q) => Number(isUntouched(q)) - Number(isUntouched(p)) || badness(q) - badness(p));
  return {
    terms: {
      pixels: { distance: mean(seen.map((r) => r.pixels)) },
      tone: { distance: mean(results.map((r) => r.tone)) },
    },
    value: results.length - left.length,
    unit: `of ${results.length}`,
    target: results.length,
    facts: {
      total: results.length,
      left: left.length,
      worst: Math.max(0, ...left.map((r) => Math.max(r.pixels, r.tone))),
      share: mean(results.map((r) => Math.max(r.pixels, r.tone))),
    },
    places: left.map(placeOf),
    evidence: left.length > 0 ? [{ draw: 'places', places: left.slice(0, SHOWN).map(placeOf) }] : [],
  };
}

const isUntouched = ({ pixels, tone }: PatchResult): boolean => pixels > 0.8 && tone > 0.8;

/** What is untouched is worse than what was begun; then the larger difference. */
const badness = (r: PatchResult): number => Math.max(r.pixels, r.tone) * Math.sqrt(r.patch.pixels);

function compare(patch: Patch, mine: Raster, target: Raster, before: Before, threshold: number): PatchResult {
  const after = differing(mine, target, patch, threshold);
  const lab = meanLab(mine, patch);
  const visible = before.pixels > Math.max(2, patch.pixels * 0.02);
  return {
    patch,
    pixels: visible ? Math.min(2, after / before.pixels) : 0,
    tone: before.tone > 0.2 ? Math.min(2, ciede2000(lab, before.target) / before.tone) : 0,
    dL: lab[0] - before.target[0],
    visible,
  };
}

/** What the start's patch differs from the reference's by. */
interface Before {
  pixels: number;
  tone: number;
  /** Mean colour of the reference's patch. */
  target: [number, number, number];
}

interface Known {
  start: Tiles;
  reference: Tiles;
  threshold: number;
  before: Before;
}
/** It is the same for every learner, for as long as patch and pictures stay in memory. */
const known = new WeakMap<Patch, Known>();

function untouched(patch: Patch, start: Tiles, reference: Tiles, target: Raster, threshold: number): Before {
  const kept = known.get(patch);
  if (kept && kept.start === start && kept.reference === reference && kept.threshold === threshold)
    return kept.before;
  const first = crop(start, patch.box);
  const lab = meanLab(target, patch);
  const before: Before = {
    pixels: differing(first, target, patch, threshold),
    tone: ciede2000(meanLab(first, patch), lab),
    target: lab,
  };
  known.set(patch, { start, reference, threshold, before });
  return before;
}

function differing(a: Raster, b: Raster, { mask }: Patch, threshold: number): number {
  const map = differenceMap(a, b, { threshold, mask });
  let count = 0;
  for (let i = 0; i < map.length; i++) count += map[i]!;
  return count;
}

function meanLab({ data }: Raster, { mask, pixels }: Patch): [number, number, number] {
  // Not by taking a list apart: these would be kept as objects.
  let r = 0;
  let g = 0;
  let b = 0;
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] === 0) continue;
    r += LINEAR[data[i * 3]!]!;
    g += LINEAR[data[i * 3 + 1]!]!;
    b += LINEAR[data[i * 3 + 2]!]!;
  }
  const lab = new Float32Array(3);
  linearToLab(r / pixels, g / pixels, b / pixels, lab, 0);
  return [lab[0]!, lab[1]!, lab[2]!];
}

const mean = (values: number[]): number =>
  values.length === 0 ? 0 : values.reduce((p, q) => p + q, 0) / values.length;

function placeOf(result: PatchResult): MeasuredPlace {
  const { patch, pixels, tone, dL } = result;
  const value = rounded(Math.max(pixels, tone) * 100);
  const amount = rounded(Math.abs(dL));
  const place = { ...patch.box, value };
  if (isUntouched(result)) return { ...place, code: 'pixel-diff.place-left', params: {} };
  if (tone > pixels && amount >= 1)
    return { ...place, code: `pixel-diff.place-${dL < 0 ? 'dark' : 'light'}`, params: { amount } };
  return { ...place, code: 'pixel-diff.place-texture', params: { amount: Math.round(value) } };
}

function explain({ facts }: Measurement, verdict: Verdict): Finding[] {
  const [total, left, share] = [facts.total!, facts.left!, facts.share!];
  const amount = percent(Math.min(1, share));
  if (total === 1) {
    if (left === 0 && verdict.score >= 75) return [{ code: 'pixel-diff.object-gone', params: {} }];
    if (share > 0.95 && share < 1.05) return [{ code: 'pixel-diff.object-untouched', params: {} }];
    return [{ code: 'pixel-diff.object-remains', params: { amount } }];
  }
  if (left === total) return [{ code: 'pixel-diff.none-done', params: { total } }];
  if (left > 0 && isFaint(facts, verdict)) return [{ code: 'pixel-diff.faint', params: { total, left } }];
  if (left > 0)
    return [{ code: 'pixel-diff.remaining', params: { remaining: left, done: total - left, total } }];
  if (verdict.score < 75) return [{ code: 'pixel-diff.traces', params: { total, amount } }];
  return [{ code: 'pixel-diff.all-done', params: { total } }];
}

/** A few small patches of which a part shows, in a picture that is nearly right: what compression leaves. */
const isFaint = ({ total, left, worst }: Record<string, number>, { score }: Verdict): boolean =>
  score >= 95 && worst! <= 0.8 && left! <= Math.max(1, total! / 8);
