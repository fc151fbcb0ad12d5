import type { Plane } from '../pixels/types.ts';
import { mapToFrame } from './map.ts';
import type { Placed } from './types.ts';

/** A single plane laid into the frame as `mapToFrame` lays a picture. */
export function mappedPlane(
  { width, height, data }: Plane,
  frame: { width: number; height: number },
  placed: Placed,
): Plane {
  const grey = new Uint8Array(data.length * 3);
  for (let i = 0, at = 0; i < data.length; i++, at += 3) grey[at] = grey[at + 1] = grey[at + 2] = data[i]!;
  const laid = mapToFrame({ width, height, data: grey }, frame, placed);
  const out = new Uint8Array(laid.width * laid.height);
  for (let i = 0; i < out.length; i++) out[i] = laid.data[i * 3]!;
  return { width: laid.width, height: laid.height, data: out };
}
