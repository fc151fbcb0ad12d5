import { ENCODED_8, LINEAR_16 } from '../colour/srgb.ts';
import { kernels, layOut, type Kernels } from '../kernels/kernels.ts';
import type { Raster } from './types.ts';

/**
 * Half the size by means of 2×2 in linear light; a last odd column or row is left out. `compiled: null` does it
 * without WebAssembly, to the same codes.
 */
export function halved(picture: Raster, compiled: Kernels | null = kernels): Raster {
  const width = picture.width >> 1;
  const height = picture.height >> 1;
  const out = new Uint8Array(width * height * 3);
  if (compiled) compiledHalves(picture, width, height, out, compiled);
  else plainHalves(picture, width, height, out);
  return { width, height, data: out };
}

function compiledHalves(
  picture: Raster,
  width: number,
  height: number,
  out: Uint8Array,
  compiled: Kernels,
): void {
  const stride = picture.width * 3;
  const [table, encode, rows, line] = layOut(compiled, compiled.base(), [
    1024,
    65536,
    stride * 2,
    width * 3,
  ]) as [number, number, number, number];
  const { buffer } = compiled.memory;
  new Uint32Array(buffer, table, 256).set(LINEAR_16);
  new Uint8Array(buffer, encode, 65536).set(ENCODED_8);
  const rowsView = new Uint8Array(buffer, rows, stride * 2);
  const lineView = new Uint8Array(buffer, line, width * 3);
  for (let y = 0; y < height; y++) {
    rowsView.set(picture.data.subarray(2 * y * stride, (2 * y + 2) * stride));
    compiled.halveRows(rows, rows + stride, width, table, encode, line);
    out.set(lineView, y * width * 3);
  }
}

function plainHalves({ width: full, data }: Raster, width: number, height: number, out: Uint8Array): void {
  const linear = (at: number): number => LINEAR_16[data[at]!]!;
  for (let y = 0, o = 0; y < height; y++)
    for (let i = 2 * y * full * 3, end = i + width * 6; i < end; i += 6)
      for (let c = i; c < i + 3; c++, o++) {
        const below = c + full * 3;
        out[o] = ENCODED_8[(linear(c) + linear(c + 3) + linear(below) + linear(below + 3) + 2) >> 2]!;
      }
}
