import { readFileSync } from 'node:fs';

/** Pointers are byte offsets into `memory`; what each does stands in `assembly/`. */
export interface Kernels {
  memory: WebAssembly.Memory;
  base(): number;
  addRow(row: number, width: number, table: number, sums: number): void;
  cellsToLab(sums: number, cells: number, scale: number, last: number, table: number, out: number): void;
  deltaE(p: number, q: number, out: number, pairs: number): void;
  mapRow(
    source: number,
    width: number,
    height: number,
    m: number,
    x: number,
    y: number,
    across: number,
    down: number,
    scratch: number,
    out: number,
    count: number,
  ): void;
  mapRowLinear(
    source: number,
    width: number,
    height: number,
    m: number,
    x: number,
    y: number,
    across: number,
    down: number,
    out: number,
    count: number,
  ): void;
  countRow(row: number, width: number, linear: number, curve: number, matrix: number, bins: number): void;
  sumBlocks(
    rows: number,
    stride: number,
    target: number,
    width: number,
    blocks: number,
    out: number,
    plane: number,
  ): void;
  compareWindows(
    above: number,
    here: number,
    plane: number,
    columns: number,
    c1: number,
    c2: number,
    values: number,
    energies: number,
  ): void;
  fineCells(
    rows: number,
    stride: number,
    target: number,
    width: number,
    cells: number,
    c2: number,
    out: number,
    plane: number,
  ): void;
  halveRows(
    above: number,
    below: number,
    width: number,
    table: number,
    coarse: number,
    next: number,
    out: number,
  ): void;
  normalEquations(...fieldsMotionStepOut: number[]): void;
  overlapSums(...fieldsMotionOut: number[]): void;
}

const PAGE = 65536;

function compile(): WebAssembly.Module | null {
  try {
    return new WebAssembly.Module(readFileSync(new URL('kernels.wasm', import.meta.url)));
  } catch (error) {
    // A processor without 128-bit lanes: the plain functions do the same, more slowly.
    if (error instanceof WebAssembly.CompileError) return null;
    throw error;
  }
}

const module = compile();

const instance = (): Kernels | null =>
  module && (new WebAssembly.Instance(module).exports as unknown as Kernels);

/** Up to so many bytes a memory for pictures is kept for the next one: growing it costs as much as a small decode. */
const KEPT = 64e6;
let large: Kernels | null = null;

/** Kernels for work on a whole picture that takes so many bytes, from one call at a time. */
export function largeKernels(bytes: number): Kernels | null {
  if (bytes > KEPT) return instance();
  return (large ??= instance());
}

/** The compiled kernels, or null where this machine cannot run them. One small memory, used from one call at a time. */
export const kernels: Kernels | null = instance();

/**
 * Lays out blocks of so many bytes one after the other, aligned to sixteen, from `from` on; grows the memory where it
 * must. Views of the memory made before are void afterwards.
 */
export function layOut({ memory }: Kernels, from: number, sizes: readonly number[]): number[] {
  let at = (from + 15) & ~15;
  const offsets = sizes.map((size) => {
    const offset = at;
    at = (at + size + 15) & ~15;
    return offset;
  });
  const missing = Math.ceil((at - memory.buffer.byteLength) / PAGE);
  if (missing > 0) memory.grow(missing);
  return offsets;
}
