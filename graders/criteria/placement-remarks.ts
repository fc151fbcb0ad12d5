import { percent, rounded } from './direction.ts';
import type { PlacementParams } from './placement.ts';
import type { Finding, Measurement, Verdict } from './types.ts';

type Side = 'left' | 'right' | 'top' | 'bottom';
const SIDES: readonly Side[] = ['left', 'right', 'top', 'bottom'];

/** The side with the least room. */
export const tightSide = (facts: Record<string, number>): Side =>
  SIDES.reduce((worst, side) => (facts[side]! < facts[worst]! ? side : worst));

const OPPOSITE = { left: 'right', right: 'left', up: 'down', down: 'up' } as const;

/** The larger of the two ways by which the anchor is off. */
export function larger({ offX, offY }: Record<string, number>): { amount: number; side: string } {
  if (Math.abs(offX!) >= Math.abs(offY!))
    return { amount: percent(Math.abs(offX!)), side: offX! > 0 ? 'right' : 'left' };
  return { amount: percent(Math.abs(offY!)), side: offY! > 0 ? 'down' : 'up' };
}

/** What was missed, worst first; then what was met. */
export function explain({ facts, terms }: Measurement, verdict: Verdict, params: PlacementParams): Finding[] {
  const score = (id: string): number => verdict.terms[id] ?? 100;
  const remarks = Object.keys(terms).map((id) => ({ id, ok: score(id) >= 90 }));
  const missed = remarks.filter(({ ok }) => !ok).sort((p, q) => score(p.id) - score(q.id));
  const met = remarks.filter(({ ok }) => ok);
  return [...missed, ...met].flatMap(({ id, ok }) => REMARKS[id]!(ok, facts, params));
}

type Remark = (ok: boolean, facts: Record<string, number>, params: PlacementParams) => Finding[];

const REMARKS: Record<string, Remark> = {
  at(ok, facts) {
    const [x, y] = [facts.offX!, facts.offY!];
    if (ok) return [{ code: 'placement.on-target', params: { amount: percent(Math.hypot(x, y)) } }];
    const across = x > 0 ? 'right' : 'left';
    const down = y > 0 ? 'down' : 'up';
    const findings = [
      { code: 'placement.off-across', share: Math.abs(x), side: across, back: OPPOSITE[across] },
      { code: 'placement.off-down', share: Math.abs(y), side: down, back: OPPOSITE[down] },
    ];
    return findings
      .sort((p, q) => q.share - p.share)
      .filter(({ share }, i) => i === 0 || share > 0.02)
      .map(({ code, share, side, back }) => ({ code, params: { amount: percent(share), side, back } }));
  },
  cut(ok, facts) {
    if (ok) return [{ code: 'placement.whole', params: {} }];
    return [{ code: 'placement.cut', params: { amount: percent(facts.cut!), side: tightSide(facts) } }];
  },
  margin(ok, facts, { margin }) {
    if (ok) return [{ code: 'placement.room', params: {} }];
    const side = tightSide(facts);
    const params = { amount: percent(Math.max(0, facts[side]!)), side, wanted: percent(margin!.least) };
    return [{ code: 'placement.tight', params }];
  },
  size(ok, facts, { size }) {
    const amount = percent(facts.height!);
    if (ok) return [{ code: 'placement.size-right', params: { amount } }];
    if (facts.height! < size!.least)
      return [{ code: 'placement.too-small', params: { amount, wanted: percent(size!.least) } }];
    return [{ code: 'placement.too-large', params: { amount, wanted: percent(size!.most) } }];
  },
  calm(ok, facts, { calm }) {
    const amount = rounded(facts.busy!);
    if (ok) return [{ code: 'placement.calm', params: { amount } }];
    return [{ code: 'placement.busy', params: { amount, wanted: calm!.tolerance } }];
  },
};
