import type { Plane } from '../pixels/types.ts';
import { mapToFrame } from './map.ts';
import type { Placed } from './types.ts';

/** A single plane laid into the frame as `mapToFrame` lays a picture. */
export function mappedPlane(
  { width, height, data }: Plane,
  frame: { width: number; height: number },
  placed: Placed,
): Plane {
  const grey = Uint8Array.from({ length: data.length * 3 }, (_, i) => data[Math.floor(i / 3)]!);
  const laid = mapToFrame({ width, height, data: grey }, frame, placed);
  return {
    width: laid.width,
    height: laid.height,
    data: Uint8Array.from({ length: laid.data.length / 3 }, (_, i) => laid.data[i * 3]!),
  };
}
