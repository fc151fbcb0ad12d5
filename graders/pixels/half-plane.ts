import type { Plane } from './types.ts';

const halves = new WeakMap<Plane, Plane>();

/** A plane at half its size by means of 2×2 codes; a last odd column or row is left out. Kept for as long as the plane is. */
export function halfPlane(plane: Plane): Plane {
  const known = halves.get(plane);
  if (known) return known;
  const [width, height] = [plane.width >> 1, plane.height >> 1];
  const data = new Uint8Array(width * height);
  for (let y = 0, o = 0; y < height; y++)
    for (let x = 0; x < width; x++, o++) {
      const i = 2 * y * plane.width + 2 * x;
      const below = i + plane.width;
      data[o] = (plane.data[i]! + plane.data[i + 1]! + plane.data[below]! + plane.data[below + 1]! + 2) >> 2;
    }
  const half = { width, height, data };
  halves.set(plane, half);
  return half;
}
