import { labToLinearAt, linearToLab, type Lab } from '../colour/lab.ts';
import type { Cells } from './cells.ts';

/** Mean colour of the weighted cells in linear light, as L*a*b*: what the eye sees of a surface from afar. */
export function meanColour({ lab }: Cells, weights: ArrayLike<number>): Lab {
  let [red, green, blue, total] = [0, 0, 0, 0];
  const linear = new Float64Array(3);
  for (let i = 0; i < weights.length; i++) {
    const w = weights[i]!;
    if (w === 0) continue;
    labToLinearAt(lab, i * 3, linear);
    red += w * linear[0]!;
    green += w * linear[1]!;
    blue += w * linear[2]!;
    total += w;
  }
  if (total === 0) return [0, 0, 0];
  const out = new Float32Array(3);
  linearToLab(red / total, green / total, blue / total, out, 0);
  return [out[0]!, out[1]!, out[2]!];
}
