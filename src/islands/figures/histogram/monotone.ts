export interface Point {
  x: number;
  y: number;
}

/**
 * The smooth curve through points of ascending x that never turns back between two of them: cubic Hermite with the
 * harmonic-mean tangents of Fritsch & Butland 1984. Flat beyond the ends.
 */
export function monotoneCurve(points: readonly Point[]): (x: number) => number {
  const tangents = points.map((point, i) => {
    const before = points[i - 1] && slope(points[i - 1]!, point);
    const after = points[i + 1] && slope(point, points[i + 1]!);
    if (before === undefined || after === undefined) return before ?? after ?? 0;
    return before * after <= 0 ? 0 : (2 * before * after) / (before + after);
  });
  const first = points[0]!;
  const last = points[points.length - 1]!;
  return (x) => {
    if (x <= first.x) return first.y;
    if (x >= last.x) return last.y;
    const i = points.findLastIndex((point) => point.x <= x);
    const from = points[i]!;
    const to = points[i + 1]!;
    const span = to.x - from.x;
    const t = (x - from.x) / span;
    const u = 1 - t;
    return (
      u * u * (1 + 2 * t) * from.y +
      t * t * (3 - 2 * t) * to.y +
      t * u * span * (u * tangents[i]! - t * tangents[i + 1]!)
    );
  };
}

const slope = (from: Point, to: Point): number => (to.y - from.y) / (to.x - from.x);
