import { hexOfLab } from '../colour/hex.ts';
import type { Lab } from '../colour/lab.ts';
import { encodeJpeg } from '../pixels/encode.ts';
import { resize } from '../pixels/resize.ts';
import type { Raster } from '../pixels/types.ts';
import { rectangle, write } from './glyphs.ts';
import type { Drawn } from './heat-map.ts';
import { paint } from './sheet.ts';

export interface StripFrame {
  picture: Raster;
  mean: Lab;
  wanted: Lab;
}

const WIDEST = 1600;
const COLUMN = 260;
const GAP = 12;
const HEAD = 24;
const SPACE = 6;
const PATCH = 44;
const BARS = 132;
/** L*, a* or b* at a bar's full length, at least. */
const LEAST = 5;
const INK = [23, 23, 23];
const RULE = [170, 170, 170];
/** Too little and too much of L*, a* and b*, in the colours of the maps. */
const AXES = [
  { name: 'L*', below: [84, 39, 136], above: [224, 130, 20] },
  { name: 'a*', below: [39, 120, 30], above: [197, 27, 125] },
  { name: 'b*', below: [33, 102, 172], above: [230, 97, 1] },
] as const;

/**
 * The frames side by side: each with its number, its mean colour touching the one it should have, and signed bars of
 * what it has too much (up) or too little (down) of L*, a* and b*, all on one scale.
 */
export async function drawStrip(frames: readonly StripFrame[]): Promise<Drawn> {
  const column = Math.min(COLUMN, Math.floor((WIDEST - (frames.length - 1) * GAP) / frames.length));
  const pictures = frames.map(({ picture }) =>
    resize(picture, column, Math.round((column * picture.height) / picture.width)),
  );
  const tallest = Math.max(...pictures.map(({ height }) => height));
  const width = frames.length * (column + GAP) - GAP;
  const height = HEAD + tallest + SPACE + PATCH + BARS;
  const sheet: Raster = { width, height, data: new Uint8Array(width * height * 3).fill(255) };
  const full = Math.max(LEAST, ...frames.flatMap((frame) => differences(frame).map(Math.abs)));
  frames.forEach((frame, i) => {
    const left = i * (column + GAP);
    write(sheet, String(i + 1), left + column / 2, 5, 2, INK);
    paint(sheet, left, HEAD, pictures[i]!);
    patches(sheet, frame, left, HEAD + tallest + SPACE, column);
    bars(sheet, differences(frame), left, HEAD + tallest + SPACE + PATCH, column, full);
  });
  return { width, height, bytes: await encodeJpeg(sheet) };
}

const differences = ({ mean, wanted }: StripFrame): [number, number, number] => [
  mean[0] - wanted[0],
  mean[1] - wanted[1],
  mean[2] - wanted[2],
];

/** The frame's own mean at the left, the wanted one at the right, touching so that the join shows the difference. */
function patches(
  sheet: Raster,
  { mean, wanted }: StripFrame,
  left: number,
  top: number,
  column: number,
): void {
  const half = column >> 1;
  rectangle(sheet, left, top, half, PATCH, rgbOf(mean));
  rectangle(sheet, left + half, top, column - half, PATCH, rgbOf(wanted));
}

function bars(
  sheet: Raster,
  values: readonly number[],
  left: number,
  top: number,
  column: number,
  full: number,
): void {
  const middle = top + (BARS >> 1);
  const reach = (BARS >> 1) - 26;
  rectangle(sheet, left, middle, column, 1, RULE);
  const step = column / AXES.length;
  const wide = Math.round(step * 0.36);
  AXES.forEach(({ name, below, above }, i) => {
    const value = values[i]!;
    const centre = left + step * (i + 0.5);
    const length = Math.round((reach * Math.abs(value)) / full);
    const up = value > 0;
    rectangle(
      sheet,
      Math.round(centre - wide / 2),
      up ? middle - length : middle + 1,
      wide,
      length,
      up ? above : below,
    );
    // The number beyond the bar's end, the axis on the other side of the line.
    write(sheet, signed(value), centre, up ? middle - length - 20 : middle + length + 7, 2, INK);
    write(
      sheet,
      name,
      centre,
      up ? middle + 7 : middle - 20,
      2,
      RULE.map((v) => v - 60),
    );
  });
}

const signed = (value: number): string => {
  const text = Math.abs(value).toFixed(1);
  return text === '0.0' ? '0' : `${value < 0 ? '−' : '+'}${text}`;
};

const rgbOf = (lab: Lab): number[] => {
  const hex = hexOfLab(lab);
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
};
