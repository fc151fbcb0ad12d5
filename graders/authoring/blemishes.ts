import { z } from 'zod';
import { Share } from './operation.ts';
import type { Mask } from './picture.ts';
import { uniform } from './random.ts';

export const Mark = z.strictObject({
  kind: z.enum(['speck', 'hair', 'scratch', 'stain']),
  x: Share,
  y: Share,
  /** px: width of a speck or stain, length of a hair or scratch. */
  size: z.number().positive().max(2000),
  /** Degrees clockwise from pointing right. */
  angle: z.number().default(0),
  strength: z.number().min(0).max(1).default(0.7),
  tone: z.enum(['light', 'dark']).default('light'),
});
export type Mark = z.output<typeof Mark>;

/** Coverage falls to nothing over this many px: dust lies out of focus on the sensor or scanner glass. */
const SOFT = 1.5;

/** Raises `mask` to `value(dx, dy)` within `reach` px of (cx, cy). */
function stamp(
  { width, height, data }: Mask,
  cx: number,
  cy: number,
  reach: number,
  value: (dx: number, dy: number) => number,
): void {
  const right = Math.min(width - 1, Math.ceil(cx + reach));
  const bottom = Math.min(height - 1, Math.ceil(cy + reach));
  for (let y = Math.max(0, Math.floor(cy - reach)); y <= bottom; y++) {
    for (let x = Math.max(0, Math.floor(cx - reach)); x <= right; x++) {
      const i = y * width + x;
      data[i] = Math.max(data[i]!, value(x - cx, y - cy));
    }
  }
}

/** 1 inside, 0 beyond `SOFT` px outside, smooth between. */
function soft(distance: number): number {
  const t = Math.min(1, Math.max(0, 0.5 - distance / (2 * SOFT)));
  return t * t * (3 - 2 * t);
}

/** A grain: a clump of a few overlapping soft crumbs. */
function speck(mask: Mask, x: number, y: number, size: number, next: () => number): void {
  const heading = 2 * Math.PI * next();
  const crumbs = Array.from({ length: 5 + Math.floor(4 * next()) }, () => {
    const along = (next() - 0.5) * size * 0.7;
    const across = (next() - 0.5) * size * 0.4;
    return {
      x: Math.cos(heading) * along - Math.sin(heading) * across,
      y: Math.sin(heading) * along + Math.cos(heading) * across,
      radius: size * (0.14 + 0.16 * next()),
      weight: 0.75 + 0.25 * next(),
    };
  });
  stamp(mask, x, y, size + 3, (dx, dy) =>
    Math.max(...crumbs.map((c) => c.weight * soft(Math.hypot(dx - c.x, dy - c.y) - c.radius))),
  );
}

/** A thread drawn in short steps; `bend` is how far its direction wanders, `gaps` how often it lifts off, per px. */
function thread(
  mask: Mask,
  x: number,
  y: number,
  size: number,
  angle: number,
  look: { radius: number; bend: number; gaps: number },
  next: () => number,
): void {
  let direction = (angle * Math.PI) / 180;
  let curl = (next() - 0.5) * look.bend;
  let px = x - (Math.cos(direction) * size) / 2;
  let py = y - (Math.sin(direction) * size) / 2;
  let presence = 1;
  let lifted = 0;
  for (let walked = 0; walked < size; walked++) {
    if (lifted > 0) lifted--;
    else if (next() < look.gaps) lifted = 4 + Math.floor(14 * next());
    const along = walked / size;
    const taper = Math.min(1, 6 * along + 0.3, 6 * (1 - along) + 0.2);
    const radius = look.radius * (0.55 + 0.45 * taper);
    presence += ((lifted > 0 ? 0.15 : 1) - presence) * 0.35;
    const weight = presence * (0.8 + 0.2 * next());
    stamp(mask, px, py, radius + 3, (dx, dy) => weight * soft(Math.hypot(dx, dy) - radius));
    curl += (next() - 0.5) * look.bend * 0.14;
    curl *= 0.985;
    direction += curl;
    px += Math.cos(direction);
    py += Math.sin(direction);
  }
}

/** A dried drop: a faint film, and a rim of what the water left behind, stronger on one side. */
function stain(mask: Mask, x: number, y: number, size: number, next: () => number): void {
  const waves = [2, 3, 4, 7].map((lobes) => ({
    lobes,
    amount: (0.3 * next()) / lobes,
    phase: 2 * Math.PI * next(),
  }));
  const radius = size / 2.4;
  const rim = Math.max(1.5, size * 0.035);
  const side = 2 * Math.PI * next();
  stamp(mask, x, y, size, (dx, dy) => {
    const angle = Math.atan2(dy, dx);
    const lump = waves.reduce((sum, w) => sum + w.amount * Math.sin(w.lobes * angle + w.phase), 1);
    const distance = Math.hypot(dx, dy) - radius * lump;
    const crust = 0.3 + 0.35 * (0.5 + 0.5 * Math.cos(angle - side));
    const inner = 0.16 * Math.exp(-((distance + 4 * rim) ** 2) / (4 * rim * rim));
    return 0.2 * soft(distance) + crust * Math.exp(-((distance + rim) ** 2) / (rim * rim)) + inner;
  });
}

/** Coverage 0..1 of one mark on an empty mask of the picture's size. */
function draw(mask: Mask, mark: Mark, next: () => number): void {
  const x = mark.x * mask.width;
  const y = mark.y * mask.height;
  switch (mark.kind) {
    case 'speck':
      return speck(mask, x, y, mark.size, next);
    case 'stain':
      return stain(mask, x, y, mark.size, next);
    case 'hair':
      return thread(mask, x, y, mark.size, mark.angle, { radius: 0.9, bend: 0.09, gaps: 0 }, next);
    case 'scratch':
      return thread(mask, x, y, mark.size, mark.angle, { radius: 0.5, bend: 0.004, gaps: 0.02 }, next);
  }
}

/** Coverage 0..1 of each mark, strength included. The form of mark n depends on the seed and n alone. */
export function coverage(width: number, height: number, marks: readonly Mark[], seed: number): Mask[] {
  return marks.map((mark, n) => {
    const mask: Mask = { width, height, data: new Float32Array(width * height) };
    draw(mask, mark, uniform(seed * 1009 + n));
    return { ...mask, data: mask.data.map((value) => value * mark.strength) };
  });
}
