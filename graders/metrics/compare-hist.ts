type Bins = ArrayLike<number>;

/** Distances and likenesses of two histograms, after OpenCV's `compareHist` (modules/imgproc/src/histogram.cpp). */

/** Pearson correlation of the bins: 1 is alike. */
export function correlation(a: Bins, b: Bins): number {
  const { n, sa, sb, saa, sbb, sab } = moments(a, b);
  const below = (saa - (sa * sa) / n) * (sbb - (sb * sb) / n);
  return Math.abs(below) > Number.EPSILON ? (sab - (sa * sb) / n) / Math.sqrt(below) : 1;
}

/** Σ (a − b)² / a over bins where a > 0. */
export const chiSquare = (a: Bins, b: Bins): number =>
  fold(a, (x, i) => (x > Number.EPSILON ? (x - b[i]!) ** 2 / x : 0));

/** 2 · Σ (a − b)² / (a + b). */
export const chiSquareAlt = (a: Bins, b: Bins): number =>
  2 * fold(a, (x, i) => (x + b[i]! > Number.EPSILON ? (x - b[i]!) ** 2 / (x + b[i]!) : 0));

/** Σ min(a, b). */
export const intersection = (a: Bins, b: Bins): number => fold(a, (x, i) => Math.min(x, b[i]!));

/** Hellinger distance (OpenCV calls it Bhattacharyya): √(1 − Σ √(a·b) / √(Σa·Σb)), 0 alike, 1 disjoint. */
export function hellinger(a: Bins, b: Bins): number {
  const { sa, sb } = moments(a, b);
  if (sa === 0 || sb === 0) return sa === sb ? 0 : 1;
  const overlap = fold(a, (x, i) => Math.sqrt(x * b[i]!)) / Math.sqrt(sa * sb);
  return Math.sqrt(Math.max(0, 1 - overlap));
}

/** Kullback–Leibler divergence Σ a · ln(a / b); an empty b counts as 1e-10. */
export const kullbackLeibler = (a: Bins, b: Bins): number =>
  fold(a, (x, i) =>
    Math.abs(x) <= Number.EPSILON ? 0 : x * Math.log(x / (Math.abs(b[i]!) <= Number.EPSILON ? 1e-10 : b[i]!)),
  );

function fold(a: Bins, term: (value: number, i: number) => number): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += term(a[i]!, i);
  return sum;
}

function moments(a: Bins, b: Bins) {
  let [sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const x = a[i]!;
    const y = b[i]!;
    sa += x;
    sb += y;
    saa += x * x;
    sbb += y * y;
    sab += x * y;
  }
  return { n: a.length, sa, sb, saa, sbb, sab };
}
