import { z } from 'zod';
import { ciede2000 } from '../colour/ciede2000.ts';
import { hexOfLab, labOfHex } from '../colour/hex.ts';
import type { Lab } from '../colour/lab.ts';
import type { Cells } from '../metrics/cells.ts';
import { meanColour } from '../metrics/mean-colour.ts';
import { shadingOf, type Shading } from '../metrics/shading.ts';
import { castName, percent, rounded } from './direction.ts';
import { worstPlaces } from './places.ts';
import type { Context, Finding, Kind, Measurement, Verdict } from './types.ts';
import { cellWeights } from './weights.ts';

/** sRGB as #rrggbb. */
export const Hex = z.string().regex(/^#[0-9a-f]{6}$/i, 'a colour as #rrggbb');

const Params = z.strictObject({
  /** The colour that the region's mean should have; `reference` is the mean of the reference's own region. */
  target: z.union([z.literal('reference'), Hex]).default('reference'),
  /** ΔE00 that costs nothing and at which nothing is left; otherwise from the calibration. */
  tolerance: z.number().nonnegative().optional(),
  limit: z.number().positive().optional(),
});
type Params = z.infer<typeof Params>;

/**
 * Colour of a surface against a target: √(ΔE00² + (u · D)²), with the ΔE00 (CIE 142-2001) of the region's mean in
 * linear light; u = 1 − the concordance of the cells' L* with the reference's about their means (0 = the same light
 * and shadow, 1 = filled flat); and D the ΔE00 of the start, or `limit`. A flat fill of the right mean is thus as far
 * off as the start. Unit ΔE00, 0 = alike. Signed ΔL*, ΔC* and ΔH* choose the words.
 */
export const swatch: Kind<Params> = {
  kind: 'swatch',
  params: Params,
  region: 'required',
  protects: false,
  measure,
  explain,
  codes: {
    'swatch.matches': ['value', 'target'],
    'swatch.close': ['value', 'target'],
    'swatch.worse': ['value', 'target'],
    'swatch.too-light': ['amount'],
    'swatch.too-dark': ['amount'],
    'swatch.hue': ['amount', 'toward', 'away'],
    'swatch.cast': ['amount', 'toward', 'away'],
    'swatch.oversaturated': ['amount'],
    'swatch.undersaturated': ['amount'],
    'swatch.flat': ['amount'],
    'swatch.harsh': ['amount'],
    'swatch.shading': ['amount'],
    'swatch.place': ['amount'],
  },
};

function measure(context: Context, { target, tolerance, limit }: Params): Measurement {
  const { attempt, reference, start } = context;
  const weights = pureWeights(context);
  const mine = meanColour(attempt.cells, weights);
  const wanted = target === 'reference' ? meanColour(reference.cells, weights) : labOfHex(target);
  const before = ciede2000(meanColour(start.cells, weights), wanted);
  const shaded = (cells: Cells): Shading => shadingOf(cells, reference.cells, weights);
  const together = (deltaE: number, { dissimilarity }: Shading): number =>
    Math.hypot(deltaE, Math.max(0, dissimilarity) * (limit ?? before));
  const shading = shaded(attempt.cells);
  const distance = together(ciede2000(mine, wanted), shading);
  const uneven = Math.max(2.5, distance * 1.5);
  const places = worstPlaces(context.fromReference, weights, attempt.cells, uneven, context);
  return {
    terms: { colour: { distance, tolerance, limit } },
    value: rounded(distance),
    unit: 'ΔE00',
    target: 0,
    display: { term: 'colour', factor: 1 },
    facts: {
      ...deviation(mine, wanted),
      distance,
      before: together(before, shaded(start.cells)),
      ...shading,
    },
    names: { wanted: hexOfLab(wanted) },
    places: places.map((place) => ({
      ...place,
      code: 'swatch.place',
      params: { amount: rounded(place.value) },
    })),
    evidence: [
      {
        draw: 'swatches',
        wanted: [{ colour: hexOfLab(wanted), share: 1 }],
        found: [{ colour: hexOfLab(mine), share: 1 }],
      },
    ],
  };
}

/** Share of a cell from which nothing beside the region can tint it. */
const PURE = 0.99;

/** Cells wholly inside the region where these are at least half of it, otherwise every cell by its share. */
function pureWeights(context: Context): Float32Array {
  const weights = cellWeights(context);
  const pure = weights.map((w) => (w >= PURE ? 1 : 0));
  const sum = (of: Float32Array): number => of.reduce((total, w) => total + w, 0);
  return sum(pure) >= sum(weights) / 2 ? pure : weights;
}

/** Chroma below which a colour has no hue of its own. */
const NEUTRAL = 8;

/** Signed ΔL*, ΔC*, ΔH* and the direction in a*b* in which the hue, or a neutral, is off. */
function deviation(mine: Lab, wanted: Lab): Record<string, number> {
  const [da, db] = [mine[1] - wanted[1], mine[2] - wanted[2]];
  const [own, target] = [Math.hypot(mine[1], mine[2]), Math.hypot(wanted[1], wanted[2])];
  const dC = own - target;
  const neutral = Math.min(own, target) < NEUTRAL;
  const turn = wanted[1] * mine[2] - wanted[2] * mine[1] >= 0 ? 1 : -1;
  return {
    dL: mine[0] - wanted[0],
    dC,
    dH: Math.sqrt(Math.max(0, da * da + db * db - dC * dC)),
    chroma: target,
    neutral: neutral ? 1 : 0,
    // Of a neutral the way it leans; otherwise the way its hue is turned, which is across its own direction.
    a: neutral ? da : -turn * wanted[2],
    b: neutral ? db : turn * wanted[1],
  };
}

/** Dissimilarity of the shading that is worth a word. */
const UNLIKE = 0.15;

/** Weighted part of ΔE00 that is worth a word. */
const NOTICEABLE = 0.8;

function explain({ facts, names, value }: Measurement, verdict: Verdict): Finding[] {
  const params = { value, target: names!.wanted! };
  if (verdict.score >= 85) return [{ code: 'swatch.matches', params }];
  const remarks: Finding[] = directions(facts).slice(0, 2);
  if (facts.distance! > 1.05 * facts.before!) return [{ code: 'swatch.worse', params }, ...remarks];
  return remarks.length > 0 ? remarks : [{ code: 'swatch.close', params }];
}

function shadingRemark({ contrast, dissimilarity }: { contrast: number; dissimilarity: number }): Finding {
  if (contrast < 0.85) return { code: 'swatch.flat', params: { amount: percent(1 - contrast) } };
  if (contrast > 1.15) return { code: 'swatch.harsh', params: { amount: percent(contrast - 1) } };
  return { code: 'swatch.shading', params: { amount: percent(Math.min(1, dissimilarity)) } };
}

/** Lightness, chroma, hue and shading by how much each adds to the distance. */
function directions(facts: Record<string, number>): Finding[] {
  const [dL, dC, dH, chroma] = [facts.dL!, facts.dC!, facts.dH!, facts.chroma!];
  const [a, b] = [facts.a!, facts.b!];
  const findings: (Finding & { gain: number })[] = [
    {
      code: dL > 0 ? 'swatch.too-light' : 'swatch.too-dark',
      params: { amount: rounded(Math.abs(dL)) },
      gain: Math.abs(dL),
    },
  ];
  const lean = { toward: castName(a, b), away: castName(-a, -b) };
  if (facts.neutral === 1) {
    const amount = Math.hypot(a, b);
    findings.push({ code: 'swatch.cast', params: { amount: rounded(amount), ...lean }, gain: amount });
  } else {
    findings.push(
      {
        code: dC > 0 ? 'swatch.oversaturated' : 'swatch.undersaturated',
        params: { amount: rounded(Math.abs(dC)) },
        gain: Math.abs(dC) / (1 + 0.045 * chroma),
      },
      { code: 'swatch.hue', params: { amount: rounded(dH), ...lean }, gain: dH / (1 + 0.015 * chroma) },
    );
  }
  if (facts.dissimilarity! > UNLIKE)
    findings.push({
      ...shadingRemark({ contrast: facts.contrast!, dissimilarity: facts.dissimilarity! }),
      gain: facts.dissimilarity! * facts.before!,
    });
  return findings.filter(({ gain }) => gain > NOTICEABLE).sort((p, q) => q.gain - p.gain);
}
