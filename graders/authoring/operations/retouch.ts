import { z } from 'zod';
import { feather, grow } from '../mask.ts';
import { membrane } from '../membrane.ts';
import { operation, Source, type Operation, type Step } from '../operation.ts';
import { sameSize, type Mask, type Picture } from '../picture.ts';
import { translate } from '../resample.ts';

const Px = z.number().min(0).max(500);
const From = { mask: Source, x: z.number(), y: z.number() };

/** `under` where the mask is 0, `over` where it is 1. */
export function mix(under: Picture, over: Picture, mask: Mask): Picture {
  const data = under.data.slice();
  for (let i = 0; i < mask.data.length; i++) {
    const m = mask.data[i]!;
    if (m === 0) continue;
    for (let c = 3 * i; c < 3 * i + 3; c++) data[c]! += m * (over.data[c]! - data[c]!);
  }
  return { ...under, data };
}

/** Rows of px kept around a mask when its fill is solved: the rim is all that the solution depends on. */
const RIM = 2;

function boundsOf({ width, height, data }: Mask): { x: number; y: number; width: number; height: number } {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let i = 0; i < data.length; i++) {
    if (data[i]! < 0.5) continue;
    const x = i % width;
    const y = Math.floor(i / width);
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const x = Math.max(0, left - RIM);
  const y = Math.max(0, top - RIM);
  return {
    x,
    y,
    width: Math.min(width, right + RIM + 1) - x,
    height: Math.min(height, bottom + RIM + 1) - y,
  };
}

/** Inside the mask: `detail` plus the smooth field that makes it meet the picture at the rim; `detail` null: the field alone. */
function fill(picture: Picture, mask: Mask, detail: Picture | null): Picture {
  const box = boundsOf(mask);
  if (box.width <= 0) return picture;
  const known = new Uint8Array(box.width * box.height);
  const field = new Float32Array(known.length * 3);
  const at = (i: number): number =>
    (box.y + Math.floor(i / box.width)) * picture.width + box.x + (i % box.width);
  for (let i = 0; i < known.length; i++) {
    const from = at(i);
    known[i] = mask.data[from]! < 0.5 ? 1 : 0;
    for (let c = 0; c < 3; c++) {
      field[3 * i + c] = picture.data[3 * from + c]! - (detail?.data[3 * from + c] ?? 0);
    }
  }
  const solved = membrane(field, known, box.width, box.height, 3);
  const data = picture.data.slice();
  for (let i = 0; i < known.length; i++) {
    if (known[i] === 1) continue;
    const to = at(i);
    for (let c = 0; c < 3; c++) data[3 * to + c] = solved[3 * i + c]! + (detail?.data[3 * to + c] ?? 0);
  }
  return { ...picture, data };
}

/** Px beyond the mask whose mean a streak starts from. */
const BRUSH = 8;

/** Every run of masked px along rows or columns, filled in a straight line from the mean of what lies before it to what lies after. */
function streak(picture: Picture, mask: Mask, direction: 'rows' | 'columns'): Picture {
  const { width, height } = picture;
  const [lines, length, step, next] =
    direction === 'rows' ? [height, width, 1, width] : [width, height, width, 1];
  const data = picture.data.slice();
  const isMasked = (line: number, at: number): boolean => mask.data[line * next + at * step]! >= 0.5;
  for (let line = 0; line < lines; line++)
    for (let from = 0; from < length; from++) {
      if (!isMasked(line, from)) continue;
      let to = from;
      while (to < length && isMasked(line, to)) to++;
      for (let c = 0; c < 3; c++) {
        const mean = (start: number, end: number): number | null => {
          const [a, b] = [Math.max(0, start), Math.min(length, end)];
          let sum = 0;
          for (let at = a; at < b; at++) sum += picture.data[3 * (line * next + at * step) + c]!;
          return b > a ? sum / (b - a) : null;
        };
        const [before, after] = [mean(from - BRUSH, from), mean(to, to + BRUSH)];
        const first = before ?? after ?? 0;
        const last = after ?? first;
        for (let at = from; at < to; at++)
          data[3 * (line * next + at * step) + c] =
            first + ((last - first) * (at - from + 1)) / (to - from + 1);
      }
      from = to;
    }
  return { ...picture, data };
}

/** Retouching tools. `steps` is the schema of a list of operations, with which `heal` may compose its own source. */
export const retouching = (steps: () => z.ZodType<Step[]>): Record<string, Operation> => ({
  clone: operation(
    z.strictObject({ ...From, feather: Px.default(3), grow: z.number().default(0) }),
    async (picture, p, studio) => {
      const mask = feather(grow(await studio.mask(p.mask), p.grow), p.feather);
      sameSize(picture, mask, 'clone');
      return mix(picture, translate(picture, -p.x, -p.y), mask);
    },
  ),

  heal: operation(
    z.union([
      z.strictObject({ ...From, grow: z.number().default(2) }),
      z.strictObject({ mask: Source, ops: z.lazy(steps), grow: z.number().default(2) }),
    ]),
    async (picture, p, studio) => {
      const mask = grow(await studio.mask(p.mask), p.grow);
      sameSize(picture, mask, 'heal');
      if ('x' in p) return fill(picture, mask, translate(picture, -p.x, -p.y));
      let source = picture;
      for (const step of p.ops) source = await step.run(source, studio);
      sameSize(picture, source, 'heal');
      return fill(picture, mask, source);
    },
  ),

  smear: operation(
    z.strictObject({ mask: Source, grow: z.number().default(2) }),
    async (picture, p, studio) => {
      const mask = grow(await studio.mask(p.mask), p.grow);
      sameSize(picture, mask, 'smear');
      return fill(picture, mask, null);
    },
  ),

  streak: operation(
    z.strictObject({
      mask: Source,
      direction: z.enum(['rows', 'columns']),
      grow: z.number().default(0),
    }),
    async (picture, p, studio) => {
      const mask = grow(await studio.mask(p.mask), p.grow);
      sameSize(picture, mask, 'streak');
      return streak(picture, mask, p.direction);
    },
  ),
});
