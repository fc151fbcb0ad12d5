import type { Tally } from './tally.ts';

/** A share in per cent, with one decimal below ten. */
export function percent(share: number): string {
  const value = 100 * share;
  if (value > 0 && value < 0.1) return 'under 0.1 %';
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} %`;
}

/** Losses of up to this share are what a lamp or a glint may cost. */
const HARMLESS = 0.002;

/** What an art director would say to the present state, in one or two sentences. */
export function verdict({ darkest, brightest, blocked, burnt }: Tally): string {
  if (burnt > HARMLESS && blocked > HARMLESS) {
    return `Too hard at both ends: ${percent(burnt)} burnt, ${percent(blocked)} blocked. Move both points outwards.`;
  }
  if (burnt > HARMLESS) {
    return `The highlights burn: ${percent(burnt)} of the frame has no detail left. Raise the white point.`;
  }
  if (blocked > HARMLESS) {
    return `The shadows block: ${percent(blocked)} of the frame has no detail left. Lower the black point.`;
  }
  if (darkest > 24 && brightest < 235) return 'Flat: neither a black nor a white. Bring both points in.';
  if (darkest > 24) return `No black yet: the darkest tones stand at ${darkest}. Raise the black point.`;
  if (brightest < 235)
    return `No white yet: the brightest tones stand at ${brightest}. Lower the white point.`;
  return 'Full range, nothing lost: a black, a white, and detail in both.';
}
