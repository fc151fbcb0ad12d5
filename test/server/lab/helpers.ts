import type { LabSettings } from '#core/lab.ts';
import { readConfig } from '#server/config.ts';
import type { LabConfig } from '#server/lab/config.ts';
import { GeneratorProblem, type Watching } from '#server/lab/generator.ts';

/** The lab as the environment configures it. */
export function labOf(environment: Record<string, string>): LabConfig {
  const { lab } = readConfig(environment);
  if (!lab) throw new Error('no lab is configured');
  return lab;
}

export const settings = (more: Partial<LabSettings> = {}): LabSettings => ({
  prompt: 'a lighthouse at dusk, long exposure',
  negativePrompt: 'people',
  seed: '4242',
  steps: 24,
  guidance: 7,
  sampler: 'euler',
  width: 64,
  height: 64,
  ...more,
});

export interface Watched extends Watching {
  shares: number[];
  tickets: string[];
  controller: AbortController;
}

export function watching(): Watched {
  const controller = new AbortController();
  const shares: number[] = [];
  const tickets: string[] = [];
  return {
    controller,
    signal: controller.signal,
    shares,
    tickets,
    onProgress: (share) => void shares.push(share),
    onTicket: async (ticket) => void tickets.push(ticket),
  };
}

/** The problem a promise ends with; any other end is an error of the test. */
export async function problemOf(work: Promise<unknown>): Promise<GeneratorProblem> {
  try {
    await work;
  } catch (error) {
    if (error instanceof GeneratorProblem) return error;
    throw error;
  }
  throw new Error('Expected a problem but the work was done');
}
