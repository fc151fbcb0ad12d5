import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { readGeneration } from '#graders/generation/read.ts';
import { Work, WORK_LIMIT } from '#graders/generation/work.ts';
import { fixture, fixtureJson, hasFixtures } from '#test/support/fixtures.ts';

interface Sample {
  /** Where the values were published; absent where nobody published any. */
  test?: string;
  expected: {
    software: string;
    prompt: string;
    negativePrompt: string;
    width: number;
    height: number;
    model?: { name: string };
    sampling: {
      seed: number;
      steps?: number;
      cfg?: number;
      sampler?: string;
      scheduler?: string;
      denoise?: number;
      clipSkip?: number;
    };
    hires?: { upscaler?: string; scale?: number; steps?: number; denoise?: number };
  } | null;
}

const FOLDER = 'generation-metadata';
const here = hasFixtures(FOLDER);
const samples = here ? Object.entries(fixtureJson<Record<string, Sample>>(`${FOLDER}/expected.json`)) : [];
const bytesOf = (path: string): Uint8Array => new Uint8Array(readFileSync(fixture(`${FOLDER}/${path}`)));

/** Published values in our shape: what they leave out must be absent in ours as well. */
const inOurShape = ({ software, model, sampling, hires, ...said }: NonNullable<Sample['expected']>) => ({
  tool: software,
  ...said,
  model: model?.name ?? null,
  seed: String(sampling.seed),
  steps: sampling.steps ?? null,
  guidance: sampling.cfg ?? null,
  sampler: sampling.sampler ?? null,
  scheduler: sampling.scheduler ?? null,
  denoise: sampling.denoise ?? null,
  clipSkip: sampling.clipSkip ?? null,
  upscale: hires ? { upscaler: null, scale: null, steps: null, denoise: null, ...hires } : null,
  loras: [],
});

describe.skipIf(!here)('generation metadata as sd-metadata reads it', () => {
  const score = new Map<string, { right: number; of: number }>();
  const published = samples.filter(([, { expected }]) => expected !== null);
  const plain = samples.filter(([path, { expected }]) => expected === null && /empty|gimp/.test(path));

  it.each(published)('%s', (path, { expected }) => {
    const tool = score.get(expected!.software) ?? { right: 0, of: 0 };
    score.set(expected!.software, { ...tool, of: tool.of + 1 });
    const { raw, ...read } = readGeneration(bytesOf(path))!;
    expect(read).toEqual(inOurShape(expected!));
    expect(raw.length).toBeLessThanOrEqual(64_000);
    score.set(expected!.software, { right: tool.right + 1, of: tool.of + 1 });
  });

  it.each(plain)('%s says nothing', (path) => {
    expect(readGeneration(bytesOf(path))).toBeNull();
  });

  it('leaves no sample out but the one whose values were never published', () => {
    const left = samples.filter((one) => !published.includes(one) && !plain.includes(one));
    expect(left.map(([path]) => path)).toEqual(['png/sd-next-en.png']);
    expect(readGeneration(bytesOf('png/sd-next-en.png'))).toMatchObject({
      tool: 'sd-next',
      seed: '2251068289',
      steps: 20,
      guidance: 6,
      width: 1024,
      height: 1024,
    });
  });

  afterAll(() => {
    for (const [tool, { right, of }] of [...score].sort()) console.log(`${tool}: ${right} of ${of}`);
  });
});

describe.skipIf(!here)('the fixtures beside them', () => {
  it('quoted settings, brackets in the prompt, a seed of 64 bits', () => {
    expect(readGeneration(bytesOf('synthetic/a1111-quotes.png'))).toMatchObject({
      tool: 'sd-webui',
      prompt: 'a (red:1.3) \\(crown\\), <lora:jewel:0.8>\nsecond line, Steps: not a setting',
      negativePrompt: 'blurry, [text]\nsecond negative',
      seed: '18446744073709551615',
      model: 'name, with: comma',
      loras: [{ name: 'jewel', weight: 0.8 }],
      upscale: { upscaler: 'Latent', scale: 2 },
    });
  });

  it('a graph with a seed of 64 bits and a NaN', () => {
    expect(readGeneration(bytesOf('synthetic/comfyui-seed-u64.png'))).toMatchObject({
      tool: 'comfyui',
      prompt: 'a cat',
      negativePrompt: null,
      seed: '18446744073709551615',
      width: 64,
    });
  });

  it('Midjourney: the prompt with its parameters, the job left off', () => {
    expect(readGeneration(bytesOf('synthetic/midjourney-v6.png'))).toMatchObject({
      tool: 'midjourney',
      prompt: 'example --ar 2:1 --stylize 80 --v 6',
      model: 'v6',
      seed: null,
    });
  });

  it('a compressed text behind the image data', () => {
    expect(readGeneration(bytesOf('bad/text_after_idat.png'))).toMatchObject({
      tool: 'sd-webui',
      seed: '235284042',
      height: 400,
    });
  });

  it('a text that would inflate to gigabytes is left unread', () => {
    const work = new Work();
    expect(readGeneration(bytesOf('synthetic/zip-bomb-ztxt.png'), work)).toBeNull();
    expect(work.steps).toBeLessThan(WORK_LIMIT / 4);
  });

  it.each(here ? readdirSync(fixture(`${FOLDER}/bad`)) : [])('bad/%s does no harm', (name) => {
    const work = new Work();
    expect(() => readGeneration(bytesOf(`bad/${name}`), work)).not.toThrow();
    expect(work.steps).toBeLessThan(5000);
  });
});
