import type { SpotVerdict, Verdict } from './verdict.ts';

/** The line that a screen reader hears and the eye finds under the picture. */
export function inWords({ spots, harmed }: Verdict): string {
  const healed = spots.filter((s) => s.state === 'healed').length;
  const faults = spots.filter((s) => s.state !== 'healed' && s.state !== 'untouched').map(sentence);
  const untouched = spots.filter((s) => s.state === 'untouched').length;
  return [
    healed === spots.length ? `All ${spots.length} healed.` : `${healed} of ${spots.length} healed.`,
    ...faults,
    ...(untouched && untouched < spots.length ? [`${untouched} not touched yet.`] : []),
    ...(harmed >= 0.0005 ? [`${percent(harmed)} of the frame was sound and is changed now.`] : []),
  ].join(' ');
}

export function sentence({ label, state, levels }: SpotVerdict): string {
  const amount = Math.max(1, Math.round(Math.abs(levels)));
  const unit = amount === 1 ? 'level' : 'levels';
  switch (state) {
    case 'untouched':
      return `Blemish ${label} is still there.`;
    case 'healed':
      return `Blemish ${label}: gone.`;
    case 'lighter':
      return `Blemish ${label}: a patch ${amount} ${unit} too light is left.`;
    case 'darker':
      return `Blemish ${label}: a patch ${amount} ${unit} too dark is left.`;
    case 'structure':
      return `Blemish ${label}: the tone is near, the form is wrong.`;
  }
}

const percent = (share: number) => `${(100 * share).toFixed(share < 0.01 ? 2 : 1)} %`;
