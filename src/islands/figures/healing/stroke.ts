export interface Point {
  x: number;
  y: number;
}

/** A painted stroke: coverage 0–1 per pixel of the box `x, y, width, height` (whole pixels of the picture). */
export interface Stroke {
  x: number;
  y: number;
  width: number;
  height: number;
  coverage: Float32Array;
}

/**
 * A round brush drawn along `path` (one point is a dab). Full coverage up to `hardness` of the radius, then a smooth
 * fall to nothing at the radius. Clipped to a picture of `width` × `height`; null when nothing of it lies inside.
 */
export function strokeAlong(
  path: Point[],
  radius: number,
  hardness: number,
  width: number,
  height: number,
): Stroke | null {
  const xs = path.map((p) => p.x);
  const ys = path.map((p) => p.y);
  const x0 = Math.max(0, Math.floor(Math.min(...xs) - radius));
  const y0 = Math.max(0, Math.floor(Math.min(...ys) - radius));
  const x1 = Math.min(width, Math.ceil(Math.max(...xs) + radius) + 1);
  const y1 = Math.min(height, Math.ceil(Math.max(...ys) + radius) + 1);
  if (x1 <= x0 || y1 <= y0) return null;
  const stroke = {
    x: x0,
    y: y0,
    width: x1 - x0,
    height: y1 - y0,
    coverage: new Float32Array((x1 - x0) * (y1 - y0)),
  };
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      const r = distanceToPath(x, y, path) / radius;
      stroke.coverage[(y - y0) * stroke.width + (x - x0)] = falloff(r, hardness);
    }
  }
  return stroke;
}

function falloff(r: number, hardness: number): number {
  if (r <= hardness) return 1;
  if (r >= 1) return 0;
  const t = (1 - r) / (1 - hardness);
  return t * t * (3 - 2 * t);
}

function distanceToPath(x: number, y: number, path: Point[]): number {
  let best = Math.hypot(x - path[0]!.x, y - path[0]!.y);
  for (let i = 1; i < path.length; i++)
    best = Math.min(best, distanceToSegment(x, y, path[i - 1]!, path[i]!));
  return best;
}

function distanceToSegment(x: number, y: number, a: Point, b: Point): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length = dx * dx + dy * dy;
  const t = length ? Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / length)) : 0;
  return Math.hypot(x - a.x - t * dx, y - a.y - t * dy);
}
