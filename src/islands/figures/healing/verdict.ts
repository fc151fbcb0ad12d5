import { meanLuma } from './box-mean.ts';
import type { Blemishes } from './blemishes.ts';
import type { Pixels } from './pixels.ts';

export type SpotState = 'untouched' | 'healed' | 'lighter' | 'darker' | 'structure';

export interface SpotVerdict {
  label: number;
  state: SpotState;
  /** Signed mean difference to the clean plate, in levels (0–255); positive is lighter. */
  levels: number;
}

export interface Verdict {
  spots: SpotVerdict[];
  /** Share of the frame (0–1) that was sound and is visibly changed now. */
  harmed: number;
}

/** Box means over 5 × 5 pixels are compared, so that new grain counts as sound. */
const RADIUS = 2;
/** Levels below which the eye finds nothing in a smooth area. */
const INVISIBLE = 2.5;
/** Share of the surroundings' own variation that a repair may differ by: no two waves are alike. */
const TEXTURE = 0.9;
const HARM = 6;
/** Share of a blemish that must have been painted over before its repair is judged. */
const TOUCHED = 0.4;

/** What is left of each blemish after a retouch, and what the brush changed beside them. All three pictures have one size. */
export function judge(clean: Pixels, faulty: Pixels, current: Pixels, blemishes: Blemishes): Verdict {
  const truth = meanLuma(clean, RADIUS);
  const before = meanLuma(faulty, RADIUS);
  const now = meanLuma(current, RADIUS);
  const spots = blemishes.list.map(({ label }) => {
    const pixels = indicesOf(blemishes.labels, label);
    const damaged = pixels.filter((i) => Math.abs(before[i]! - truth[i]!) > INVISIBLE);
    const touched = mean(damaged.map((i) => (samePixel(faulty, current, i) ? 0 : 1))) >= TOUCHED;
    const levels = mean(pixels.map((i) => now[i]! - truth[i]!));
    const off = mean(pixels.map((i) => Math.abs(now[i]! - truth[i]!)));
    const allowed = Math.max(INVISIBLE, TEXTURE * deviation(pixels.map((i) => truth[i]!)));
    return { label, levels, state: touched ? stateOf(levels, off, allowed) : ('untouched' as const) };
  });
  let harmed = 0;
  for (let i = 0; i < now.length; i++) {
    if (blemishes.labels[i] || samePixel(faulty, current, i)) continue;
    if (Math.abs(now[i]! - truth[i]!) > HARM) harmed++;
  }
  return { spots, harmed: harmed / now.length };
}

function stateOf(levels: number, off: number, allowed: number): SpotState {
  if (off <= allowed) return 'healed';
  if (Math.abs(levels) < 0.6 * off) return 'structure';
  return levels > 0 ? 'lighter' : 'darker';
}

function indicesOf(labels: Uint8Array, label: number): number[] {
  const out: number[] = [];
  for (let i = 0; i < labels.length; i++) if (labels[i] === label) out.push(i);
  return out;
}

const samePixel = (a: Pixels, b: Pixels, i: number) =>
  [0, 1, 2].every((c) => a.data[4 * i + c] === b.data[4 * i + c]);

const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;

function deviation(values: number[]): number {
  const m = mean(values);
  return Math.sqrt(mean(values.map((v) => (v - m) ** 2)));
}
