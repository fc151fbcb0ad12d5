import type { measure, Settings } from './inpaint.ts';

type Left = ReturnType<typeof measure>;

/** The first thing that an art director would say of the fill. */
export function inWords({ object, shadow, needless }: Left, { feather, strength }: Settings): string {
  if (object > 0.9) return 'The wrapper is there as before. Raise the strength.';
  if (object > 0.08)
    return strength < 0.85
      ? 'The wrapper shows through. At this strength the old picture survives; to replace a thing you have to forget it.'
      : 'A rim of the wrapper is left. The mask is too tight.';
  if (shadow > 0.3)
    return 'The wrapper is gone and its shadow lies on the desk. Mask what the thing does, too.';
  if (shadow > 0.08) return 'The shadow ends in a smudge. A little wider.';
  if (needless > 0.06)
    return 'Gone, and so is more than that: grain jumps at the border of the mask, and what lay beside it was drawn anew. Nobody had asked for it.';
  if (feather < 3) return 'Clean, with a cut edge. Give the mask a few pixels of softness.';
  return 'Clean. Wrapper and shadow gone, everything else untouched.';
}
