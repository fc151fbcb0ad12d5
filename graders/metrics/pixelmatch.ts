import { createRequire } from 'node:module';
import pixelmatch from 'pixelmatch';
import { runsOf, type Run } from '../pixels/runs.ts';
import type { Raster } from '../pixels/types.ts';

const manifest = createRequire(import.meta.url)('pixelmatch/package.json') as { version: string };
export const pixelmatchVersion = manifest.version;

export interface DifferenceOptions {
  /** 0..1 in YIQ: 0.1 overlooks about 26 of 255 grey levels. */
  threshold: number;
  /**
   * 1 inside: only there is compared. What lies further outside than the two pixels by which anti-aliasing is told is
   * taken as alike, which is quick.
   */
  mask?: Uint8Array;
  /** Count anti-aliased pixels as well, which saves the search for them. */
  edges?: boolean;
}

/** Where two equally large pictures differ, 1 per pixel. */
export function differenceMap(
  a: Raster,
  b: Raster,
  { threshold, mask, edges = false }: DifferenceOptions,
): Uint8Array {
  const { width, height } = a;
  const looked = mask ? runsOf(mask, width) : [{ from: 0, to: width * height }];
  const near = mask ? grown(looked, width, height) : looked;
  const [first, second, drawn] = [0, 1, 2].map((k) => scratch(k, width * height * 4)) as Three;
  fillRuns(a, near, first);
  fillRuns(b, near, second);
  diffRgba(first, second, drawn, width, height, {
    threshold,
    includeAA: edges,
    diffMask: true,
    diffColor: [255, 0, 0],
    aaColor: [0, 255, 0],
  });
  const map = new Uint8Array(width * height);
  for (const { from, to } of looked) markRun(drawn, map, from, to);
  return map;
}

/** pixelmatch looks at neighbours, and at their neighbours. */
const REACH = 2;

const around = new WeakMap<readonly Run[], readonly Run[]>();

/** Every pixel by which one of the mask is judged. */
function grown(runs: readonly Run[], width: number, height: number): readonly Run[] {
  const known = around.get(runs);
  if (known) return known;
  const near = new Uint8Array(width * height);
  for (const { from, to } of runs) {
    const y = Math.floor(from / width);
    const [left, right] = [Math.max(0, from - y * width - REACH), Math.min(width, to - y * width + REACH)];
    for (let row = Math.max(0, y - REACH); row <= Math.min(height - 1, y + REACH); row++)
      near.fill(1, row * width + left, row * width + right);
  }
  const found = runsOf(near, width);
  around.set(runs, found);
  return found;
}

/** pixelmatch itself. Buffers need four-byte alignment: fresh ones have it. */
export const diffRgba: typeof pixelmatch = (a, b, output, width, height, options) =>
  pixelmatch(a, b, output, width, height, options);

type Three = [Uint8Array, Uint8Array, Uint8Array];

/** Up to so many bytes a buffer is kept for the next comparison: a retouch has dozens of them, and memory is dear to collect. */
const KEPT = 8e6;
const buffers: Uint8Array[] = [];

/** An empty buffer, the `k`-th of those in use together. */
function scratch(k: number, bytes: number): Uint8Array {
  if (bytes > KEPT) return new Uint8Array(bytes);
  const held = buffers[k];
  if (!held || held.length < bytes) return (buffers[k] = new Uint8Array(bytes));
  return held.subarray(0, bytes).fill(0);
}

/** Opaque RGBA; what lies in no run stays empty, in both pictures alike. */
function fillRuns({ data }: Raster, runs: readonly Run[], out: Uint8Array): void {
  for (const { from, to } of runs) fillRun(data, out, from, to);
}

function fillRun(data: Uint8Array, out: Uint8Array, from: number, to: number): void {
  for (let at = from * 3, o = from * 4; o < to * 4; at += 3, o += 4) {
    out[o] = data[at]!;
    out[o + 1] = data[at + 1]!;
    out[o + 2] = data[at + 2]!;
    out[o + 3] = 255;
  }
}

function markRun(drawn: Uint8Array, map: Uint8Array, from: number, to: number): void {
  for (let i = from; i < to; i++) map[i] = drawn[i * 4] === 255 ? 1 : 0;
}
