import { PIXEL } from './pixel';

/** Two rows of RGB at `above` and `below` → one of half the width, means in linear light. `encode`: 65536 codes. */
export function halveRows(above: usize, below: usize, width: i32, table: usize, encode: usize, out: usize): void {
  for (let i = 0; i < width; i++, above += 6, below += 6, out += PIXEL)
    for (let c: usize = 0; c < PIXEL; c++) {
      const sum =
        load<u32>(table + (<usize>load<u8>(above + c) << 2)) +
        load<u32>(table + (<usize>load<u8>(above + c, 3) << 2)) +
        load<u32>(table + (<usize>load<u8>(below + c) << 2)) +
        load<u32>(table + (<usize>load<u8>(below + c, 3) << 2));
      store<u8>(out + c, load<u8>(encode + <usize>((sum + 2) >> 2)));
    }
}
