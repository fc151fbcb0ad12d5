import { apply, area, corners, invert, type Point } from './homography.ts';
import type { Homography, Similarity } from './types.ts';

interface Size {
  width: number;
  height: number;
}

/** What a homography from the frame to a learner's picture does to the frame, in the words of a straightening tool. */
export interface Distortion {
  /** Degrees by which the frame's left and right edge run together towards the top; negative: they fall outwards. */
  verticals: number;
  /** Degrees by which its top and bottom edge run together towards the right; negative: towards the left. */
  horizontals: number;
  /** Degrees by which its middle is turned, clockwise positive: the rotation of the polar decomposition there. */
  angle: number;
  /** Width for height in the middle, 0 = true: 0.1 is 10 % too wide, −0.1 too tall. */
  stretch: number;
  /** Source pixels per frame pixel in the middle: the root of the growth in area. */
  scale: number;
  /** Where the frame's centre lies from the picture's, in source pixels. */
  dx: number;
  dy: number;
}

const DEGREES = 180 / Math.PI;

export function distortionOf(m: Homography, frame: Size): Distortion {
  const [topLeft, topRight, bottomRight, bottomLeft] = corners(frame).map(([x, y]) => apply(m, x, y)) as [
    Point,
    Point,
    Point,
    Point,
  ];
  const rise = (from: Point, to: Point): number => Math.atan2(to[0] - from[0], from[1] - to[1]) * DEGREES;
  const fall = (from: Point, to: Point): number => Math.atan2(to[1] - from[1], to[0] - from[0]) * DEGREES;
  // The derivative at the frame's centre.
  const [dx, dy] = apply(m, 0, 0);
  const w = m[8];
  const a = (m[0] - dx * m[6]) / w;
  const b = (m[1] - dx * m[7]) / w;
  const c = (m[3] - dy * m[6]) / w;
  const d = (m[4] - dy * m[7]) / w;
  return {
    verticals: rise(bottomLeft, topLeft) - rise(bottomRight, topRight),
    horizontals: fall(topLeft, topRight) - fall(bottomLeft, bottomRight),
    angle: Math.atan2(c - b, a + d) * DEGREES,
    stretch: Math.hypot(a, c) / Math.hypot(b, d) - 1,
    scale: Math.sqrt(Math.max(0, a * d - b * c)),
    dx,
    dy,
  };
}

/** A homography described at the frame's centre as a similarity. */
export function similarityOf(m: Homography, frame: Size): Similarity {
  const { angle, scale, dx, dy } = distortionOf(m, frame);
  return { angle, scale, dx, dy };
}

/** Share 0..1 of the frame that lies on the source. */
export function shareCovered(m: Homography, source: Size, frame: Size): number {
  const back = invert(m);
  let shape: Point[] = corners(source).map(([x, y]) => apply(back, x, y));
  const [x, y] = [frame.width / 2, frame.height / 2];
  // Sutherland & Hodgman 1974: cut by one edge of the frame after the other.
  for (const inside of [
    ([px]: Point) => px + x,
    ([px]: Point) => x - px,
    ([, py]: Point) => py + y,
    ([, py]: Point) => y - py,
  ]) {
    const cut: Point[] = [];
    shape.forEach((p, i) => {
      const q = shape[(i + 1) % shape.length]!;
      const [dp, dq] = [inside(p), inside(q)];
      if (dp >= 0) cut.push(p);
      if (dp >= 0 !== dq >= 0) {
        const t = dp / (dp - dq);
        cut.push([p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])]);
      }
    });
    shape = cut;
  }
  return Math.min(1, area(shape) / (frame.width * frame.height));
}
