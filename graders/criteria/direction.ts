const NAMES = ['magenta', 'orange', 'yellow', 'yellow-green', 'green', 'cyan', 'blue', 'violet'] as const;

/** The craft's name for a direction in the a*b* plane, in eighths of a turn from +a*. */
export function castName(da: number, db: number): string {
  const eighth = Math.round((Math.atan2(db, da) / (2 * Math.PI)) * 8);
  return NAMES[(eighth + 8) % 8]!;
}

/** One decimal below 10, whole above: no more digits than the method supports. */
export const rounded = (value: number): number =>
  Math.abs(value) < 10 ? Math.round(value * 10) / 10 : Math.round(value);

/** A share as per cent: one decimal below 10. */
export const percent = (share: number): number => rounded(share * 100);
