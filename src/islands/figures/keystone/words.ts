/** Below this nobody sees it; what a careful hand reaches. */
const TRUE = 0.3;

const degrees = (value: number) => `${Math.abs(value).toFixed(1)}°`;

/** Whether the house stands: the convergence that is left, and how its floors fall. Both in degrees. */
export function standing(converging: number, falling: number): string {
  const upright = Math.abs(converging) <= TRUE;
  const level = Math.abs(falling) <= TRUE;
  if (upright && level) return 'Upright and level.';
  const verticals = upright
    ? 'The verticals are parallel'
    : converging > 0
      ? `The verticals draw together by ${degrees(converging)}`
      : `The verticals part by ${degrees(converging)}: past upright`;
  if (level) return `${verticals}.`;
  return `${verticals}, and the floors fall by ${degrees(falling)} to the ${falling > 0 ? 'right' : 'left'}.`;
}

/** A lean in words; positive leans to the right. */
export const leanInWords = (lean: number): string =>
  Math.abs(lean) < 0.05 ? '0.0°' : `${degrees(lean)} to the ${lean > 0 ? 'right' : 'left'}`;
