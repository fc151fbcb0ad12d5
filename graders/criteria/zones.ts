import type { Cells } from '../metrics/cells.ts';

export const ZONES = ['shadows', 'midtones', 'highlights'] as const;
export type Zone = (typeof ZONES)[number];

/** Mean signed difference attempt − reference over some cells. */
export interface Deviation {
  /** Sum of the weights over the whole region's: 0..1. */
  share: number;
  dL: number;
  da: number;
  db: number;
  /** Chroma C*ab. */
  dC: number;
  /** Means of the reference. */
  L: number;
  a: number;
  b: number;
  C: number;
}

export const KEYS = ['share', 'dL', 'da', 'db', 'dC', 'L', 'a', 'b', 'C'] as const;

/** Deviation of some cells and of their zones: reference L* below 35, 35–70, above. */
export function deviations(
  attempt: Cells,
  reference: Cells,
  weights: Float32Array,
  { left, top, right, bottom }: CellBox = { left: 0, top: 0, right: attempt.columns, bottom: attempt.rows },
): Record<Zone | 'all', Deviation> {
  // Weighted sums, nine a zone, in one typed array: fields of an object would be boxed at every addition.
  const sums = new Float64Array(ZONES.length * KEYS.length);
  for (let row = top; row < bottom; row++) {
    const line = row * attempt.columns;
    addLine(attempt.lab, reference.lab, weights, line + left, line + right, sums);
  }
  const zones = ZONES.map((_, zone) => sums.subarray(zone * KEYS.length, (zone + 1) * KEYS.length));
  const all = KEYS.map((_, key) => zones.reduce((sum, zone) => sum + zone[key]!, 0));
  const [shadows, midtones, highlights] = zones.map((zone) => meanOf(zone, all[0]!)) as [
    Deviation,
    Deviation,
    Deviation,
  ];
  return { all: meanOf(all, all[0]!), shadows, midtones, highlights };
}

/** The cells of one row, a function of its own so that it is compiled as a whole. */
function addLine(
  p: Float32Array,
  q: Float32Array,
  weights: Float32Array,
  from: number,
  end: number,
  sums: Float64Array,
): void {
  for (let i = from; i < end; i++) {
    const w = weights[i]!;
    if (w === 0) continue;
    const at = i * 3;
    const to = q[at]! < 35 ? 0 : q[at]! < 70 ? 9 : 18;
    const ap = p[at + 1]!;
    const bp = p[at + 2]!;
    const aq = q[at + 1]!;
    const bq = q[at + 2]!;
    sums[to]! += w;
    sums[to + 1]! += w * (p[at]! - q[at]!);
    sums[to + 2]! += w * (ap - aq);
    sums[to + 3]! += w * (bp - bq);
    const chroma = Math.sqrt(aq * aq + bq * bq);
    sums[to + 4]! += w * (Math.sqrt(ap * ap + bp * bp) - chroma);
    sums[to + 5]! += w * q[at]!;
    sums[to + 6]! += w * aq;
    sums[to + 7]! += w * bq;
    sums[to + 8]! += w * chroma;
  }
}

/** Columns and rows of cells, the right and bottom ones excluded. */
export interface CellBox {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

function meanOf([weight, ...sums]: ArrayLike<number> & Iterable<number>, total: number): Deviation {
  const [dL, da, db, dC, L, a, b, C] = sums.map((sum) => sum / (weight! || 1));
  return { share: weight! / (total || 1), dL, da, db, dC, L, a, b, C } as Deviation;
}
