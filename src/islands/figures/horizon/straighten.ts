/**
 * Geometry of straightening. Angles in degrees, clockwise positive as seen on the screen; pixels with y downwards.
 */

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/**
 * Linear scale (0–1] of the largest upright rectangle with the frame's own aspect that fits inside the frame turned by
 * `degrees` about its centre. |degrees| ≤ 90. A half-size a, b fits when a·cos + b·sin ≤ width/2 and a·sin + b·cos ≤ height/2.
 */
export function inscribedScale(width: number, height: number, degrees: number): number {
  const sin = Math.abs(Math.sin(radians(degrees)));
  const cos = Math.cos(radians(degrees));
  return Math.min(width / (width * cos + height * sin), height / (width * sin + height * cos));
}

/** Share of the frame's area (0–1] that is left after turning and cropping to the same aspect. */
export function keptShare(width: number, height: number, degrees: number): number {
  return inscribedScale(width, height, degrees) ** 2;
}

/** How far a level line drifts from one edge of the frame to the other, in px, when it is off by `degrees`. */
export function driftAcross(width: number, degrees: number): number {
  return width * Math.tan(radians(Math.abs(degrees)));
}

/**
 * Turn that makes the line from a to b level (or upright, whichever is nearer): between −45 and 45. Null when the points
 * coincide.
 */
export function turnToLevel(a: { x: number; y: number }, b: { x: number; y: number }): number | null {
  if (a.x === b.x && a.y === b.y) return null;
  const slope = (Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI;
  const toNearestAxis = slope - 90 * Math.round(slope / 90);
  return toNearestAxis === 0 ? 0 : -toNearestAxis;
}

/** Nearest tenth of a degree, without a negative zero. */
export function tenth(degrees: number): number {
  return Math.round(degrees * 10) / 10 + 0;
}
