import { driftAcross, keptShare, tenth } from './straighten.ts';

/** Below this nobody sees a tilt; above, a horizon is where the eye starts to argue. */
const LEVEL = 0.1;

/**
 * Where the picture stands: the tilt that is left (clockwise positive: the right end is low), which way it falls, the
 * frame kept. `width`, `height` are those of the picture in full size.
 */
export function inWords(remaining: number, turned: number, width: number, height: number): string {
  return `${tiltInWords(remaining, width)} Frame kept: ${keptInWords(width, height, turned)}.`;
}

export function tiltInWords(remaining: number, width: number): string {
  const off = Math.abs(tenth(remaining));
  if (off === 0) return 'Level.';
  const low = remaining > 0 ? 'right' : 'left';
  const drift = Math.round(driftAcross(width, off));
  const size = `${off.toFixed(1)}°: the ${low} end lies ${drift} px low on ${width} px`;
  return off <= LEVEL ? `Level to the eye, ${size}.` : `Off by ${size}.`;
}

export function keptInWords(width: number, height: number, turned: number): string {
  return `${(100 * keptShare(width, height, turned)).toFixed(1)} %`;
}
