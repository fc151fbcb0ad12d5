import { z } from 'zod';
import { hexOfLab, labOfHex } from '../colour/hex.ts';
import type { Lab } from '../colour/lab.ts';
import { brandShares, type BrandShares } from '../metrics/brand-colours.ts';
import { colourBins } from '../metrics/colour-bins.ts';
import { dominantColours } from '../metrics/dominant-colours.ts';
import { castName, percent, rounded } from './direction.ts';
import { worstPlaces } from './places.ts';
import { Hex } from './swatch.ts';
import type { FileView, Finding, Kind, MeasuredPlace, Measurement, Verdict } from './types.ts';
import { cellWeights } from './weights.ts';

const Wanted = z
  .strictObject({
    colour: Hex,
    /** Share of the area at least and at most; default half and twice what the reference has. */
    least: z.number().min(0).max(1).optional(),
    most: z.number().min(0).max(1).optional(),
    /** A small share that makes the brand: its lack is a term of its own, since the area would not notice. */
    accent: z.literal(true).optional(),
  })
  .refine(({ least = 0, most = 1 }) => least < most, 'least must lie below most');

const Params = z.strictObject({
  swatches: z.array(Wanted).min(1).max(12),
  /** ΔE00 up to which a colour counts as a swatch's. */
  deltaE: z.number().positive().default(8),
  /** C*ab below which a colour is neutral: neither on brand nor off. 0 for flat graphics. */
  neutral: z.number().nonnegative().default(12),
  /** EV by which a swatch may lie in shadow or light. 0 for flat graphics. */
  shading: z.number().min(0).max(3).default(1),
  /** Share of the area at which nothing is left, for a guard; otherwise the start's, or half without a reference. */
  limit: z.number().positive().max(1).optional(),
  /** Share that costs nothing; otherwise what saving the reference costs, or nothing without a reference. */
  tolerance: z.number().nonnegative().max(1).optional(),
});
type Params = z.infer<typeof Params>;

/**
 * The picture's colours against a brand's swatches, over 8×8 cells. A cell belongs to the nearest swatch within
 * `deltaE` (ΔE00), the swatch taken in light and shadow (± `shading` EV in linear light); neutrals count for nobody.
 * `area` is the share of the picture 0..1 that has the wrong colour: what is off brand beyond the reference's, plus
 * what each swatch lacks of its least share or has beyond its most. Taking all colour out, or filling everything with
 * one, therefore costs as much as a wrong colour. `accent` is the share 0..1 of its least that an accent lacks, of the
 * one that lacks most, absolute. A picture without a reference is held against `least` and `most`
 * alone (0 and 1 where absent), with an absolute scale.
 */
export const palette: Kind<Params> = {
  kind: 'palette',
  params: Params,
  region: 'optional',
  protects: false,
  measure: (context, params) => measure(context, params, context.fromReference),
  measureAlone(file, params) {
    const found = measure(file, params, null);
    const { area } = found.terms;
    const scale = { limit: params.limit ?? 0.5, tolerance: params.tolerance ?? 0 };
    return { ...found, terms: { ...found.terms, area: { ...area!, ...scale } } };
  },
  explain,
  codes: {
    'palette.on-brand': ['value'],
    'palette.close': ['value'],
    'palette.off-brand': ['amount', 'hue', 'colour', 'nearest'],
    'palette.missing': ['colour', 'amount', 'wanted'],
    'palette.excess': ['colour', 'amount', 'wanted'],
    'palette.place': ['amount', 'hue'],
  },
};

/** Dominant colours shown. */
const SHOWN = 8;

interface Range {
  colour: string;
  share: number;
  least: number;
  most: number;
  accent: boolean;
}

/** `fromReference`: ΔE00 of every cell to the reference, null where there is none. */
function measure(context: FileView, params: Params, fromReference: Float32Array | null): Measurement {
  const { attempt, reference } = context;
  const rules = { ...params, swatches: params.swatches.map(({ colour }) => labOfHex(colour)) };
  const weights = cellWeights(context);
  const mine = brandShares(attempt.cells, weights, rules);
  const theirs = reference && brandShares(reference.cells, weights, rules);
  const ranges = params.swatches.map(({ colour, least, most, accent = false }, i): Range => {
    const share = mine.swatches[i]!;
    if (!theirs) return { colour, share, least: least ?? 0, most: most ?? 1, accent };
    const target = theirs.swatches[i]!;
    return {
      colour,
      share,
      least: least ?? Math.min(target / 2, most ?? 1),
      most: most ?? Math.max(Math.min(1, 2 * target), least ?? 0),
      accent,
    };
  });
  const accents = ranges.filter(({ accent }) => accent);
  const off = Math.max(0, mine.off - (theirs?.off ?? 0));
  const excess = excessOf(mine, fromReference);
  const worst = worstOf(context, excess);
  return {
    terms: {
      area: {
        distance: ranges.reduce((sum, range) => sum + missOf(range), off),
        limit: params.limit,
        ...(params.tolerance === undefined ? {} : { tolerance: params.tolerance }),
      },
      ...(accents.length > 0
        ? { accent: { distance: Math.max(...accents.map(lackOf)), tolerance: 0, limit: 1 } }
        : {}),
    },
    value: percent(mine.off),
    unit: '% off brand',
    target: percent(theirs?.off ?? 0),
    display: { term: 'area', factor: 100 },
    facts: {
      off,
      a: worst?.[1] ?? 0,
      b: worst?.[2] ?? 0,
      ...Object.fromEntries(
        ranges.flatMap(({ share, least, most }, i) => [
          [`${i}.share`, share],
          [`${i}.least`, least],
          [`${i}.most`, most],
        ]),
      ),
    },
    names: { colour: worst ? hexOfLab(worst) : '', nearest: worst ? nearestOf(worst, params) : '' },
    places: placesOf(context, excess, weights),
    evidence: [
      {
        draw: 'swatches',
        wanted: ranges.map(({ colour }) => ({ colour, share: 1 })),
        found: dominantColours(mine.bins, SHOWN).map(({ lab, share }) => ({ colour: hexOfLab(lab), share })),
      },
      { draw: 'change-map', delta: mapOf(excess) },
    ],
  };
}

