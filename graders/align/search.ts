import type { Field } from './field.ts';
import { fft2, phaseCorrelate } from './phase.ts';
import { likeness, type Likeness } from './likeness.ts';
import { refine, type Motion } from './refine.ts';

const SIDE = 64;
/** Width of the source in the square: what is left around it is room to look for an off-centre crop. */
const ACROSS = 36;
const ANGLES = steps(-12.5, 12.5, 2.5);
/** Frame widths seen across the source's width, from a crop to half up to a canvas 1.6 times as wide. */
const SCALES = steps(Math.log(0.6), Math.log(2.1), 0.065).map(Math.exp);
const KEPT = 10;

/** Where most attempts lie: hardly turned, cropped or widened by a quarter at most. */
const USUAL = { angle: 5, least: 0.8, most: 1.3 };
/** Likeness at which nothing further is tried: another place of the same scene stays well below. */
const SETTLED = 0.8;

export interface Found {
  motion: Motion;
  likeness: Likeness;
}

interface Turn {
  angle: number;
  scale: number;
}

const TURNS: readonly Turn[] = ANGLES.flatMap((angle) => SCALES.map((scale) => ({ angle, scale })));
const isUsual = ({ angle, scale }: Turn): boolean =>
  Math.abs(angle) <= USUAL.angle && scale >= USUAL.least && scale <= USUAL.most;
const [NEAR, FAR] = [TURNS.filter(isUsual), TURNS.filter((turn) => !isUsual(turn))];

/**
 * Looks for a similarity over ±12.5° and 0.6–2.1 × the width: every angle and scale is tried by phase correlation
 * at 64×64, the best ten are refined and the most alike is kept; the usual ones first, and where one of them settles it
 * those alone. Slower than a log-polar search but it does not lose its way on heavy crops.
 */
export function search(source: Field, frame: Field): Found {
  const moving = fft2(laid(source, source, 1, 0, true), SIDE);
  const near = bestOf(NEAR, moving, source, frame);
  if (near.likeness.correlation >= SETTLED) return near;
  const far = bestOf(FAR, moving, source, frame);
  return far.likeness.correlation > near.likeness.correlation ? far : near;
}

function bestOf(turns: readonly Turn[], moving: Float64Array, source: Field, frame: Field): Found {
  const base = source.width / frame.width;
  const unit = ACROSS / source.width;
  const tried = turns.map(({ angle, scale }): { motion: Motion; peak: number } => {
    const a = base * scale * Math.cos((angle * Math.PI) / 180);
    const b = base * scale * Math.sin((angle * Math.PI) / 180);
    const shift = phaseCorrelate(moving, fft2(laid(frame, source, a, b, false), SIDE), SIDE);
    return { motion: { a, b, dx: shift.dx / unit, dy: shift.dy / unit }, peak: shift.peak };
  });
  tried.sort((p, q) => q.peak - p.peak);
  let best: Found = { motion: tried[0]!.motion, likeness: { correlation: 0, overlap: 0 } };
  for (const { motion } of tried.slice(0, KEPT)) {
    const refined = refine(source, frame, motion, 20);
    const alike = likeness(source, frame, refined);
    if (alike.overlap > 0.25 && alike.correlation > best.likeness.correlation)
      best = { motion: refined, likeness: alike };
  }
  return best;
}

/** A field as it would lie in the source's geometry under (a, b), in the middle of the square. */
function laid(field: Field, source: Field, a: number, b: number, windowed: boolean): Float64Array {
  const out = new Float64Array(SIDE * SIDE);
  const unit = ACROSS / source.width;
  const high = source.height * unit;
  const size = a * a + b * b;
  for (let y = 0; y < SIDE; y++) {
    const v = y + 0.5 - SIDE / 2;
    for (let x = 0; x < SIDE; x++) {
      const u = x + 0.5 - SIDE / 2;
      const fx = Math.round((a * u + b * v) / (size * unit) + field.cx);
      const fy = Math.round((a * v - b * u) / (size * unit) + field.cy);
      if (fx < 0 || fy < 0 || fx >= field.width || fy >= field.height) continue;
      const w = windowed ? hann(u / ACROSS) * hann(v / high) : 1;
      out[y * SIDE + x] = field.data[fy * field.width + fx]! * w;
    }
  }
  return out;
}

/** Hann window over −0.5..0.5, flattened so that an off-centre crop keeps what it shares. */
const hann = (t: number): number =>
  Math.sqrt(Math.max(0, 0.5 + 0.5 * Math.cos(2 * Math.PI * Math.min(0.5, Math.abs(t)))));

function steps(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => from + i * step);
}
