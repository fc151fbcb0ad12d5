import type { Box, Plane } from '../pixels/types.ts';

/** Codes at or below which a true alpha counts as clear, and at or above which it counts as solid. */
const CLEAR = 5;
const SOLID = 250;

/** What a pixel of the true matte is. A hole's pixels are `HOLE` plus its number. */
export const BACKGROUND = 0;
export const BODY = 1;
export const EDGE = 2;
export const SOFT = 3;
export const HOLE = 4;
const MOST_HOLES = 255 - HOLE;

/** A true alpha plane taken apart as matting does, with the parts a cut-out fails at. */
export interface Trimap {
  kind: Uint8Array;
  /** Pixels near the outline, in the soft parts and along the holes: where a matte can be wrong in degree. Ascending. */
  unknown: Int32Array;
  /** Pixels with any of the subject that lie on the outline or within a pixel or two of it: where colour bleeds. Ascending. */
  rim: Int32Array;
  holes: { box: Box; pixels: number; clear: number }[];
  body: number;
  background: number;
  soft: number;
  /** Pixels that a band reaches from the outline. */
  reach: number;
}

/**
 * Known background and body, the unknown band (0.4 % of the longer side to either side of every edge), soft parts
 * (transparent in part over more than seven pixels at 1800: an opening of the partial pixels) and holes (background
 * that the subject encloses, from 0.01 % of the frame up).
 */
export function trimapOf({ width, height, data }: Plane): Trimap {
  const longer = Math.max(width, height);
  const reach = Math.max(2, Math.round(longer * 0.004));
  const edges = new Uint8Array(data.length);
  const partial = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) {
    const x = i % width;
    const inside = data[i]! >= 128;
    partial[i] = data[i]! > CLEAR && data[i]! < SOLID ? 1 : 0;
    const crosses =
      (x + 1 < width && data[i + 1]! >= 128 !== inside) ||
      (i + width < data.length && data[i + width]! >= 128 !== inside);
    edges[i] = partial[i]! | (crosses ? 1 : 0);
  }
  const size = { width, height };
  const soften = Math.max(2, Math.round(longer * 0.0017));
  const soft = dilated(eroded(partial, size, soften), size, soften);
  const band = dilated(edges, size, reach);
  const near = dilated(edges, size, Math.max(1, Math.round(longer / 900)));
  const { labels, holes } = enclosed({ width, height, data });

  const kind = new Uint8Array(data.length);
  const unknown: number[] = [];
  const rim: number[] = [];
  const count = { body: 0, background: 0, soft: 0 };
  for (let i = 0; i < data.length; i++) {
    if (band[i] || soft[i]) unknown.push(i);
    if (near[i] && data[i]! > 25) rim.push(i);
    if (labels[i]) kind[i] = HOLE + labels[i]! - 1;
    else if (soft[i]) kind[i] = SOFT;
    else if (band[i]) kind[i] = EDGE;
    else kind[i] = data[i]! >= 128 ? BODY : BACKGROUND;
    if (kind[i] === BODY) count.body++;
    else if (kind[i] === BACKGROUND) count.background++;
    else if (kind[i] === SOFT) count.soft++;
  }
  return { kind, unknown: Int32Array.from(unknown), rim: Int32Array.from(rim), holes, ...count, reach };
}

interface Size {
  width: number;
  height: number;
}

const eroded = (mask: Uint8Array, size: Size, by: number): Uint8Array =>
  dilated(
    mask.map((v) => 1 - v),
    size,
    by,
  ).map((v) => 1 - v);

/** Grown by a square of 2·by + 1, first along the rows, then along the columns. */
export function dilated(mask: Uint8Array, { width, height }: Size, by: number): Uint8Array {
  const across = new Uint8Array(mask.length);
  for (let y = 0; y < height; y++) spread(mask, across, y * width, 1, width, by);
  const out = new Uint8Array(mask.length);
  for (let x = 0; x < width; x++) spread(across, out, x, width, height, by);
  return out;
}

function spread(
  from: Uint8Array,
  to: Uint8Array,
  start: number,
  stride: number,
  n: number,
  by: number,
): void {
  let last = -Infinity;
  for (let i = 0; i < n + by; i++) {
    if (i < n && from[start + i * stride]) last = i;
    if (i >= by && i - last <= 2 * by) to[start + (i - by) * stride] = 1;
  }
}

/** Parts of the background that do not reach the frame's border: labels from 1, the largest first. */
function enclosed({ width, height, data }: Plane): { labels: Uint8Array; holes: Trimap['holes'] } {
  const seen = new Uint8Array(data.length);
  const least = data.length * 1e-4;
  const found: { parts: number[]; box: Box; clear: number }[] = [];
  for (let seed = 0; seed < data.length; seed++) {
    if (seen[seed] || data[seed]! >= 128) continue;
    const parts = [seed];
    seen[seed] = 1;
    let open = false;
    let clear = 0;
    let [left, right, top, bottom] = [width, 0, height, 0];
    for (const i of parts) {
      const x = i % width;
      const y = (i - x) / width;
      clear += 255 - data[i]!;
      if (x === 0 || y === 0 || x === width - 1 || y === height - 1) open = true;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
      if (x > 0) visit(i - 1);
      if (x < width - 1) visit(i + 1);
      if (y > 0) visit(i - width);
      if (y < height - 1) visit(i + width);
    }
    if (!open && parts.length >= least)
      found.push({
        parts,
        box: { x: left, y: top, width: right - left + 1, height: bottom - top + 1 },
        clear: clear / 255,
      });
    function visit(at: number): void {
      if (seen[at] || data[at]! >= 128) return;
      seen[at] = 1;
      parts.push(at);
    }
  }
  found.sort((p, q) => q.parts.length - p.parts.length);
  const labels = new Uint8Array(data.length);
  const holes = found.slice(0, MOST_HOLES).map(({ parts, box, clear }, n) => {
    for (const i of parts) labels[i] = n + 1;
    return { box, pixels: parts.length, clear };
  });
  return { labels, holes };
}
