import type { Pixels } from '../healing/pixels.ts';

/** A stretch of rows across an upright edge, whole px; `right` and `bottom` excluded. */
export interface Stretch {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Luma (0–255) from left to right, the mean of the stretch's rows. */
export function profileAcross({ width, data }: Pixels, { left, right, top, bottom }: Stretch): number[] {
  return Array.from({ length: right - left }, (_, k) => {
    let sum = 0;
    for (let y = top; y < bottom; y++) {
      const i = 4 * (y * width + left + k);
      sum += 0.2126 * data[i]! + 0.7152 * data[i + 1]! + 0.0722 * data[i + 2]!;
    }
    return sum / (bottom - top);
  });
}

/** Standard deviation of luma (0–255) within a plain patch: its noise. */
export function noiseIn({ width, data }: Pixels, { left, right, top, bottom }: Stretch): number {
  let [n, sum, squares] = [0, 0, 0];
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      const i = 4 * (y * width + x);
      const luma = 0.2126 * data[i]! + 0.7152 * data[i + 1]! + 0.0722 * data[i + 2]!;
      n++;
      sum += luma;
      squares += luma * luma;
    }
  return Math.sqrt(Math.max(0, squares / n - (sum / n) ** 2));
}

/** What a profile says of its edge. */
export interface EdgeReading {
  /** px over which it climbs from a tenth to nine tenths of the step between the two sides. */
  rise: number;
  /** Levels by which it shoots beyond what the unsharpened one reaches, on the bright and on the dark side. */
  light: number;
  dark: number;
  /** px over which the larger of the two stays above half of itself. */
  width: number;
}

/** `before`: the unsharpened profile of the same stretch; the step between its extremes is the edge. */
export function readEdge(now: readonly number[], before: readonly number[]): EdgeReading {
  const [low, high] = [Math.min(...before), Math.max(...before)];
  const light = Math.max(0, Math.max(...now) - high);
  const dark = Math.max(0, low - Math.min(...now));
  const beyond = now.map((v) => (light >= dark ? v - high : low - v));
  const half = Math.max(light, dark) / 2;
  return {
    rise: riseOf(now, low + 0.1 * (high - low), low + 0.9 * (high - low)),
    light,
    dark,
    width: half > 0 ? beyond.filter((v) => v > half).length : 0,
  };
}

/** px between the places where the profile passes both levels, on the way through its middle; linear between pixels. */
function riseOf(profile: readonly number[], from: number, to: number): number {
  const falling = profile[0]! > profile.at(-1)!;
  const values = falling ? [...profile].reverse() : profile;
  const middle = values.findIndex((v) => v >= (from + to) / 2);
  let start = middle;
  while (start > 0 && values[start]! > from) start--;
  let end = middle;
  while (end < values.length - 1 && values[end]! < to) end++;
  return at(values, end, to) - at(values, start + 1, from);
}

/** Where between pixel `i − 1` and `i` the level is passed. */
function at(values: readonly number[], i: number, level: number): number {
  const [a, b] = [values[i - 1] ?? level, values[i]!];
  return a === b ? i : i - 1 + (level - a) / (b - a);
}
