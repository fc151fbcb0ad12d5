import { CELL } from '../metrics/cells.ts';
import { halve, normalise, resampled, smooth, type Field } from './field.ts';
import { fft2, ifft2 } from './phase.ts';
import { atOnePitch } from './pitch.ts';
import { levelsOf, type Estimate } from './register.ts';
import { likeness } from './likeness.ts';
import { refine, STILL, toSimilarity, type Motion } from './refine.ts';

/** Side of the square that is correlated, and the longest side of the whole in it: the rest is room for the shift. */
const SIDE = 128;
const LONGEST = 116;
/** Shares of the whole's width that a crop is looked for at, 5 % apart. */
const SHARES = Array.from({ length: 33 }, (_, i) => 1.05 ** -i);
/** Samples by which a crop may lie beyond the whole. */
const SLACK = 2;
/** Least side of a crop in samples: below, chance finds it anywhere. */
const LEAST = 14;
const KEPT = 8;
const RADIUS = 7;

/**
 * Finds of which part of `whole` a `source` is a crop, down to a fifth of its width and resampled in any ratio: at every
 * size the source is correlated with the whole at 128×128, normalised by the whole's energy beneath it (Lewis 1995),
 * and the best eight are refined. Turned by more than about three degrees it is not found.
 */
export function registerCrop(source: Field, whole: Field): Estimate {
  const wholes = levelsOf(whole);
  let level = 0;
  while (Math.max(wholes[level]!.width, wholes[level]!.height) > LONGEST && level < wholes.length - 1)
    level++;
  const coarse = wholes[level]!;
  const stack = [source];
  while (stack.at(-1)!.width > 40) stack.push(halve(stack.at(-1)!));
  const spectrum = fft2(padded(coarse), SIDE);
  const energy = summed(coarse);

  const tried: { motion: Motion; peak: number; part: Field }[] = [];
  for (const share of SHARES) {
    const pitch = source.width / (share * coarse.width);
    const [width, height] = [Math.round(source.width / pitch), Math.round(source.height / pitch)];
    if (height > coarse.height * 1.02 || Math.min(width, height) < LEAST) continue;
    const part = normalise(smooth(resampled(stack, width, height)), RADIUS);
    const hit = correlated(spectrum, part, coarse, energy);
    tried.push({
      motion: {
        a: 1,
        b: 0,
        dx: coarse.cx - part.cx - hit.x,
        dy: coarse.cy - part.cy - hit.y,
      },
      peak: hit.peak,
      part,
    });
  }
  tried.sort((p, q) => q.peak - p.peak);
  let best: { motion: Motion; likeness: number } | null = null;
  for (const { motion, part } of tried.slice(0, KEPT)) {
    const refined = refine(part, coarse, motion, 20);
    const { correlation, overlap } = likeness(part, coarse, refined);
    const pitch = source.width / part.width;
    if (overlap > 0.5 && correlation > (best?.likeness ?? 0))
      best = { motion: scaled(refined, pitch / 2 ** level, pitch), likeness: correlation };
  }
  return best ? polished(source, whole, best.motion) : { ...toSimilarity(STILL, CELL), likeness: 0, asIs: 0 };
}

/** Refined once more with both fields at the coarser one's pitch. */
function polished(source: Field, whole: Field, motion: Motion): Estimate {
  const at = atOnePitch(source, whole, Math.hypot(motion.a, motion.b));
  const [s, w] = [at.sourceStep, at.frameStep];
  const refined = refine(at.source, at.frame, scaled(motion, w / s, 1 / s));
  const { correlation } = likeness(at.source, at.frame, refined);
  return { ...toSimilarity(scaled(refined, s / w, s), CELL), likeness: correlation, asIs: 0 };
}

const scaled = ({ a, b, dx, dy }: Motion, turn: number, shift: number): Motion => ({
  a: a * turn,
  b: b * turn,
  dx: dx * shift,
  dy: dy * shift,
});

function padded({ width, height, data }: Field): Float64Array {
  const out = new Float64Array(SIDE * SIDE);
  for (let y = 0; y < height; y++) out.set(data.subarray(y * width, (y + 1) * width), y * SIDE);
  return out;
}

/** Sums of squares over all rectangles from the top left corner, one row and column more than the field. */
function summed({ width, height, data }: Field): Float64Array {
  const out = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y++)
    for (let x = 0, row = 0; x < width; x++) {
      row += data[y * width + x]! ** 2;
      out[(y + 1) * (width + 1) + x + 1] = out[y * (width + 1) + x + 1]! + row;
    }
  return out;
}

/** Where the part's top left corner lies best in the whole, up to two samples beyond its border. */
function correlated(
  whole: Float64Array,
  part: Field,
  { width, height }: Field,
  energy: Float64Array,
): { x: number; y: number; peak: number } {
  const mine = fft2(padded(part), SIDE);
  const cross = new Float64Array(whole.length);
  for (let i = 0; i < cross.length; i += 2) {
    cross[i] = whole[i]! * mine[i]! + whole[i + 1]! * mine[i + 1]!;
    cross[i + 1] = whole[i + 1]! * mine[i]! - whole[i]! * mine[i + 1]!;
  }
  const surface = ifft2(cross, SIDE);
  const own = part.data.reduce((sum, v) => sum + v * v, 0);
  const below = (x: number, y: number): number =>
    energy[Math.min(height, Math.max(0, y)) * (width + 1) + Math.min(width, Math.max(0, x))]!;
  let best = { x: 0, y: 0, peak: -Infinity };
  for (let y = -SLACK; y <= height - part.height + SLACK; y++)
    for (let x = -SLACK; x <= width - part.width + SLACK; x++) {
      const value = surface[2 * (((y + SIDE) % SIDE) * SIDE + ((x + SIDE) % SIDE))]!;
      const [right, bottom] = [x + part.width, y + part.height];
      const under = below(right, bottom) - below(x, bottom) - below(right, y) + below(x, y);
      const peak = value / Math.sqrt(own * under + 1e-9);
      if (peak > best.peak) best = { x, y, peak };
    }
  return best;
}
