/** By a region's cells, for as long as these are kept; nobody writes into it. */
const known = new WeakMap<Float32Array, Map<number, Float32Array>>();

/** 1 for cells that lie farther than `margin` cells from any cell touched by the region. */
export function protectedCells(
  cells: Float32Array,
  columns: number,
  rows: number,
  margin: number,
): Float32Array {
  const ofRegion = known.get(cells) ?? new Map<number, Float32Array>();
  known.set(cells, ofRegion);
  const out = ofRegion.get(margin) ?? farFrom(cells, columns, rows, margin);
  ofRegion.set(margin, out);
  return out;
}

function farFrom(cells: Float32Array, columns: number, rows: number, margin: number): Float32Array {
  const out = new Float32Array(cells.length).fill(1);
  for (let i = 0; i < cells.length; i++) {
    if (cells[i] === 0) continue;
    const row = Math.floor(i / columns);
    const column = i - row * columns;
    for (let y = Math.max(0, row - margin); y <= Math.min(rows - 1, row + margin); y++)
      out.fill(
        0,
        y * columns + Math.max(0, column - margin),
        y * columns + Math.min(columns, column + margin + 1),
      );
  }
  return out;
}
