import { z } from 'zod';
import { depictionOf } from '../metrics/depiction.ts';
import type { FileView, Finding, Kind, Measurement } from './types.ts';

const Params = z.strictObject({});

/** Where each sign begins to cost, and where it costs everything: between our renders (least 0.84, 0.37 … 0.61) and sheets. */
const DIRECTIONS = { tolerance: 0.7, limit: 0.45 };
const SMOOTH = { tolerance: 0.16, limit: 0.05 };
const NOISY = { tolerance: 0.75, limit: 1 };
/** Share of edges below which there is nothing to be seen. */
const EDGES = { tolerance: 0.03, limit: 0.005 };

/**
 * Whether a picture is one: not a sheet of swatches, a ramp, a blur or noise, whose colours and metadata may be all
 * right. `picture` is the worst of four signs, 0..1 and absolute: hardly an edge, edges in one or two directions, bends
 * fewer or more than pictures have. Statistics alone: it knows no subject, and colours laid out in soft irregular patches, or
 * any photograph, are a picture to it. Minimal ones pass as long as one thing with an outline is in them.
 */
export const depiction: Kind<z.infer<typeof Params>> = {
  kind: 'depiction',
  params: Params,
  region: 'none',
  protects: false,
  measure,
  measureAlone: measure,
  explain,
  codes: {
    'depiction.picture': [],
    'depiction.sheet': [],
    'depiction.empty': [],
    'depiction.smooth': [],
    'depiction.noise': [],
  },
};

const ramp = (value: number, { tolerance, limit }: { tolerance: number; limit: number }): number =>
  Math.min(1, Math.max(0, (value - tolerance) / (limit - tolerance)));

function measure({ attempt }: FileView): Measurement {
  const { edges, directions, roughness } = depictionOf(attempt.cells);
  const facts = {
    empty: ramp(edges, EDGES),
    sheet: ramp(directions, DIRECTIONS),
    smooth: ramp(roughness, SMOOTH),
    noise: ramp(roughness, NOISY),
  };
  const distance = Math.max(...Object.values(facts));
  return {
    terms: { picture: { distance, tolerance: 0, limit: 1 } },
    value: Math.round(100 * (1 - distance)),
    unit: '%',
    target: 100,
    facts,
    places: [],
    evidence: [],
  };
}

/** Distance from which a sign is worth a word. */
const WORTH = 0.1;

function explain({ facts }: Measurement): Finding[] {
  const said = (['smooth', 'noise', 'empty', 'sheet'] as const)
    .filter((sign) => facts[sign]! > WORTH)
    .map((sign) => ({ code: `depiction.${sign}`, params: {}, gain: facts[sign]! }));
  if (said.length === 0) return [{ code: 'depiction.picture', params: {} }];
  // One reason is enough: a ramp has no edges because it is a ramp.
  return said.sort((p, q) => q.gain - p.gain).slice(0, 1);
}
