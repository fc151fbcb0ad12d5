import { z } from 'zod';
import { feather, grow } from '../mask.ts';
import { operation, Share, Source, type Operation, type Step } from '../operation.ts';
import { blank, sameSize, type Picture } from '../picture.ts';
import { drawShape, Shape } from '../shape.ts';
import { mix } from './retouch.ts';

/** Two pictures of one height in a row. */
function beside(left: Picture, right: Picture, gap: number): Picture {
  if (left.height !== right.height) sameSize(left, right, 'beside');
  const out = blank(left.width + gap + right.width, left.height);
  out.data.fill(1);
  for (let y = 0; y < left.height; y++) {
    const row = y * out.width * 3;
    out.data.set(left.data.subarray(y * left.width * 3, (y + 1) * left.width * 3), row);
    out.data.set(
      right.data.subarray(y * right.width * 3, (y + 1) * right.width * 3),
      row + (left.width + gap) * 3,
    );
  }
  return out;
}

function split(left: Picture, right: Picture, at: number, line: number): Picture {
  sameSize(left, right, 'split');
  const { width } = left;
  const edge = Math.round(at * width);
  const data = left.data.map((value, i) => {
    const x = Math.floor(i / 3) % width;
    if (Math.abs(x + 0.5 - edge) < line / 2) return 1;
    return x < edge ? value : right.data[i]!;
  });
  return { ...left, data };
}

const Px = z.number().min(0).max(500);

/** Operations that take another picture. `steps` is the schema of a list of operations, which `within` nests. */
export function mixing(steps: () => z.ZodType<Step[]>): Record<string, Operation> {
  return {
    blend: operation(
      z.strictObject({ with: Source, amount: z.number().min(-2).max(4) }),
      async (picture, p, studio) => {
        const other = await studio.picture(p.with);
        sameSize(picture, other, 'blend');
        const data = picture.data.map((value, i) => value + (other.data[i]! - value) * p.amount);
        if (!picture.alpha && !other.alpha) return { ...picture, data };
        const alpha = Float32Array.from({ length: data.length / 3 }, (_, i) => {
          const [mine, theirs] = [picture.alpha?.[i] ?? 1, other.alpha?.[i] ?? 1];
          return mine + (theirs - mine) * p.amount;
        });
        return { ...picture, data, alpha };
      },
    ),

    paste: operation(Source, async (picture, source, studio) => {
      const other = await studio.picture(source);
      sameSize(picture, other, 'paste');
      return { alpha: undefined, ...other };
    }),

    within: operation(
      z.strictObject({
        mask: z.union([Source, Shape]),
        feather: Px.default(2),
        grow: z.number().min(-500).max(500).default(0),
        invert: z.boolean().default(false),
        ops: z.lazy(steps),
      }),
      async (picture, p, studio) => {
        const { width, height } = picture;
        const mask =
          typeof p.mask === 'string' ? await studio.mask(p.mask) : drawShape(p.mask, width, height);
        const edge = feather(grow(mask, p.grow), p.feather);
        sameSize(picture, edge, 'within');
        let changed = picture;
        for (const step of p.ops) changed = await step.run(changed, studio);
        sameSize(picture, changed, 'within');
        return p.invert ? mix(changed, picture, edge) : mix(picture, changed, edge);
      },
    ),

    beside: operation(
      z.strictObject({ with: Source, gap: z.int().min(0).max(200).default(12) }),
      async (picture, p, studio) => beside(picture, await studio.picture(p.with), p.gap),
    ),

    split: operation(
      z.strictObject({ with: Source, at: Share.default(0.5), line: z.number().min(0).max(20).default(3) }),
      async (picture, p, studio) => split(picture, await studio.picture(p.with), p.at, p.line),
    ),
  };
}
