/** What a sampler is told besides the prompt. Seeds are decimal digits: they may exceed 2^53. */
export interface Settings {
  seed: string;
  steps: number;
  guidance: number;
}
export type Variable = keyof Settings;
export type Vary = Variable | 'everything';

export const SEEDS = ['1041', '1042', '1043', '1044'];
export const STEPS = [4, 8, 20, 40];
export const GUIDANCE = [1.5, 4, 7, 14];
const VALUES = { seed: SEEDS, steps: STEPS, guidance: GUIDANCE };

/** The four settings of a sheet: `fixed`, and along it the values of what varies. */
export function sheet(fixed: Settings, vary: Vary): Settings[] {
  return [0, 1, 2, 3].map((i) =>
    vary === 'everything'
      ? { seed: SEEDS[i]!, steps: STEPS[(i + 2) % 4]!, guidance: GUIDANCE[(i + 1) % 4]! }
      : { ...fixed, [vary]: VALUES[vary][i] },
  );
}

/** The settings in which any two frames differ, in the order in which they are written. */
export function differing(frames: readonly Settings[]): Variable[] {
  const names: Variable[] = ['seed', 'steps', 'guidance'];
  return names.filter((name) => new Set(frames.map((frame) => frame[name])).size > 1);
}
