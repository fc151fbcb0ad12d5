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
  const columns = mapped ? null : columnsOf(field, width, zoom);
  for (let y = 0; y < height; y++) {
    const line = indices.subarray(y * width, (y + 1) * width);
    if (columns) shadeStraight(line, columns, (y + 0.5) / zoom / CELL - 0.5, field);
    else shadeLine(line, toFrame, (y + 0.5) / zoom - picture.height / 2, zoom, picture.width / 2, field);
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

/** Where the map's columns lie among the cells, for a picture that fills its frame. */
interface Columns {
  from: Int32Array;
  to: Int32Array;
  share: Float64Array;
}

function columnsOf({ columns }: Shaded, width: number, zoom: number): Columns {
  const at = Array.from({ length: width }, (_, x) => between((x + 0.5) / zoom / CELL - 0.5, columns));
  return {
    from: Int32Array.from(at, (one) => one?.from ?? 0),
    to: Int32Array.from(at, (one) => one?.to ?? 0),
    share: Float64Array.from(at, (one) => one?.share ?? 0),
  };
}

function shadeStraight(line: Uint8Array, { from, to, share }: Columns, y: number, field: Shaded): void {
  const cells = cellsAt(y, field);
  if (!cells) return;
  const { dead } = field;
  for (let x = 0; x < line.length; x++) {
    const left = cells[from[x]!]!;
    const right = cells[to[x]!]!;
    if (left <= dead && left >= -dead && right <= dead && right >= -dead) continue;
    line[x] = indexOf(left + (right - left) * share[x]!, field);
  }
}

/** The differences of all columns at a height between two rows of cells; null where none is drawn. */
function cellsAt(y: number, { delta, columns, rows, dead }: Shaded): Float64Array | null {
  const down = between(y, rows);
  if (!down) return null;
  const out = new Float64Array(columns);
  let [seen, above, below] = [false, down.from * columns, down.to * columns];
  for (let i = 0; i < columns; i++, above++, below++) {
    const value = delta[above]! * (1 - down.share) + delta[below]! * down.share;
    out[i] = value;
    if (value > dead || value < -dead) seen = true;
  }
  return seen ? out : null;
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
  const [halfWidth, halfHeight] = [field.frame.width / 2, field.frame.height / 2];
  for (let x = 0; x < line.length; x++) {
    const px = (x + 0.5) / zoom - centre;
    // As `apply` does it, without a pair for every pixel.
    const w = g * px + h * py + i;
    const fx = (a * px + b * py + c) / w;
    const fy = (d * px + e * py + f) / w;
    line[x] = indexOf(valueAt(field, (fx + halfWidth) / CELL - 0.5, (fy + halfHeight) / CELL - 0.5), field);
  }
}

const sourceSize = ({ sourceWidth, sourceHeight }: Registration): Size => ({
  width: sourceWidth,
  height: sourceHeight,
});

const ramp = ([r, g, b]: Rgb): Palette =>
  Array.from({ length: 128 }, (_, i) => [r, g, b, Math.round(OPAQUE * (i / HALF) ** 0.75)] as const);

/** A strength 0..1 as an index: 0..127 stand for above (0 clear), 128..255 for below. */
function indexOf(value: number, { dead, full }: Shaded): number {
  const strength = Math.min(1, Math.max(0, (Math.abs(value) - dead) / (full - dead)));
  return Math.round(strength * LEVELS) * (HALF / LEVELS) + (value < 0 && strength > 0 ? 128 : 0);
}

/** Between which cells of a row or column a position lies, and how far along; null beyond a cell's width outside. */
function between(at: number, cells: number): { from: number; to: number; share: number } | null {
  if (at < -1 || at > cells) return null;
  const within = Math.min(cells - 1, Math.max(0, at));
  const from = Math.floor(within);
  return { from, to: Math.min(cells - 1, from + 1), share: within - from };
}

/** The difference at a place among the cells, as `between` has it but without a pair for every pixel; 0 where none of the four around it is drawn. */
function valueAt({ delta, columns, rows, dead }: Shaded, x: number, y: number): number {
  // Not a number behind the picture plane.
  if (!(x >= -1 && x <= columns && y >= -1 && y <= rows)) return 0;
  const across = Math.min(columns - 1, Math.max(0, x));
  const down = Math.min(rows - 1, Math.max(0, y));
  const left = Math.floor(across);
  const top = Math.floor(down);
  const right = left < columns - 1 ? 1 : 0;
  const at = top * columns + left;
  const below = top < rows - 1 ? at + columns : at;
  const p = delta[at]!;
  const q = delta[at + right]!;
  const r = delta[below]!;
  const s = delta[below + right]!;
  if (
    p <= dead &&
    q <= dead &&
    r <= dead &&
    s <= dead &&
    p >= -dead &&
    q >= -dead &&
    r >= -dead &&
    s >= -dead
  )
    return 0;
  const u = across - left;
  const v = down - top;
  return (p * (1 - u) + q * u) * (1 - v) + (r * (1 - u) + s * u) * v;
}
