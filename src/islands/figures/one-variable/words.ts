import { differing, type Settings, type Variable } from './sheet.ts';

const NAMES: Record<Variable, string> = { seed: 'the seed', steps: 'the steps', guidance: 'the guidance' };

const READ: Record<Variable, string> = {
  seed: 'Another seed is another picture: things move, the camera moves. Choose the composition here, before you polish anything.',
  steps:
    'Few steps leave noise and mush. Between the last two frames next to nothing happens: from there on you pay for waiting.',
  guidance:
    'Low guidance drifts from the prompt and looks veiled; high guidance obeys and burns. The composition stays, since the seed does.',
};

/** What can be learnt from a sheet. */
export function inWords(frames: readonly Settings[]): string {
  const changed = differing(frames);
  if (changed.length === 0) return 'Four times the same frame: same seed, same settings, same picture.';
  if (changed.length === 1) return `Only ${NAMES[changed[0]!]} changes. ${READ[changed[0]!]}`;
  const names = changed.map((one) => NAMES[one]);
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)} change together. You may like one of the four, but you cannot say why, and you cannot do it again on purpose.`.replace(
    /^./,
    (letter) => letter.toUpperCase(),
  );
}

export const label = ({ seed, steps, guidance }: Settings): string =>
  `seed ${seed}, ${steps} steps, guidance ${guidance}`;
