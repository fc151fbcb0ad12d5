import { z } from 'zod';
import { Share } from './operation.ts';
import type { Mask } from './picture.ts';

const Box = z.strictObject({ x: Share, y: Share, width: Share, height: Share, angle: z.number().default(0) });

/** A box, or the ellipse that touches its sides; both turned clockwise about their centre. */
export const Shape = z.union([z.strictObject({ ellipse: Box }), z.strictObject({ box: Box })]);
export type Shape = z.output<typeof Shape>;

/** 1 inside the shape, 0 outside. */
export function drawShape(shape: Shape, width: number, height: number): Mask {
  const round = 'ellipse' in shape;
  const box = round ? shape.ellipse : shape.box;
  const c = Math.cos((box.angle * Math.PI) / 180);
  const s = Math.sin((box.angle * Math.PI) / 180);
  const [cx, cy] = [(box.x + box.width / 2) * width, (box.y + box.height / 2) * height];
  const [rx, ry] = [(box.width / 2) * width, (box.height / 2) * height];
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const dx = x + 0.5 - cx;
      const dy = y + 0.5 - cy;
      const u = (c * dx + s * dy) / rx;
      const v = (c * dy - s * dx) / ry;
      if (round ? u * u + v * v <= 1 : Math.abs(u) <= 1 && Math.abs(v) <= 1) data[y * width + x] = 1;
    }
  }
  return { width, height, data };
}
