/** Bytes of an RGB pixel. */
export const PIXEL: usize = 3;

/** A sum of codes × 2²², rounded and clamped to a code. */
// @ts-ignore: decorator
@inline
export function code(sum: i32): u8 {
  const rounded = (sum + (1 << 21)) >> 22;
  return <u8>min(255, max(0, rounded));
}
