/**
 * A grease-pencil ring as an SVG path in a box of `width` × `height`: an ellipse that does not quite meet itself, drawn
 * past its start. The same seed gives the same ring, so that a mark looks alike wherever it stands.
 */
export function ringPath(width: number, height: number, seed: number): string {
  const cx = width / 2;
  const cy = height / 2;
  const start = startAngle(seed);
  const steps = 12;
  const points = Array.from({ length: steps + 1 }, (_, i) => {
    const t = i / steps;
    const angle = start + SWEEP * t;
    // The hand spirals outwards by a tenth and trembles by less.
    const radius = 0.91 + 0.12 * t + 0.02 * wobble(seed, i + 1);
    return [cx + cx * radius * Math.cos(angle), cy + cy * radius * Math.sin(angle)] as const;
  });
  return smooth(points);
}

/** Where the stroke ends, as fractions of the ring's box: the place for its number. */
export function ringEnd(seed: number): { x: number; y: number } {
  const angle = startAngle(seed) + SWEEP;
  return { x: 0.5 + 0.5 * Math.cos(angle), y: 0.5 + 0.5 * Math.sin(angle) };
}

const SWEEP = 2 * Math.PI + 0.34;

/** The hand sets in at the upper left. */
const startAngle = (seed: number): number => -1.7 + 0.5 * wobble(seed, 0);

/** Catmull–Rom through the points, as cubic Béziers. */
function smooth(points: readonly (readonly [number, number])[]): string {
  const at = (i: number) => points[Math.min(Math.max(i, 0), points.length - 1)]!;
  const parts = [`M${pair(at(0))}`];
  for (let i = 0; i < points.length - 1; i += 1) {
    const [p0, p1, p2, p3] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    const c1 = [p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6] as const;
    const c2 = [p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6] as const;
    parts.push(`C${pair(c1)} ${pair(c2)} ${pair(p2)}`);
  }
  return parts.join('');
}

function pair(point: readonly [number, number]): string {
  return `${Number(point[0].toFixed(1))} ${Number(point[1].toFixed(1))}`;
}

/** A fixed value in −1..1 for a seed and a place along the stroke. */
function wobble(seed: number, i: number): number {
  const s = Math.sin(seed * 12.9898 + i * 78.233) * 43758.5453;
  return 2 * (s - Math.floor(s)) - 1;
}
