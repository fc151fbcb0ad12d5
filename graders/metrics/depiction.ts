import type { Cells } from './cells.ts';

/** What tells a picture from a sheet of colours, a ramp or noise. */
interface Depiction {
  /** Share 0..1 of places where something begins or ends. */
  edges: number;
  /** Entropy 0..1 of the directions of those edges: stripes 0, a chequerboard 0.28, things above 0.6. */
  directions: number;
  /** Bend against slope, on average: a ramp 0, a soft vignette below 0.1, pictures 0.3 to 1.2, noise above 2. */
  roughness: number;
}

/** Difference of L*, a* and b* together between neighbouring blocks from which it is an edge. */
const EDGE = 2.5;
const BINS = 12;

/**
 * Statistics of a picture's cells, joined into about 48 blocks along the short side, so that size, grain and the blocks of
 * JPEG do not count. Slopes of L*a*b*
 * between neighbours, their directions, and how far each place departs from the mean of its neighbours. Natural pictures
 * fall off with spatial frequency and have edges in many directions; a sheet of swatches has two, a ramp no bends.
 */
export function depictionOf(cells: Cells): Depiction {
  const { columns, rows, lab } = atScale(cells);
  const directions = new Float64Array(BINS);
  let [edges, slope, bend, n] = [0, 0, 0, 0];
  for (let y = 1; y < rows - 1; y++)
    for (let x = 1; x < columns - 1; x++) {
      const i = y * columns + x;
      let [xx, yy, xy, bent] = [0, 0, 0, 0];
      for (let c = 0; c < 3; c++) {
        const [left, right] = [lab[(i - 1) * 3 + c]!, lab[(i + 1) * 3 + c]!];
        const [up, down] = [lab[(i - columns) * 3 + c]!, lab[(i + columns) * 3 + c]!];
        const [dx, dy] = [(right - left) / 2, (down - up) / 2];
        xx += dx * dx;
        yy += dy * dy;
        xy += dx * dy;
        bent += (lab[i * 3 + c]! - (left + right + up + down) / 4) ** 2;
      }
      const steep = Math.sqrt(xx + yy);
      n++;
      slope += steep;
      bend += Math.sqrt(bent);
      if (steep < EDGE) continue;
      edges++;
      const angle = Math.atan2(2 * xy, xx - yy) / 2 + Math.PI / 2;
      directions[Math.round((angle / Math.PI) * BINS) % BINS]! += steep;
    }
  return {
    edges: n > 0 ? edges / n : 0,
    directions: entropy(directions),
    roughness: slope > 1e-6 * n ? bend / slope : 0,
  };
}

/** Entropy 0..1 of shares. */
function entropy(counts: Float64Array): number {
  const sum = counts.reduce((all, one) => all + one, 0);
  if (sum === 0) return 0;
  let bits = 0;
  for (const count of counts) if (count > 0) bits -= (count / sum) * Math.log(count / sum);
  return bits / Math.log(counts.length);
}

/** Blocks along the short side that every picture is brought to, about. */
const SIDE = 48;

/** Means of square groups of cells, so that pictures of any size are read at one scale. */
function atScale({ columns, rows, lab }: Cells): Cells {
  const group = Math.max(1, Math.round(Math.min(columns, rows) / SIDE));
  const [w, h] = [Math.floor(columns / group), Math.floor(rows / group)];
  const out = new Float32Array(w * h * 3);
  for (let y = 0; y < h * group; y++)
    for (let x = 0; x < w * group; x++) {
      const to = (Math.floor(y / group) * w + Math.floor(x / group)) * 3;
      for (let c = 0; c < 3; c++) out[to + c]! += lab[(y * columns + x) * 3 + c]! / group ** 2;
    }
  return { columns: w, rows: h, lab: out };
}
