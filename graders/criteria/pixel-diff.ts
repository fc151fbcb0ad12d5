import { z } from 'zod';
import { ciede2000 } from '../colour/ciede2000.ts';
import { linearToLab } from '../colour/lab.ts';
import { LINEAR } from '../colour/srgb.ts';
import { differenceMap } from '../metrics/pixelmatch.ts';
import { halved } from '../pixels/halve.ts';
import { release } from '../pixels/release.ts';
import { runsOf } from '../pixels/runs.ts';
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
  /** Share of the patches left as they were at which nothing is left of half the points, for tasks that are to be finished. */
  untouched: z.number().positive().max(1).optional(),
});
type Params = z.infer<typeof Params>;

/**
 * Patch by patch, how much of the start's difference to the reference is left: `pixels` by pixelmatch's count inside
 * the patch, `tone` by the ΔE00 of the patch's mean colour. 1 = as in the start, 0 = gone, at most 2 (made worse).
 * Terms are means over the patches; shown as the number of patches done. `untouched` is the share of the patches that nobody
 * touched, which drowns in a mean of many; where there are any it weighs as much as the other two. Above 5 megapixels pixels are compared at half
 * the size.
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
    'pixel-diff.object-traces': ['amount'],
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

function measure(
  { attempt, start, reference, region }: Context,
  { threshold, done, untouched: most }: Params,
): Measurement {
  const results = region!.patches.map((patch) => {
    const before = beforeOf(patch, start.pixels, reference.pixels, threshold);
    const mine = crop(attempt.pixels, patch.box);
    const result = compare(patch, mine, before, threshold);
    release(mine);
    return result;
  });
  const seen = results.filter((r) => r.visible);
  const left = results.filter((r) => Math.max(r.visible ? r.pixels : 0, r.tone) > done);
  const missed = share(seen, isUntouched);
  left.sort((p, q) => Number(isUntouched(q)) - Number(isUntouched(p)) || badness(q) - badness(p));
  return {
    terms: {
      pixels: { distance: mean(seen.map((r) => r.pixels)) },
      tone: { distance: mean(results.map((r) => r.tone)) },
      ...(most === undefined || missed === 0
        ? {}
        : { untouched: { distance: missed, tolerance: 0, limit: most, weight: 2 } }),
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

const share = <T>(all: readonly T[], is: (one: T) => boolean): number =>
  all.length === 0 ? 0 : all.filter(is).length / all.length;

const isUntouched = ({ pixels, tone }: PatchResult): boolean => pixels > 0.8 && tone > 0.8;

/** What is untouched is worse than what was begun; then the larger difference. */
const badness = (r: PatchResult): number => Math.max(r.pixels, r.tone) * Math.sqrt(r.patch.pixels);

function compare(patch: Patch, mine: Raster, before: Before, threshold: number): PatchResult {
  const after = differing(mine, before, threshold);
  const lab = meanLab(mine, patch);
  const visible = before.pixels > Math.max(2, before.inside * 0.02);
  return {
    patch,
    pixels: visible ? Math.min(2, after / before.pixels) : 0,
    tone: before.tone > 0.2 ? Math.min(2, ciede2000(lab, before.lab) / before.tone) : 0,
    dL: lab[0] - before.lab[0],
    visible,
  };
}

/** The reference's patch at the size it is compared at. */
interface Target {
  half: boolean;
  pixels: Raster;
  /** 1 inside. */
  mask: Uint8Array;
}

/** What the start's patch differs from the reference's by. */
interface Before {
  target: Target;
  /** Pixels of the target's mask, and how many of them differ. */
  inside: number;
  pixels: number;
  tone: number;
  /** Mean colour of the reference's patch. */
  lab: [number, number, number];
}

interface Known {
  start: Tiles;
  reference: Tiles;
  threshold: number;
  before: Before;
}
/** It is the same for every learner, for as long as patch and pictures stay in memory. */
const known = new WeakMap<Patch, Known>();

function beforeOf(patch: Patch, start: Tiles, reference: Tiles, threshold: number): Before {
  const kept = known.get(patch);
  if (kept && kept.start === start && kept.reference === reference && kept.threshold === threshold)
    return kept.before;
  const [first, whole] = [crop(start, patch.box), crop(reference, patch.box)];
  const lab = meanLab(whole, patch);
  const target = targetOf(whole, patch, reference.width * reference.height > LARGE);
  const before: Before = {
    target,
    inside: total(target.mask),
    pixels: differing(first, { target }, threshold),
    tone: ciede2000(meanLab(first, patch), lab),
    lab,
  };
  known.set(patch, { start, reference, threshold, before });
  return before;
}

/** Pixels of a picture above which patches are compared at half the size. */
const LARGE = 5e6;

function targetOf(whole: Raster, { mask }: Patch, half: boolean): Target {
  if (!half) return { half, pixels: whole, mask };
  const pixels = halved(whole);
  const { width, height } = pixels;
  const inside = Uint8Array.from({ length: width * height }, (_, i) => {
    const at = 2 * Math.floor(i / width) * whole.width + 2 * (i % width);
    return mask[at]! | mask[at + 1]! | mask[at + whole.width]! | mask[at + whole.width + 1]!;
  });
  return { half, pixels, mask: inside };
}

function differing(picture: Raster, { target }: Pick<Before, 'target'>, threshold: number): number {
  const seen = target.half ? halved(picture) : picture;
  return total(differenceMap(seen, target.pixels, { threshold, mask: target.mask }));
}

function total(ones: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < ones.length; i++) count += ones[i]!;
  return count;
}

function meanLab({ width, data }: Raster, { mask, pixels }: Patch): [number, number, number] {
  const sums = new Float64Array(3);
  for (const { from, to } of runsOf(mask, width)) addRun(data, from * 3, to * 3, sums);
  const lab = new Float32Array(3);
  linearToLab(sums[0]! / pixels, sums[1]! / pixels, sums[2]! / pixels, lab, 0);
  return [lab[0]!, lab[1]!, lab[2]!];
}

function addRun(data: Uint8Array, from: number, to: number, sums: Float64Array): void {
  let r = 0;
  let g = 0;
  let b = 0;
  for (let at = from; at < to; at += 3) {
    r += LINEAR[data[at]!]!;
    g += LINEAR[data[at + 1]!]!;
    b += LINEAR[data[at + 2]!]!;
  }
  sums[0]! += r;
  sums[1]! += g;
  sums[2]! += b;
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
    if (verdict.pass) return [{ code: 'pixel-diff.object-traces', params: { amount } }];
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
