import { copyOf, type Pixels } from './pixels.ts';
import { clone, heal } from './retouch.ts';
import { strokeAlong, type Point } from './stroke.ts';

export type Tool = 'clone' | 'heal';

const HARDNESS = 0.75;

/** A stroke that is being made: the picture under it, its way so far, and where it copies from. */
export interface Stroke {
  from: Pixels;
  path: Point[];
  offset: Point;
}

export function begun(from: Pixels, at: Point, source: Point): Stroke {
  return { from, path: [at], offset: { x: source.x - at.x, y: source.y - at.y } };
}

/** The stroke led on to a point, or itself while the point is nearer than a quarter of the radius. */
export function ledOn(stroke: Stroke, to: Point, radius: number): Stroke {
  const last = stroke.path.at(-1)!;
  if (Math.hypot(to.x - last.x, to.y - last.y) < radius / 4) return stroke;
  return { ...stroke, path: [...stroke.path, to] };
}

/** The picture with the stroke on it. `stroke.from` stays as it is. */
export function painted({ from, path, offset }: Stroke, radius: number, tool: Tool): Pixels {
  const picture = copyOf(from);
  const covered = strokeAlong(path, radius, HARDNESS, picture.width, picture.height);
  if (covered) (tool === 'heal' ? heal : clone)(picture, from, covered, offset);
  return picture;
}
