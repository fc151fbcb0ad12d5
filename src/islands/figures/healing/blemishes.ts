import type { Pixels, Region } from './pixels.ts';

/** One connected fault. Pixels of the region carry its `label` (1, 2, 3 …, from left to right). */
export interface Blemish {
  label: number;
  /** Centre of its box, whole pixels. */
  x: number;
  y: number;
  /** Half of its longer side. */
  radius: number;
}

export interface Blemishes {
  list: Blemish[];
  labels: Region;
}

/** Fewer pixels than this in the mask are traces of compression. */
const SMALLEST = 9;

/** The white parts of `mask`, widened by `margin`, joined where they touch (4 sides). */
export function findBlemishes(mask: Pixels, margin: number): Blemishes {
  const { width, height } = mask;
  const marked = new Uint8Array(width * height);
  for (let i = 0; i < marked.length; i++) marked[i] = mask.data[4 * i]! > 127 ? 1 : 0;
  const wide = widen(marked, width, height, margin);

  const labels = new Uint8Array(width * height);
  const found: Blemish[] = [];
  const seen = new Uint8Array(width * height);
  for (let start = 0; start < wide.length; start++) {
    if (!wide[start] || seen[start]) continue;
    const pixels = flood(wide, seen, start, width, height);
    if (pixels.reduce((n, i) => n + marked[i]!, 0) < SMALLEST) continue;
    found.push({ ...extent(pixels, width), label: found.length + 1 });
    for (const i of pixels) labels[i] = found.length;
  }
  return inReadingOrder(found, labels);
}

function widen(region: Region, width: number, height: number, by: number): Region {
  const out = new Uint8Array(region.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!region[y * width + x]) continue;
      for (let v = Math.max(0, y - by); v <= Math.min(height - 1, y + by); v++) {
        out.fill(1, v * width + Math.max(0, x - by), v * width + Math.min(width - 1, x + by) + 1);
      }
    }
  }
  return out;
}

function flood(region: Region, seen: Region, start: number, width: number, height: number): number[] {
  const pixels = [start];
  seen[start] = 1;
  for (const i of pixels) {
    const x = i % width;
    const y = Math.floor(i / width);
    if (x > 0) visit(i - 1);
    if (x < width - 1) visit(i + 1);
    if (y > 0) visit(i - width);
    if (y < height - 1) visit(i + width);
  }
  return pixels;

  function visit(i: number) {
    if (!region[i] || seen[i]) return;
    seen[i] = 1;
    pixels.push(i);
  }
}

function extent(pixels: number[], width: number): Omit<Blemish, 'label'> {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const i of pixels) {
    const x = i % width;
    const y = Math.floor(i / width);
    [x0, y0, x1, y1] = [Math.min(x0, x), Math.min(y0, y), Math.max(x1, x), Math.max(y1, y)];
  }
  return { x: (x0 + x1) >> 1, y: (y0 + y1) >> 1, radius: Math.ceil(Math.max(x1 - x0, y1 - y0) / 2) };
}

function inReadingOrder(found: Blemish[], labels: Region): Blemishes {
  const order = [...found].sort((a, b) => a.x - b.x);
  const renamed = new Map(order.map((b, i) => [b.label, i + 1]));
  return {
    list: order.map((b, i) => ({ ...b, label: i + 1 })),
    labels: labels.map((l) => renamed.get(l) ?? 0),
  };
}

/** The faulty picture with its blemishes alone: compression noise elsewhere gives way to the clean plate's own pixels. */
export function blemishesOnly(clean: Pixels, faulty: Pixels, { labels }: Blemishes): Pixels {
  const data = new Uint8ClampedArray(clean.data);
  for (let i = 0; i < labels.length; i++) {
    if (labels[i]) data.set(faulty.data.subarray(4 * i, 4 * i + 4), 4 * i);
  }
  return { width: clean.width, height: clean.height, data };
}
