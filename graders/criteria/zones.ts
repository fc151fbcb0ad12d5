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
}

const KEYS = ['share', 'dL', 'da', 'db', 'dC'] as const;

/** Deviation of the whole region and of its zones: reference L* below 35, 35–70, above. */
export function deviations(
  attempt: Cells,
  reference: Cells,
  weights: Float32Array,
): Record<Zone | 'all', Deviation> {
  const of = (): Deviation => ({ share: 0, dL: 0, da: 0, db: 0, dC: 0 });
  const out = { all: of(), shadows: of(), midtones: of(), highlights: of() };
  const p = attempt.lab;
  const q = reference.lab;
  for (let i = 0, at = 0; i < weights.length; i++, at += 3) {
    const w = weights[i]!;
    if (w === 0) continue;
    const zone = q[at]! < 35 ? out.shadows : q[at]! < 70 ? out.midtones : out.highlights;
    const [ap, bp, aq, bq] = [p[at + 1]!, p[at + 2]!, q[at + 1]!, q[at + 2]!];
    zone.share += w;
    zone.dL += w * (p[at]! - q[at]!);
    zone.da += w * (ap - aq);
    zone.db += w * (bp - bq);
    zone.dC += w * (Math.sqrt(ap * ap + bp * bp) - Math.sqrt(aq * aq + bq * bq));
  }
  for (const zone of ZONES) for (const key of KEYS) out.all[key] += out[zone][key];
  const total = out.all.share || 1;
  for (const part of Object.values(out)) {
    const w = part.share || 1;
    part.dL /= w;
    part.da /= w;
    part.db /= w;
    part.dC /= w;
    part.share /= total;
  }
  return out;
}
