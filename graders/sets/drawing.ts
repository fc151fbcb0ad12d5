import { halve, normalise, smooth, type Field } from '../align/field.ts';
import { CELL, type Cells } from '../metrics/cells.ts';
import type { Size } from '../views/trusted.ts';

/** What is drawn in a picture, grade apart: L*, a* and b* by local contrast, one after the other. */
export interface Drawing {
  width: number;
  height: number;
  planes: [Float32Array, Float32Array, Float32Array];
}

/** Widest grid on which pictures are told apart. */
const WIDEST = 150;
/** Radius of the local normalisation, in samples. */
const RADIUS = 7;

export function drawingOf(cells: Cells, size: Size): Drawing {
  const fields = [0, 1, 2].map((channel) => {
    let field = channelField(cells, size, channel);
    while (field.width > WIDEST) field = halve(field);
    return normalise(smooth(field), RADIUS);
  });
  const [l, a, b] = fields as [Field, Field, Field];
  return { width: l.width, height: l.height, planes: [l.data, a.data, b.data] };
}

const known = new WeakMap<Cells, Drawing>();

/** The same of a picture of our own, whose cells stay in memory: made once as long as they do. */
export function keptDrawing(cells: Cells, size: Size): Drawing {
  const drawing = known.get(cells) ?? drawingOf(cells, size);
  known.set(cells, drawing);
  return drawing;
}

/** One channel of all whole cells. */
function channelField({ columns, lab }: Cells, size: Size, channel: number): Field {
  const width = Math.floor(size.width / CELL);
  const height = Math.floor(size.height / CELL);
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) data[y * width + x] = lab[(y * columns + x) * 3 + channel]!;
  return { width, height, data, cx: (width - 1) / 2, cy: (height - 1) / 2 };
}

/** Correlation −1..1 of the lightness of two drawings on one grid. */
export const likeness = (p: Drawing, q: Drawing): number =>
  correlation([p.planes[0]], [q.planes[0]], [new Float32Array(p.planes[0].length).fill(1)]);

/** The same with every sample by its weight: what no change of colour touches. */
export const likenessInTone = (p: Drawing, q: Drawing, weights: Drawing['planes']): number =>
  correlation([p.planes[0]], [q.planes[0]], [weights[0]]);

/** The same of lightness and colour together: what tells things apart that differ in colour only. */
export const likenessInColour = (p: Drawing, q: Drawing, weights: Drawing['planes']): number =>
  correlation(p.planes, q.planes, weights);

/** Where drawings differ among each other: their variance at every sample, with a little everywhere. */
export function distinction(drawings: readonly Drawing[]): Drawing['planes'] {
  const planes = [0, 1, 2].map((channel) => {
    const out = new Float32Array(drawings[0]!.planes[0].length);
    for (let i = 0; i < out.length; i++) {
      let [sum, squares] = [0, 0];
      for (const { planes: of } of drawings) {
        const value = of[channel]![i]!;
        sum += value;
        squares += value * value;
      }
      out[i] = Math.max(0, squares / drawings.length - (sum / drawings.length) ** 2) + 1e-4;
    }
    return out;
  });
  return planes as Drawing['planes'];
}

function correlation(
  p: readonly Float32Array[],
  q: readonly Float32Array[],
  w: readonly Float32Array[],
): number {
  let [pq, pp, qq] = [0, 0, 0];
  for (let channel = 0; channel < p.length; channel++) {
    const [a, b, weights] = [p[channel]!, q[channel]!, w[channel]!];
    const [meanA, meanB] = [weighted(a, weights), weighted(b, weights)];
    for (let i = 0; i < a.length; i++) {
      const [da, db] = [a[i]! - meanA, b[i]! - meanB];
      pq += weights[i]! * da * db;
      pp += weights[i]! * da * da;
      qq += weights[i]! * db * db;
    }
  }
  return pp > 0 && qq > 0 ? pq / Math.sqrt(pp * qq) : 0;
}

function weighted(values: Float32Array, weights: Float32Array): number {
  let [sum, total] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    sum += weights[i]! * values[i]!;
    total += weights[i]!;
  }
  return total > 0 ? sum / total : 0;
}
