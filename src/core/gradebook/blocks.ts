/** Rows that come into view together. Fewer cost a layout and a paint with every step of a scroll; more, a longer one. */
const BLOCK = 20;

/** Rows in blocks of twenty, the last one with what is left. */
export const blocksOf = <Row>(rows: readonly Row[]): Row[][] =>
  Array.from({ length: Math.ceil(rows.length / BLOCK) }, (_, n) => rows.slice(n * BLOCK, (n + 1) * BLOCK));
