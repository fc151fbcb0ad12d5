import { z } from 'zod';
import { apply, corners, fromPoints, invert, type Point } from '../../align/homography.ts';
import { movement, Share } from '../operation.ts';
import { blank, RecipeError, type Picture } from '../picture.ts';
import { remap, resize, translate } from '../resample.ts';

const Pixels = z.int().positive();

/** Cuts out a rectangle given in px. */
function cut(picture: Picture, left: number, top: number, width: number, height: number): Picture {
  if (left < 0 || top < 0 || left + width > picture.width || top + height > picture.height) {
    throw new RecipeError(
      `cannot cut ${width}×${height} at ${left},${top} out of ${picture.width}×${picture.height}`,
    );
  }
  const out = blank(width, height);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * picture.width + left) * 3;
    out.data.set(picture.data.subarray(from, from + width * 3), y * width * 3);
  }
  return out;
}

/** Scale of the largest rectangle of the same aspect without empty corners after a rotation by `angle` (radians). */
export function inscribedScale(width: number, height: number, angle: number): number {
  const c = Math.abs(Math.cos(angle));
  const s = Math.abs(Math.sin(angle));
  return Math.min(width / (width * c + height * s), height / (width * s + height * c));
}

function rotate(picture: Picture, degrees: number, crop: 'inscribed' | 'corners' | 'edges'): Picture {
  const { width: w, height: h } = picture;
  const angle = (degrees * Math.PI) / 180;
  const scale = crop === 'inscribed' ? inscribedScale(w, h, angle) : 1;
  const width = Math.floor(w * scale);
  const height = Math.floor(h * scale);
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  return remap(
    picture,
    width,
    height,
    (x, y) => {
      const dx = x - (width - 1) / 2;
      const dy = y - (height - 1) / 2;
      return [c * dx + s * dy + (w - 1) / 2, c * dy - s * dx + (h - 1) / 2];
    },
    crop === 'corners' ? 'black' : 'repeat',
  );
}

function flip({ width, height, data }: Picture, along: 'horizontal' | 'vertical'): Picture {
  const out = blank(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = along === 'horizontal' ? y * width + width - 1 - x : (height - 1 - y) * width + x;
      out.data.set(data.subarray(from * 3, from * 3 + 3), (y * width + x) * 3);
    }
  }
  return out;
}

function enlarge({ width, height, data }: Picture, times: number): Picture {
  const out = blank(width * times, height * times);
  for (let y = 0; y < out.height; y++) {
    for (let x = 0; x < out.width; x++) {
      const from = (Math.floor(y / times) * width + Math.floor(x / times)) * 3;
      out.data.set(data.subarray(from, from + 3), (y * out.width + x) * 3);
    }
  }
  return out;
}

const Row = z.tuple([z.number(), z.number(), z.number()]);

const Perspective = z.strictObject({
  matrix: z.tuple([Row, Row, Row]),
  amount: z.number().min(-1).max(3).default(1),
  width: Pixels.optional(),
  height: Pixels.optional(),
  crop: z.enum(['corners', 'edges']).default('corners'),
});

/** Laid out again by a homography from its pixels to the result's, or by a part of the way there, corner by corner. */
function perspective(picture: Picture, p: z.output<typeof Perspective>): Picture {
  const [[a, b, c], [d, e, f], [g, h, i]] = p.matrix;
  const { width, height } = picture;
  const from = corners({ width: width - 1, height: height - 1 }).map(([x, y]): Point => [
    x + (width - 1) / 2,
    y + (height - 1) / 2,
  ]);
  const to = from.map(([x, y]): Point => {
    const [u, v] = apply([a, b, c, d, e, f, g, h, i], x, y);
    return [x + p.amount * (u - x), y + p.amount * (v - y)];
  });
  const map = fromPoints(from, to);
  if (!map) throw new RecipeError('this perspective leaves nothing of the picture');
  const back = invert(map);
  return remap(
    picture,
    p.width ?? width,
    p.height ?? height,
    (x, y) => apply(back, x, y),
    p.crop === 'corners' ? 'black' : 'repeat',
  );
}

export const geometry = {
  crop: movement(z.strictObject({ x: Share, y: Share, width: Share, height: Share }), (picture, box) =>
    cut(
      picture,
      Math.round(box.x * picture.width),
      Math.round(box.y * picture.height),
      Math.round(box.width * picture.width),
      Math.round(box.height * picture.height),
    ),
  ),

  frame: movement(
    z.strictObject({ width: Pixels, height: Pixels, x: Share.default(0.5), y: Share.default(0.5) }),
    (picture, { width, height, x, y }) =>
      cut(
        picture,
        Math.round((picture.width - width) * x),
        Math.round((picture.height - height) * y),
        width,
        height,
      ),
  ),

  resize: movement(
    z.union([
      z.strictObject({ scale: z.number().positive() }),
      z.strictObject({ width: Pixels, height: Pixels.optional() }),
      z.strictObject({ height: Pixels }),
    ]),
    (picture, to) => {
      const { width: w, height: h } = picture;
      if ('scale' in to) return resize(picture, Math.round(w * to.scale), Math.round(h * to.scale));
      if ('width' in to)
        return resize(picture, to.width, to.height ?? Math.max(1, Math.round((h * to.width) / w)));
      return resize(picture, Math.max(1, Math.round((w * to.height) / h)), to.height);
    },
  ),

  enlarge: movement(z.int().min(2).max(32), enlarge),

  rotate: movement(
    z.strictObject({
      degrees: z.number(),
      crop: z.enum(['inscribed', 'corners', 'edges']).default('inscribed'),
    }),
    (picture, { degrees, crop }) => rotate(picture, degrees, crop),
  ),

  shift: movement(z.strictObject({ x: z.number(), y: z.number() }), (picture, { x, y }) =>
    translate(picture, x, y),
  ),

  perspective: movement(Perspective, perspective),

  flip: movement(z.enum(['horizontal', 'vertical']), flip),
};
