import type { Raster } from '#graders/pixels/types.ts';

/** A small generator with a seed (mulberry32), so that every picture is the same everywhere. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A made-up still life: a lit ground, overlapping soft and hard shapes in muted colours, fine texture and grain. */
export function scene(seed: number, width = 648, height = 432): Raster {
  const random = randomFrom(seed);
  const shapes = Array.from({ length: 26 }, () => ({
    x: random() * width,
    y: random() * height,
    rx: 14 + random() * width * 0.12,
    ry: 14 + random() * height * 0.16,
    turn: random() * Math.PI,
    soft: random() < 0.3,
    colour: [60 + random() * 150, 60 + random() * 130, 50 + random() * 140] as const,
  }));
  const data = new Uint8Array(width * height * 3);
  const value = [0, 0, 0];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const light = 0.75 + 0.35 * Math.cos((x / width) * 2.2) * Math.cos((y / height) * 1.7);
      value[0] = 150;
      value[1] = 142;
      value[2] = 128;
      for (const s of shapes) {
        const dx = x - s.x;
        const dy = y - s.y;
        const u = (dx * Math.cos(s.turn) + dy * Math.sin(s.turn)) / s.rx;
        const v = (dy * Math.cos(s.turn) - dx * Math.sin(s.turn)) / s.ry;
        const d = u * u + v * v;
        if (d > 1) continue;
        const alpha = s.soft ? 1 - d : Math.min(1, (1 - d) * 12);
        for (let c = 0; c < 3; c++)
          value[c] = value[c]! * (1 - alpha) + s.colour[c]! * (1 - 0.35 * d) * alpha;
      }
      const weave = 6 * Math.sin(0.02 * x * x) * Math.sin(0.031 * y * y);
      const grain = (random() + random() - 1) * 5;
      for (let c = 0; c < 3; c++)
        data[(y * width + x) * 3 + c] = Math.max(4, Math.min(250, value[c]! * light + weave + grain));
    }
  return { width, height, data };
}

/** A new picture from codes changed one by one. */
export function edited(
  { width, height, data }: Raster,
  change: (rgb: [number, number, number], x: number, y: number) => readonly [number, number, number],
): Raster {
  const out = new Uint8Array(data.length);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 3) {
      const rgb = change([data[at]!, data[at + 1]!, data[at + 2]!], x, y);
      for (let c = 0; c < 3; c++) out[at + c] = Math.max(0, Math.min(255, Math.round(rgb[c]!)));
    }
  return { width, height, data: out };
}

/** a + share · (b − a), code by code. */
export function blend(a: Raster, b: Raster, share: number): Raster {
  const data = a.data.map((v, i) => Math.round(Math.max(0, Math.min(255, v + share * (b.data[i]! - v)))));
  return { width: a.width, height: a.height, data };
}

export function mirrored({ width, height, data }: Raster): Raster {
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++) out[(y * width + x) * 3 + c] = data[(y * width + width - 1 - x) * 3 + c]!;
  return { width, height, data: out };
}
