/**
 * Geometry of converging verticals. Angles in degrees; pixels with x to the right, y downwards, (0, 0) the middle of the
 * first pixel. Matrices are 3×3, by rows.
 */

export interface Point {
  x: number;
  y: number;
}
export type Matrix = readonly number[];

export interface Camera {
  width: number;
  height: number;
  /** Focal length in px of the picture. */
  focal: number;
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;
const product = (a: Matrix, b: Matrix): Matrix =>
  Array.from({ length: 9 }, (_, i) => {
    const [row, column] = [Math.floor(i / 3) * 3, i % 3];
    return a[row]! * b[column]! + a[row + 1]! * b[column + 3]! + a[row + 2]! * b[column + 6]!;
  });

/**
 * The picture as a camera would have taken it that had been tilted down by `pitch` and turned anticlockwise by `roll`: the homography
 * K · Rx · Rz · K⁻¹ (Hartley & Zisserman 2004, 8.4), moved so that the middle stays in the middle, and scaled by `scale`
 * about it.
 */
export function corrected({ width, height, focal }: Camera, pitch: number, roll: number, scale = 1): Matrix {
  const [cx, cy] = [(width - 1) / 2, (height - 1) / 2];
  const [p, r] = [radians(pitch), radians(-roll)];
  const tilt = [1, 0, 0, 0, Math.cos(p), -Math.sin(p), 0, Math.sin(p), Math.cos(p)];
  const turn = [Math.cos(r), -Math.sin(r), 0, Math.sin(r), Math.cos(r), 0, 0, 0, 1];
  const into = [1 / focal, 0, -cx / focal, 0, 1 / focal, -cy / focal, 0, 0, 1];
  const back = [focal * scale, 0, cx, 0, focal * scale, cy + focal * scale * Math.tan(p), 0, 0, 1];
  return product(back, product(tilt, product(turn, into)));
}

export function mapped([a, b, c, d, e, f, g, h, i]: Matrix, { x, y }: Point): Point {
  const w = g! * x + h! * y + i!;
  return { x: (a! * x + b! * y + c!) / w, y: (d! * x + e! * y + f!) / w };
}

/** How far a line from its upper to its lower end leans from upright; positive leans to the right. */
export const leanOf = (top: Point, bottom: Point): number =>
  (Math.atan2(top.x - bottom.x, bottom.y - top.y) * 180) / Math.PI;

/** How far a line from its left to its right end falls from level; positive falls to the right. */
export const fallOf = (left: Point, right: Point): number =>
  (Math.atan2(right.y - left.y, right.x - left.x) * 180) / Math.PI;

/** Angle between two uprights: positive when they draw together towards the top, negative when they part. */
export const convergence = (left: readonly [Point, Point], right: readonly [Point, Point]): number =>
  leanOf(...left) - leanOf(...right);

/** The same homography for a picture shown `shown` px wide, as CSS writes it with its origin at the top left corner. */
export function toCss([a, b, c, d, e, f, g, h, i]: Matrix, width: number, shown: number): string {
  const k = shown / width;
  const columns = [a!, d!, 0, g! / k, b!, e!, 0, h! / k, 0, 0, 1, 0, c! * k, f! * k, 0, i!];
  return `matrix3d(${columns.map((v) => Number(v.toFixed(9))).join(',')})`;
}