/** ΔE00 from which the map is at its deepest. */
const FULL = 30;

/** Share of its least that a swatch lacks. */
const lackOf = ({ share, least }: Range): number => (least > 0 ? Math.max(0, 1 - share / least) : 0);

/** How far a share misses its range. */
const missOf = ({ share, least, most }: Omit<Range, 'accent'>): number =>
  Math.max(0, least - share, share - most);

/** ΔE00 by which a cell must depart from the reference before its colour is the learner's doing. */
const CHANGED = 3;

/** ΔE00 of every cell to the nearest swatch where it is off brand and the reference is not so too; 0 elsewhere. */
function excessOf({ bins, beyond }: BrandShares, fromReference: Float32Array | null): Float32Array {
  const out = new Float32Array(bins.of.length);
  for (let i = 0; i < out.length; i++)
    if (bins.of[i]! >= 0 && (!fromReference || fromReference[i]! > CHANGED)) out[i] = beyond[bins.of[i]!]!;
  return out;
}

function mapOf(excess: Float32Array): Float32Array {
  const out = new Float32Array(excess.length);
  for (let i = 0; i < out.length; i++) out[i] = Math.min(1, excess[i]! / FULL);
  return out;
}

/** The colour that makes up most of what is off brand. */
function worstOf({ attempt }: FileView, excess: Float32Array): Lab | null {
  const off = new Float32Array(excess.length);
  for (let i = 0; i < off.length; i++) if (excess[i]! > 0) off[i] = 1;
  return dominantColours(colourBins(attempt.cells, off), 4)[0]?.lab ?? null;
}

function nearestOf(colour: Lab, { swatches }: Params): string {
  const hue = (of: Lab): number => Math.atan2(of[2], of[1]);
  const turn = (other: string): number => Math.abs(Math.sin((hue(labOfHex(other)) - hue(colour)) / 2));
  return swatches.map(({ colour: one }) => one).reduce((best, one) => (turn(one) < turn(best) ? one : best));
}

function placesOf(context: FileView, excess: Float32Array, weights: Float32Array): MeasuredPlace[] {
  const { lab, columns } = context.attempt.cells;
  return worstPlaces(excess, weights, context.attempt.cells, 4, context).map((place) => {
    let [a, b, deltaE, n] = [0, 0, 0, 0];
    for (let y = place.y >> 3; y < (place.y + place.height) >> 3; y++)
      for (let x = place.x >> 3; x < (place.x + place.width) >> 3; x++) {
        const i = y * columns + x;
        if (!(excess[i]! > 0)) continue;
        a += lab[i * 3 + 1]!;
        b += lab[i * 3 + 2]!;
        deltaE += excess[i]!;
        n++;
      }
    const value = deltaE / Math.max(1, n);
    return {
      ...place,
      value,
      code: 'palette.place',
      params: { amount: rounded(value), hue: castName(a, b) },
    };
  });
}

/** Share of the picture below which a colour is not worth a word. */
const WORTH = 0.003;

function explain({ facts, names, value }: Measurement, verdict: Verdict, { swatches }: Params): Finding[] {
  if (verdict.score >= 85) return [{ code: 'palette.on-brand', params: { value } }];
  const findings: (Finding & { gain: number })[] = [];
  const { colour, nearest } = names as { colour: string; nearest: string };
  if (facts.off! > WORTH && colour !== '')
    findings.push({
      code: 'palette.off-brand',
      params: { amount: percent(facts.off!), hue: castName(facts.a!, facts.b!), colour, nearest },
      gain: facts.off!,
    });
  swatches.forEach((wanted, i) => {
    const range = {
      colour: wanted.colour,
      share: facts[`${i}.share`]!,
      least: facts[`${i}.least`]!,
      most: facts[`${i}.most`]!,
    };
    const gain = missOf(range);
    if (gain < WORTH) return;
    const short = range.share < range.least;
    findings.push({
      code: short ? 'palette.missing' : 'palette.excess',
      params: {
        colour: wanted.colour,
        amount: percent(range.share),
        wanted: percent(short ? range.least : range.most),
      },
      gain,
    });
  });
  if (findings.length === 0) return [{ code: 'palette.close', params: { value } }];
  return findings.sort((p, q) => q.gain - p.gain).slice(0, 3);
}
