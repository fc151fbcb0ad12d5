import { PIXEL } from './pixel';

const STEPS: f64 = 16384;

/** A code's linear light by the host's table. */
// @ts-ignore: decorator
@inline
function linear(table: usize, at: usize): u32 {
  return load<u32>(table + (<usize>load<u8>(at) << 2));
}

// @ts-ignore: decorator
@inline
function add(to: usize, r: u32, g: u32, b: u32): void {
  store<u32>(to, load<u32>(to) + r);
  store<u32>(to, load<u32>(to, 4) + g, 4);
  store<u32>(to, load<u32>(to, 8) + b, 8);
}

/** The sum of one channel over a whole cell's eight pixels, written out: a loop costs a third more. */
// @ts-ignore: decorator
@inline
function eight(table: usize, at: usize): u32 {
  return linear(table, at) + linear(table, at + 3) + linear(table, at + 6) + linear(table, at + 9) +
    linear(table, at + 12) + linear(table, at + 15) + linear(table, at + 18) + linear(table, at + 21);
}

/**
 * Adds one row of 8-bit sRGB at `row` to the sums of its cells of eight pixels, in 16-bit linear light.
 * `table`: 256 × u32. `sums`: three u32 a cell, added to.
 */
export function addRow(row: usize, width: i32, table: usize, sums: usize): void {
  let at = row;
  let to = sums;
  for (let cells = width >> 3; cells > 0; cells--, at += 24, to += 12)
    add(to, eight(table, at), eight(table, at + 1), eight(table, at + 2));
  const end = row + <usize>width * PIXEL;
  if (at == end) return;
  let r: u32 = 0, g: u32 = 0, b: u32 = 0;
  for (; at < end; at += PIXEL) {
    r += linear(table, at);
    g += linear(table, at + 1);
    b += linear(table, at + 2);
  }
  add(to, r, g, b);
}

/** f(t) of L*a*b*, by the host's table of f64, interpolated. `t` in steps. */
// @ts-ignore: decorator
@inline
function curve(table: usize, t: f64): f64 {
  const i = t < STEPS ? <i32>t : <i32>STEPS;
  const p = table + (<usize>i << 3);
  const low = load<f64>(p);
  return low + (load<f64>(p, 8) - low) * (t - <f64>i);
}

/**
 * Sums of cells → L*a*b* triples of f32 at `out`, the same operations in the same order as `linearArrayToLab`.
 * `scale` turns the sum of a whole cell into its mean 0..1, `last` that of the row's last cell, which may be narrower.
 */
export function cellsToLab(sums: usize, cells: i32, scale: f64, last: f64, table: usize, out: usize): void {
  for (let i = 0; i < cells; i++) {
    const s = i == cells - 1 ? last : scale;
    const r = <f64>load<u32>(sums) * s;
    const g = <f64>load<u32>(sums, 4) * s;
    const b = <f64>load<u32>(sums, 8) * s;
    const fx = curve(table, ((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047) * STEPS);
    const fy = curve(table, (0.2126729 * r + 0.7151522 * g + 0.072175 * b) * STEPS);
    const fz = curve(table, ((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883) * STEPS);
    store<f32>(out, <f32>(116 * fy - 16));
    store<f32>(out, <f32>(500 * (fx - fy)), 4);
    store<f32>(out, <f32>(200 * (fy - fz)), 8);
    sums += 12;
    out += 12;
  }
}
