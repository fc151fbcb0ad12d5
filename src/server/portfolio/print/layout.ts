import { A4_ACROSS } from '../../print/pdf.ts';

export const PAGE = {
  left: 40,
  right: A4_ACROSS.width - 40,
  width: A4_ACROSS.width - 80,
  /** Where the work begins, below the running head, and where words end. */
  top: 58,
  bottom: A4_ACROSS.height - 38,
};

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
interface Size {
  width: number;
  height: number;
}

/** The largest box of this shape inside another one, at its upper left corner. */
export function contained(shape: Size, inside: Box): Box {
  const scale = Math.min(inside.width / shape.width, inside.height / shape.height);
  return { x: inside.x, y: inside.y, width: shape.width * scale, height: shape.height * scale };
}

const GAP = 12;

/**
 * Pictures in rows inside a box, in as many columns as show them largest; under each row stays room of `caption` points.
 */
export function gridOf(shapes: readonly Size[], inside: Box, caption: number): Box[] {
  const tries = shapes.map((_, index) => {
    const columns = index + 1;
    const rows = Math.ceil(shapes.length / columns);
    const width = (inside.width - GAP * (columns - 1)) / columns;
    const height = (inside.height - GAP * (rows - 1)) / rows - caption;
    const sizes = shapes.map((shape) => contained(shape, { x: 0, y: 0, width, height: Math.max(height, 1) }));
    // No wider apart than the widest of them needs.
    const step = Math.max(...sizes.map((size) => size.width)) + GAP;
    const boxes = sizes.map((size, n) => ({
      ...size,
      x: inside.x + (n % columns) * step,
      y: inside.y + Math.floor(n / columns) * (height + caption + GAP),
    }));
    return { boxes, area: boxes.reduce((sum, box) => sum + box.width * box.height, 0) };
  });
  return tries.toSorted((a, b) => b.area - a.area)[0]?.boxes ?? [];
}

/** What encloses the boxes, measured from the first one's corner. */
export const extent = (boxes: readonly Box[]): { right: number; bottom: number } => ({
  right: Math.max(...boxes.map((box) => box.x + box.width)),
  bottom: Math.max(...boxes.map((box) => box.y + box.height)),
});
