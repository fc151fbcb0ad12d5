import type { Raster } from './types.ts';

/**
 * Gives a decoded picture's memory back at once. It lies outside the heap, where a collection that nothing else needs
 * would have to find it: after a few pictures that costs as much as a third of a decode. Nobody may look at it again.
 */
export function release({ data }: Raster): void {
  const { buffer, byteLength } = data;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}
