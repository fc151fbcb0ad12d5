import { invert, matrixOf } from '../align/homography.ts';
import type { Homography, Registration } from '../align/types.ts';
import type { EvidenceRequest } from '../criteria/types.ts';
import { CELL, cellGrid } from '../metrics/cells.ts';
import { indexedPng, type Palette } from './indexed-png.ts';

interface Size {
  width: number;
  height: number;
}

type MapRequest = Extract<EvidenceRequest, { delta: Float32Array }>;

/** Longest side of a map; the page stretches it over the picture. */
const LONGEST = 480;
const OPAQUE = 170;
const HALF = 126;
/** Steps of opacity: few enough to encode small, fine enough not to band. */
const LEVELS = 42;

type Rgb = readonly [number, number, number];
/** The two ends of each map, telling apart for every kind of colour vision (ColorBrewer PuOr, BuOr, PiYG, Reds). */
const ENDS: Record<MapRequest['draw'], { below: Rgb; above: Rgb; dead: number; full: number }> = {
  'lightness-map': { below: [84, 39, 136], above: [224, 130, 20], dead: 0.8, full: 14 },
  'warmth-map': { below: [33, 102, 172], above: [230, 97, 1], dead: 0.8, full: 16 },
  'tint-map': { below: [39, 120, 30], above: [197, 27, 125], dead: 0.8, full: 16 },
  'detail-map': { below: [84, 39, 136], above: [224, 130, 20], dead: 0.35, full: 2.5 },
  'matte-map': { below: [84, 39, 136], above: [224, 130, 20], dead: 0.015, full: 0.4 },
  'change-map': { below: [200, 20, 40], above: [200, 20, 40], dead: 0.06, full: 0.8 },
};

export interface Drawn extends Size {
  bytes: Uint8Array;
}

/**
 * Signed differences per cell as a transparent overlay in the geometry of the learner's picture: clear where alike,
 * the lower end's colour where the value is below the reference, the upper end's where it is above.
 */
export function drawHeatMap({ draw, delta }: MapRequest, frame: Size, registration: Registration): Drawn {
  const { below, above, dead, full } = ENDS[draw];
  const mapped = registration.state === 'mapped';
  const picture = mapped ? sourceSize(registration) : frame;
  const zoom = LONGEST / Math.max(picture.width, picture.height);
  const width = Math.round(picture.width * zoom);
  const height = Math.round(picture.height * zoom);
  const toFrame = invert(matrixOf(mapped ? registration : { angle: 0, scale: 1, dx: 0, dy: 0 }));
  const field: Shaded = { ...cellGrid(frame), frame, delta, dead, full };
  const indices = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const line = indices.subarray(y * width, (y + 1) * width);
    shadeLine(line, toFrame, (y + 0.5) / zoom - picture.height / 2, zoom, picture.width / 2, field);
  }
  return { width, height, bytes: indexedPng(width, height, indices, [...ramp(above), ...ramp(below)]) };
}

/** Differences per cell of a frame, and where their colour begins and is full. */
interface Shaded {
  columns: number;
  rows: number;
  frame: Size;
  delta: Float32Array;
  dead: number;
  full: number;
}

/** One line of the map, a function of its own so that it is compiled as a whole. */
function shadeLine(
  line: Uint8Array,
  [a, b, c, d, e, f, g, h, i]: Homography,
  py: number,
  zoom: number,
  centre: number,
  field: Shaded,
): void {
  const { frame, delta, dead, full } = field;
  for (let x = 0; x < line.length; x++) {
    const px = (x + 0.5) / zoom - centre;
    // As `apply` does it, without a pair for every pixel.
    const w = g * px + h * py + i;
    const fx = (a * px + b * py + c) / w;
    const fy = (d * px + e * py + f) / w;
    const value = bilinear(
      delta,
      field,
      (fx + frame.width / 2) / CELL - 0.5,
      (fy + frame.height / 2) / CELL - 0.5,
    );
    const strength = Math.min(1, Math.max(0, (Math.abs(value) - dead) / (full - dead)));
    // Indices 0..127 stand for above (0 clear), 128..255 for below.
    line[x] = Math.round(strength * LEVELS) * (HALF / LEVELS) + (value < 0 && strength > 0 ? 128 : 0);
  }
}

const sourceSize = ({ sourceWidth, sourceHeight }: Registration): Size => ({
  width: sourceWidth,
  height: sourceHeight,
});

const ramp = ([r, g, b]: Rgb): Palette =>
  Array.from({ length: 128 }, (_, i) => [r, g, b, Math.round(OPAQUE * (i / HALF) ** 0.75)] as const);

function bilinear(
  values: Float32Array,
  { columns, rows }: { columns: number; rows: number },
  x: number,
  y: number,
): number {
  if (x < -1 || y < -1 || x > columns || y > rows) return 0;
  const cx = Math.min(columns - 1, Math.max(0, x));
  const cy = Math.min(rows - 1, Math.max(0, y));
  const x0 = Math.floor(cx);
  const y0 = Math.floor(cy);
  const x1 = Math.min(columns - 1, x0 + 1);
  const y1 = Math.min(rows - 1, y0 + 1);
  const u = cx - x0;
  const v = cy - y0;
  return (
    (values[y0 * columns + x0]! * (1 - u) + values[y0 * columns + x1]! * u) * (1 - v) +
    (values[y1 * columns + x0]! * (1 - u) + values[y1 * columns + x1]! * u) * v
  );
}
