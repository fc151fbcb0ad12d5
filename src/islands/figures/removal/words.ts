import type { Remains } from './remains.ts';

const levels = (n: number) => `${Math.max(1, Math.round(n))} ${Math.round(n) <= 1 ? 'level' : 'levels'}`;
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** Below these nobody sees it at normal size. */
const MISSED = 0.005;
const STAIN = 3;
const SHADE = 1.5;
/** Shares of the frame: the object with all its shadow, and half as much again. */
const GENEROUS = 1.5;

/** What is left, worst first; then what it cost. `needed`: the share of the frame that had to be replaced. */
export function inWords(remains: Remains, needed: number): string {
  const { object, shadow, softEnd, stain, madeUp } = remains;
  if (madeUp === 0) return 'Nothing is selected yet: object, shadow and the shadow’s soft end are all there.';
  const faults = [
    ...(object > 0.9
      ? ['The object is still there.']
      : object > MISSED
        ? [`A rim of the object is left, ${percent(object)} of it.`]
        : []),
    ...(shadow > SHADE ? [`A shadow without an owner is left, ${levels(shadow)} darker than the wood.`] : []),
    ...(softEnd > SHADE ? [`The soft end of the shadow is left, ${levels(softEnd)} darker.`] : []),
    ...(stain > STAIN
      ? [
          `The fill is off by ${levels(stain)}: its edge lies on something that is not wood, and healing carries that tone inwards.`,
        ]
      : []),
  ];
  const cost = `${percent(madeUp)} of the frame is made up`;
  if (faults.length) return [...faults, `${cost}.`].join(' ');
  return madeUp > GENEROUS * needed
    ? `Nothing is left behind, but ${cost}, ${percent(needed)} would do. Here the fill is the true wood; yours has to be invented, and every pixel of it is a chance to be seen.`
    : `Nothing is left behind. ${cost}.`;
}
