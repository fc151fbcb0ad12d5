import { PIXEL } from './pixel';

/**
 * Two rows of RGB at `above` and `below` → one of half the width, means in linear light. `table`: 256 × u32, linear
 * light of a code. `coarse`: 4096 codes, each of the least of sixteen steps of linear light; `next`: 256 × u32, from
 * which light on a code is the next one. Sixteen steps never hold two codes' borders.
 */
export function halveRows(
  above: usize, below: usize, width: i32, table: usize, coarse: usize, next: usize, out: usize,
): void {
  for (const end = out + <usize>width * PIXEL; out < end; above += 3, below += 3)
    for (let c: usize = 0; c < PIXEL; c++, above++, below++, out++) {
      const sum =
        load<u32>(table + (<usize>load<u8>(above) << 2)) +
        load<u32>(table + (<usize>load<u8>(above, 3) << 2)) +
        load<u32>(table + (<usize>load<u8>(below) << 2)) +
        load<u32>(table + (<usize>load<u8>(below, 3) << 2));
      const light = (sum + 2) >> 2;
      const code = <u32>load<u8>(coarse + <usize>(light >> 4));
      store<u8>(out, code + u32(light >= load<u32>(next + (<usize>code << 2))));
    }
}
