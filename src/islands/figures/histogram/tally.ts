/** The histogram of a picture, and what it has lost at both ends. */
export interface Tally {
  /** Pixels by luma code, 256 counts. */
  luma: Uint32Array;
  /** Shares 0..1 of pixels with at least two channels at 1 or below, and at 254 or above: as the grader counts them. */
  blocked: number;
  burnt: number;
  /** Luma codes below which 0.5 % and 99.5 % of the pixels lie. */
  darkest: number;
  brightest: number;
}

/** Luma Y' of ITU-R BT.709 by integer weights. */
const luma = (r: number, g: number, b: number): number => (54 * r + 183 * g + 19 * b + 128) >> 8;

const isBlocked = (r: number, g: number, b: number): boolean => +(r < 2) + +(g < 2) + +(b < 2) > 1;
const isBurnt = (r: number, g: number, b: number): boolean => +(r > 253) + +(g > 253) + +(b > 253) > 1;

const BURNT = [226, 38, 28] as const;
const BLOCKED = [28, 84, 226] as const;

/**
 * Runs all pixels of `from` (RGBA) through the table into `to` and counts them. With `mark`, burnt pixels are painted
 * red, blocked ones blue, and the rest is drawn back to a pale grey.
 */
export function develop(
  from: Uint8ClampedArray,
  to: Uint8ClampedArray,
  table: Float32Array,
  mark = false,
): Tally {
  const codes = Uint8Array.from(table, (value) => Math.round(value));
  const bins = new Uint32Array(256);
  let blocked = 0;
  let burnt = 0;
  for (let i = 0; i < from.length; i += 4) {
    const r = codes[from[i]!]!;
    const g = codes[from[i + 1]!]!;
    const b = codes[from[i + 2]!]!;
    const y = luma(r, g, b);
    bins[y]!++;
    const low = isBlocked(r, g, b);
    const high = isBurnt(r, g, b);
    if (low) blocked++;
    if (high) burnt++;
    const grey = 96 + (y >> 1);
    const [red, green, blue] = !mark ? [r, g, b] : high ? BURNT : low ? BLOCKED : [grey, grey, grey];
    to[i] = red;
    to[i + 1] = green;
    to[i + 2] = blue;
    to[i + 3] = 255;
  }
  const total = from.length / 4;
  return {
    luma: bins,
    blocked: blocked / total,
    burnt: burnt / total,
    darkest: percentile(bins, 0.005 * total),
    brightest: percentile(bins, 0.995 * total),
  };
}

function percentile(bins: Uint32Array, below: number): number {
  let seen = 0;
  for (let code = 0; code < 256; code++) {
    seen += bins[code]!;
    if (seen >= below) return code;
  }
  return 255;
}
