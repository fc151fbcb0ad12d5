import { monotoneCurve, type Point } from './monotone.ts';

/** Levels first, then a curve: what every editor's dialog of that name does, in code values. */
export interface Tone {
  /** Input codes 0..255 that become 0 and 255. */
  black: number;
  white: number;
  /** Above 1 lifts the midtones, below 1 lowers them. */
  gamma: number;
  /** Three points of the curve over the levelled value: x and y 0..1, both ascending. */
  points: readonly [Point, Point, Point];
}

export const UNTOUCHED: Tone = {
  black: 0,
  white: 255,
  gamma: 1,
  points: [
    { x: 0.25, y: 0.25 },
    { x: 0.5, y: 0.5 },
    { x: 0.75, y: 0.75 },
  ],
};

/** Black and white never come closer than this many codes. */
export const LEAST_RANGE = 16;
const LEAST_GAP = 0.03;

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Output code 0..255 for every input code 0..255, not rounded. */
export function transferTable({ black, white, gamma, points }: Tone): Float32Array {
  const curve = monotoneCurve([{ x: 0, y: 0 }, ...points, { x: 1, y: 1 }]);
  return Float32Array.from({ length: 256 }, (_, code) => {
    const levelled = clamp((code - black) / (white - black), 0, 1) ** (1 / gamma);
    return 255 * curve(levelled);
  });
}

/** Where a curve point stands in the plot: input and output code. */
export function placeOf(tone: Tone, index: number): { input: number; output: number } {
  const { x, y } = tone.points[index]!;
  return { input: tone.black + (tone.white - tone.black) * x ** tone.gamma, output: 255 * y };
}

/** The tone with one curve point moved to input and output codes, held between its neighbours. */
export function movePoint(tone: Tone, index: number, input: number, output: number): Tone {
  const before = tone.points[index - 1] ?? { x: 0, y: 0 };
  const after = tone.points[index + 1] ?? { x: 1, y: 1 };
  const levelled = clamp((input - tone.black) / (tone.white - tone.black), 0, 1) ** (1 / tone.gamma);
  const moved = {
    x: clamp(levelled, before.x + LEAST_GAP, after.x - LEAST_GAP),
    y: clamp(output / 255, before.y, after.y),
  };
  const [a, b, c] = tone.points.map((point, i) => (i === index ? moved : point)) as [Point, Point, Point];
  return { ...tone, points: [a, b, c] };
}

/** The tone with another black or white point, the two kept apart. */
export const withBlack = (tone: Tone, black: number): Tone => ({
  ...tone,
  black: clamp(Math.round(black), 0, tone.white - LEAST_RANGE),
});
export const withWhite = (tone: Tone, white: number): Tone => ({
  ...tone,
  white: clamp(Math.round(white), tone.black + LEAST_RANGE, 255),
});
