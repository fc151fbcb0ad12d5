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

/** `ENCODED_8` in 5 kB, which stays in the processor's nearest cache: the code of every sixteenth step of light, and where the next code begins. */
const COARSE = Uint8Array.from({ length: 4096 }, (_, i) => ENCODED_8[i * 16]!);
const NEXT = new Uint32Array(256).fill(65536);
for (let light = 1; light < 65536; light++)
  if (ENCODED_8[light] !== ENCODED_8[light - 1]) NEXT[ENCODED_8[light - 1]!] = light;

function compiledHalves(
  picture: Raster,
  width: number,
  height: number,
  out: Uint8Array,
  compiled: Kernels,
): void {
  const stride = picture.width * 3;
  const [table, coarse, next, rows, line] = layOut(compiled, compiled.base(), [
    1024,
    COARSE.length,
    1024,
    stride * 2,
    width * 3,
  ]) as [number, number, number, number, number];
  const { buffer } = compiled.memory;
  new Uint32Array(buffer, table, 256).set(LINEAR_16);
  new Uint8Array(buffer, coarse, COARSE.length).set(COARSE);
  new Uint32Array(buffer, next, 256).set(NEXT);
  const rowsView = new Uint8Array(buffer, rows, stride * 2);
  const lineView = new Uint8Array(buffer, line, width * 3);
  for (let y = 0; y < height; y++) {
    rowsView.set(picture.data.subarray(2 * y * stride, (2 * y + 2) * stride));
    compiled.halveRows(rows, rows + stride, width, table, coarse, next, line);
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
