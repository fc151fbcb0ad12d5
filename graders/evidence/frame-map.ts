import { apply, corners, matrixOf, type Point } from '../align/homography.ts';
import type { Registration } from '../align/types.ts';
import type { Drawn } from './heat-map.ts';
import { indexedPng, type Palette } from './indexed-png.ts';

/** Longest side; the page stretches it over the picture. */
const LONGEST = 960;
const CASING = 1;
const GUIDE = 2;
const EDGE = 3;
const PALETTE: Palette = [
  [0, 0, 0, 0],
  [0, 0, 0, 120],
  [255, 255, 255, 255],
  [224, 130, 20, 255],
];
const FOURTHS = [1 / 4, 1 / 2, 3 / 4];

/**
 * The frame that was wanted as it lies on the learner's picture: its edges in orange, its fourths in white, both with a
 * dark casing so that they are seen on any ground. What should be upright or level leans as the lines do.
 */
export function drawFrameMap(frame: { width: number; height: number }, registration: Registration): Drawn {
  const { sourceWidth, sourceHeight } = registration;
  const zoom = LONGEST / Math.max(sourceWidth, sourceHeight);
  const [width, height] = [Math.round(sourceWidth * zoom), Math.round(sourceHeight * zoom)];
  const m = matrixOf(registration);
  const [topLeft, topRight, bottomRight, bottomLeft] = corners(frame);
  const seen = (point: Point): Point => {
    const [x, y] = apply(m, ...point);
    return [(x + sourceWidth / 2) * zoom, (y + sourceHeight / 2) * zoom];
  };
  const guides = FOURTHS.flatMap((share): [Point, Point][] => [
    [between(topLeft, topRight, share), between(bottomLeft, bottomRight, share)],
    [between(topLeft, bottomLeft, share), between(topRight, bottomRight, share)],
  ]);
  const edges: [Point, Point][] = [
    [topLeft, topRight],
    [topRight, bottomRight],
    [bottomRight, bottomLeft],
    [bottomLeft, topLeft],
  ];
  const map = new Uint8Array(width * height);
  const draw = (lines: readonly [Point, Point][], radius: number, index: number): void => {
    for (const [from, to] of lines) line(map, { width, height }, seen(from), seen(to), radius, index);
  };
  draw([...guides, ...edges], 2, CASING);
  draw(guides, 0, GUIDE);
  draw(edges, 1, EDGE);
  return { width, height, bytes: indexedPng(width, height, map, PALETTE) };
}

const between = ([x0, y0]: Point, [x1, y1]: Point, share: number): Point => [
  x0 + (x1 - x0) * share,
  y0 + (y1 - y0) * share,
];

/** What lies outside the picture is left out. */
function line(
  map: Uint8Array,
  { width, height }: { width: number; height: number },
  from: Point,
  to: Point,
  radius: number,
  index: number,
): void {
  const [across, down] = [to[0] - from[0], to[1] - from[1]];
  const steps = Math.max(1, Math.min(4 * LONGEST, Math.ceil(Math.hypot(across, down))));
  for (let step = 0; step <= steps; step++) {
    const x = Math.floor(from[0] + (across * step) / steps);
    const y = Math.floor(from[1] + (down * step) / steps);
    const left = Math.max(0, x - radius);
    const right = Math.min(width, x + radius + 1);
    if (left >= right) continue;
    for (let row = Math.max(0, y - radius); row <= Math.min(height - 1, y + radius); row++)
      map.fill(index, row * width + left, row * width + right);
  }
}
