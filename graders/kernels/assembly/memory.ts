/** First byte that the host may use. */
export function base(): usize {
  return __heap_base;
}
