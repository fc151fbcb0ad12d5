import { describe, expect, it } from 'vitest';
import { Refused } from '#core/refusal.ts';
import type { Capabilities } from '#server/lab/generator.ts';
import { settingsWished, type WishForm } from '#server/lab/wish.ts';

const takes: Capabilities = {
  model: 'm',
  negativePrompt: true,
  seed: true,
  steps: { min: 1, max: 80, usual: 24 },
  guidance: { min: 1, max: 20, usual: 7 },
  samplers: ['Euler', 'Euler a', 'DDIM'],
  sizes: [
    [512, 512],
    [768, 512],
  ],
};
const service: Capabilities = {
  ...takes,
  negativePrompt: false,
  seed: false,
  steps: null,
  guidance: null,
  samplers: null,
};
const form = (more: Partial<WishForm> = {}): WishForm => ({
  prompt: ' a lighthouse\r\nat dusk ',
  negative: '',
  seed: '4294967294',
  steps: '',
  guidance: '',
  sampler: '',
  size: '',
  vary: '',
  values: '',
  count: '',
  ...more,
});
const refusalOf = (more: Partial<WishForm>): string => {
  try {
    settingsWished(form(more), takes);
  } catch (error) {
    if (error instanceof Refused) return `${error.refusal.title}: ${error.refusal.detail}`;
    throw error;
  }
  return '';
};

describe('a wish', () => {
  it('says only what must be said; the rest is usual', () => {
    expect(settingsWished(form(), takes)).toEqual([
      {
        prompt: 'a lighthouse\nat dusk',
        negativePrompt: null,
        seed: '4294967294',
        steps: 24,
        guidance: 7,
        sampler: 'Euler',
        width: 512,
        height: 512,
      },
    ]);
  });

  it.each<[Partial<WishForm>, string, unknown[]]>([
    [{ count: '3' }, 'seed', ['4294967294', '4294967295', '0']],
    [{ vary: 'seed', count: '2', seed: '007' }, 'seed', ['7', '8']],
    [{ vary: 'guidance', values: '4, 7.5;10\n13' }, 'guidance', [4, 7.5, 10, 13]],
    [{ vary: 'steps', values: '10, 20, 10' }, 'steps', [10, 20]],
    [{ vary: 'sampler', values: 'ddim, euler a', count: '9' }, 'sampler', ['DDIM', 'Euler a']],
  ])('%j changes the %s alone', (more, name, values) => {
    const wished = settingsWished(form(more), takes);
    expect(wished.map((one) => one[name as 'seed'])).toEqual(values);
    const others = wished.map((one) => JSON.stringify({ ...one, [name]: null }));
    expect(new Set(others).size).toBe(1);
  });

  it('has a seed of its own where none is given', () => {
    const seeds = [1, 2, 3].map(() => settingsWished(form({ seed: '' }), takes)[0]!.seed);
    expect(new Set(seeds).size).toBe(3);
    for (const seed of seeds) expect(Number(seed)).toBeLessThan(2 ** 32);
  });

  it('leaves out what the generator does not take', () => {
    const [wished] = settingsWished(form({ negative: 'people', seed: 'x', steps: '9999' }), service);
    expect(wished).toMatchObject({
      negativePrompt: null,
      seed: null,
      steps: null,
      guidance: null,
      sampler: null,
    });
  });

  it.each<[Partial<WishForm>, RegExp]>([
    [{ prompt: ' \n ' }, /no prompt yet/],
    [{ prompt: 'x'.repeat(4001) }, /4001 characters; 4000/],
    [{ seed: '-1' }, /no seed/],
    [{ seed: '4294967296' }, /no seed/],
    [{ seed: '1e9' }, /no seed/],
    [{ steps: '81' }, /Steps.*from 1 to 80/],
    [{ steps: '2.5' }, /Steps.*whole number/],
    [{ guidance: '0' }, /Guidance.*from 1 to 20/],
    [{ guidance: 'NaN' }, /Guidance/],
    [{ sampler: 'Heun' }, /no such sampler/],
    [{ size: '513x512' }, /size/],
    [{ count: '0' }, /1 to 12/],
    [{ count: '13' }, /1 to 12/],
    [{ vary: 'model' }, /cannot be varied/],
    [{ vary: 'guidance', values: '7' }, /one value is too few/],
    [{ vary: 'steps', values: Array.from({ length: 13 }, (_, i) => i + 1).join() }, /13 values are too many/],
    [{ vary: 'guidance', values: '7, 700' }, /Guidance/],
  ])('%j is refused', (more, words) => {
    expect(refusalOf(more)).toMatch(words);
  });
});
