import type { Homography, Placed } from './types.ts';

export type Point = readonly [number, number];

/** The map from frame to source pixels that a registration stands for. */
export function matrixOf({ angle, scale, dx, dy, homography }: Placed): Homography {
  if (homography) return homography;
  const a = scale * Math.cos((angle * Math.PI) / 180);
  const b = scale * Math.sin((angle * Math.PI) / 180);
  return [a, -b, dx, b, a, dy, 0, 0, 1];
}

export function apply(m: Homography, x: number, y: number): Point {
  const w = m[6] * x + m[7] * y + m[8];
  return [(m[0] * x + m[1] * y + m[2]) / w, (m[3] * x + m[4] * y + m[5]) / w];
}

/** First `inner`, then `outer`. */
export function compose(outer: Homography, inner: Homography): Homography {
  const [a, b, c, d, e, f, g, h, i] = inner;
  const row = (x: number, y: number, z: number): [number, number, number] => [
    x * a + y * d + z * g,
    x * b + y * e + z * h,
    x * c + y * f + z * i,
  ];
  return scaled([
    ...row(outer[0], outer[1], outer[2]),
    ...row(outer[3], outer[4], outer[5]),
    ...row(outer[6], outer[7], outer[8]),
  ]);
}

/** By the adjugate. */
export const invert = ([a, b, c, d, e, f, g, h, i]: Homography): Homography =>
  scaled([
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ]);

/** With the last element 1. */
const scaled = ([a, b, c, d, e, f, g, h, i]: Homography): Homography => [
  a / i,
  b / i,
  c / i,
  d / i,
  e / i,
  f / i,
  g / i,
  h / i,
  1,
];

/** The map that takes four points to four others, no three of them on a line; null where there is none. */
export function fromPoints(from: readonly Point[], to: readonly Point[]): Homography | null {
  const rows: number[][] = [];
  from.forEach(([x, y], i) => {
    const [u, v] = to[i]!;
    rows.push([x, y, 1, 0, 0, 0, -u * x, -u * y, u], [0, 0, 0, x, y, 1, -v * x, -v * y, v]);
  });
  const found = solve(rows);
  return found && ([...found, 1] as unknown as Homography);
}

/** Solves n equations of n unknowns, each row with its right side last, by elimination with pivots; null if singular. */
export function solve(rows: number[][]): number[] | null {
  const n = rows.length;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(rows[i]![k]!) > Math.abs(rows[pivot]![k]!)) pivot = i;
    [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
    const row = rows[k]!;
    if (!(Math.abs(row[k]!) > 1e-12)) return null;
    for (let i = k + 1; i < n; i++) {
      const factor = rows[i]![k]! / row[k]!;
      for (let j = k; j <= n; j++) rows[i]![j]! -= factor * row[j]!;
    }
  }
  const out = new Array<number>(n).fill(0);
  for (let k = n - 1; k >= 0; k--) {
    let sum = rows[k]![n]!;
    for (let j = k + 1; j < n; j++) sum -= rows[k]![j]! * out[j]!;
    out[k] = sum / rows[k]![k]!;
  }
  return out;
}

/** The corners of a picture from its centre: top left, top right, bottom right, bottom left. */
export function corners({ width, height }: { width: number; height: number }): [Point, Point, Point, Point] {
  const [x, y] = [width / 2, height / 2];
  return [
    [-x, -y],
    [x, -y],
    [x, y],
    [-x, y],
  ];
}

/** The area a polygon encloses. */
export function area(shape: readonly Point[]): number {
  const doubled = shape.reduce((sum, [x, y], i) => {
    const [u, v] = shape[(i + 1) % shape.length]!;
    return sum + x * v - u * y;
  }, 0);
  return Math.abs(doubled) / 2;
}

/** How area grows at a point: the determinant of the derivative; negative where the map turns the plane over. */
export function growth([a, b, c, d, e, f, g, h, i]: Homography, x: number, y: number): number {
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  return determinant / (g * x + h * y + i) ** 3;
}

/** The same map for pictures of another pitch: `from` and `to` samples a pixel on the two sides. */
export const rescaled = (m: Homography, from: number, to: number): Homography =>
  compose([to, 0, 0, 0, to, 0, 0, 0, 1], compose(m, [1 / from, 0, 0, 0, 1 / from, 0, 0, 0, 1]));
