import { describe, expect, it } from 'vitest';
import { GenerationSpec } from '#graders/authoring/generation/write.ts';
import { blank } from '#graders/authoring/picture.ts';
import { readGeneration } from '#graders/generation/read.ts';
import { save, Save } from '#graders/pixels/save.ts';

const SPEC = {
  prompt: 'a lemon on linen, "still" <life>',
  negative: 'text & people',
  seed: '18446744073709551557',
  steps: 24,
  guidance: 5.5,
};

/** What each tool tells in each format; the rest it does not write. */
const CASES: [string, 'png' | 'jpeg' | 'webp'][] = [
  ...['sd-webui', 'forge', 'sd-next', 'swarmui', 'fooocus', 'draw-things'].flatMap((tool) =>
    (['png', 'jpeg', 'webp'] as const).map((format): [string, typeof format] => [tool, format]),
  ),
  ['comfyui', 'png'],
  ['comfyui', 'webp'],
  ['novelai', 'png'],
  ['novelai', 'webp'],
  ['invokeai', 'png'],
];

const saved = (tool: string, format: string): Promise<Uint8Array> =>
  save(blank(16, 24), Save.parse({ format, metadata: { generation: { ...SPEC, tool } } }));

describe('the metadata that recipes write', () => {
  it.each(CASES)('%s in %s reads as it was written', async (tool, format) => {
    expect(readGeneration(await saved(tool, format))).toMatchObject({
      tool,
      prompt: SPEC.prompt,
      negativePrompt: SPEC.negative,
      seed: SPEC.seed,
      steps: 24,
      guidance: 5.5,
      width: 16,
      height: 24,
    });
  });

  it('Midjourney: prompt and parameters', async () => {
    expect(readGeneration(await saved('midjourney', 'png'))).toMatchObject({
      tool: 'midjourney',
      prompt: `${SPEC.prompt} --no ${SPEC.negative} --ar 16:24 --seed ${SPEC.seed} --v 7`,
      negativePrompt: SPEC.negative,
      seed: SPEC.seed,
    });
  });

  it.each([
    ['avif', 'comfyui'],
    ['tiff', 'forge'],
    ['jpeg', 'invokeai'],
  ])('%s by %s is refused', async (format, tool) => {
    await expect(saved(tool, format)).rejects.toThrow(/into/);
  });

  it.each(['', '-1', '1.5', '123456789012345678901'])('the seed “%s” is none', (seed) => {
    expect(GenerationSpec.safeParse({ tool: 'forge', prompt: 'a', seed }).success).toBe(false);
  });
});
