const POW_25_7 = 25 ** 7;
const RADIANS = Math.PI / 180;

/**
 * ΔE00 of two L*a*b* colours, kL = kC = kH = 1. Sharma, Wu & Dalal 2005, "The CIEDE2000 Color-Difference Formula".
 * The mean hue is kept as a direction and its multiples come from addition theorems, so that a pair costs no
 * trigonometry but for blues, where the rotation term matters.
 */
export function ciede2000(one: Triple, two: Triple): number {
  const out = new Float32Array(1);
  ciede2000At(one, two, 0, out, 0);
  return out[0]!;
}

type Triple = readonly [number, number, number];

/** The same for the triples that start at `at` in two arrays, written to `out[to]`: no number is boxed on the way. */
export function ciede2000At(
  p: ArrayLike<number>,
  q: ArrayLike<number>,
  at: number,
  out: Float32Array,
  to: number,
): void {
  const l1 = p[at]!;
  const a1 = p[at + 1]!;
  const b1 = p[at + 2]!;
  const l2 = q[at]!;
  const a2 = q[at + 1]!;
  const b2 = q[at + 2]!;
  const chroma = (Math.sqrt(a1 * a1 + b1 * b1) + Math.sqrt(a2 * a2 + b2 * b2)) / 2;
  const stretch = 1.5 - 0.5 * saturation(chroma);
  const p1 = a1 * stretch;
  const p2 = a2 * stretch;
  const c1 = Math.sqrt(p1 * p1 + b1 * b1);
  const c2 = Math.sqrt(p2 * p2 + b2 * b2);
  const dl = l2 - l1;
  const dc = c2 - c1;

  // ΔH'² = |Δ|² − ΔC'², its sign from the cross product.
  const dh2 = (p2 - p1) * (p2 - p1) + (b2 - b1) * (b2 - b1) - dc * dc;
  const dh = c1 * c2 === 0 || dh2 <= 0 ? 0 : p1 * b2 < p2 * b1 ? -Math.sqrt(dh2) : Math.sqrt(dh2);

  // Mean hue over the shorter arc: the direction of the summed unit vectors; a grey leaves the other's hue.
  let x = (c1 > 0 ? p1 / c1 : 0) + (c2 > 0 ? p2 / c2 : 0);
  let y = (c1 > 0 ? b1 / c1 : 0) + (c2 > 0 ? b2 / c2 : 0);
  const length = Math.sqrt(x * x + y * y);
  if (length > 1e-9) {
    x /= length;
    y /= length;
  } else if (c1 * c2 > 0) {
    // Exactly opposite hues: the formula takes the mean of the two angles counted from 0 to 360°.
    const hue = (Math.atan2(b1, p1) + Math.atan2(b2, p2)) / 2 + (b1 < 0 !== b2 < 0 ? Math.PI : 0);
    x = Math.cos(hue);
    y = Math.sin(hue);
  } else {
    x = 1;
  }
  const x2 = x * x - y * y;
  const y2 = 2 * x * y;
  const x3 = x * x2 - y * y2;
  const y3 = y * x2 + x * y2;
  const x4 = x2 * x2 - y2 * y2;
  const y4 = 2 * x2 * y2;
  const t =
    1 - 0.17 * (x * C30 + y * S30) + 0.24 * x2 + 0.32 * (x3 * C6 - y3 * S6) - 0.2 * (x4 * C63 + y4 * S63);

  const cMean = (c1 + c2) / 2;
  const lOff = ((l1 + l2) / 2 - 50) * ((l1 + l2) / 2 - 50);
  const L = dl / (1 + (0.015 * lOff) / Math.sqrt(20 + lOff));
  const C = dc / (1 + 0.045 * cMean);
  const H = dh / (1 + 0.015 * cMean * t);
  const square = L * L + C * C + H * H + rotation(x, y, cMean) * C * H;
  out[to] = square > 0 ? Math.sqrt(square) : 0;
}

/** √(c⁷ / (c⁷ + 25⁷)). */
function saturation(c: number): number {
  const c2 = c * c;
  const c7 = c2 * c2 * c2 * c;
  return Math.sqrt(c7 / (c7 + POW_25_7));
}

/** R_T; a quarter turn away from 275° its exponential is below 3·10⁻⁶. */
function rotation(x: number, y: number, cMean: number): number {
  if (x * C275 + y * S275 <= 0) return 0;
  const hue = Math.atan2(y, x) / RADIANS;
  const turn = ((hue < 0 ? hue + 360 : hue) - 275) / 25;
  return -2 * saturation(cMean) * Math.sin(60 * RADIANS * Math.exp(-turn * turn));
}

const C275 = Math.cos(275 * RADIANS);
const S275 = Math.sin(275 * RADIANS);
const C30 = Math.cos(30 * RADIANS);
const S30 = Math.sin(30 * RADIANS);
const C6 = Math.cos(6 * RADIANS);
const S6 = Math.sin(6 * RADIANS);
const C63 = Math.cos(63 * RADIANS);
const S63 = Math.sin(63 * RADIANS);
