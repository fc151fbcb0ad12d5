import type { Lab } from './patch.ts';

/** Upper bounds of the chroma C*ab of a patch that ought to be grey, and what one says of it. */
const STRENGTHS: [number, string][] = [
  [2.5, 'a trace of'],
  [6, 'slightly'],
  [12, 'clearly'],
  [Infinity, 'strongly'],
];

/** Hue angles h_ab in degrees from which on a cast bears the name. */
const HUES: [number, string][] = [
  [0, 'magenta'],
  [25, 'red'],
  [55, 'orange'],
  [80, 'yellow'],
  [110, 'yellow-green'],
  [140, 'green'],
  [190, 'cyan'],
  [235, 'blue'],
  [290, 'violet'],
  [325, 'magenta'],
];

/** Below this chroma a large grey area looks grey to nearly everyone. */
export const UNSEEN = 1;

export const chroma = ([, a, b]: Lab): number => Math.hypot(a, b);

/** The cast of a patch that ought to be grey, in words. */
export function castInWords(lab: Lab): string {
  const c = chroma(lab);
  if (c < UNSEEN) return 'The patch is neutral: no cast that an eye would find in it.';
  const strength = STRENGTHS.find(([bound]) => c < bound)![1];
  const degrees = ((Math.atan2(lab[2], lab[1]) * 180) / Math.PI + 360) % 360;
  const hue = HUES.findLast(([from]) => degrees >= from)![1];
  return strength === 'a trace of'
    ? `A trace of ${hue}, chroma ${c.toFixed(1)}.`
    : `Cast: ${strength} ${hue}, chroma ${c.toFixed(1)}.`;
}

/** Lamps and daylight lie close to one line of colours: undoing them takes little tint (of 100) either way. */
const USUAL_TINT = 16;

/**
 * What speaks against taking a patch for a grey; null when nothing does. `lab` and the share `clipped` are those of the
 * untouched file, `tint` is the slider position that would make the patch grey.
 */
export function doubtOf(lab: Lab, clipped: number, tint: number): string | null {
  if (clipped > 0.05)
    return 'Part of this patch is burnt. A clipped channel no longer tells the colour of the light.';
  if (lab[0] < 18) return 'This patch is so dark that noise decides its colour. Take something lighter.';
  if (chroma(lab) > 38)
    return 'This surface has a strong colour of its own. Make it grey and its complement covers the frame.';
  if (Math.abs(tint) > USUAL_TINT) {
    return `As a grey it would ask for a tint of ${signed(tint)}, more than daylight and lamps do. Is it grey in life?`;
  }
  return null;
}

/** A signed number with a true minus sign. */
export const signed = (value: number, digits = 0): string => {
  const text = Math.abs(value).toFixed(digits);
  return Number(text) === 0 ? text : `${value < 0 ? '−' : '+'}${text}`;
};
