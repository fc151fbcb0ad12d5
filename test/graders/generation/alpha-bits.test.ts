import { gzipSync } from 'node:zlib';
import sharp, { type PngOptions } from 'sharp';
import { describe, expect, it } from 'vitest';
import { readGeneration } from '#graders/generation/read.ts';
import { Work } from '#graders/generation/work.ts';
import { chunk, inserted } from '#test/support/files.ts';

const FIELDS = {
  Title: 'NovelAI generated image',
  Source: 'NovelAI Diffusion V4.5',
  Comment: JSON.stringify({
    prompt: 'a jar of honey, münzgold',
    seed: 4181728391,
    steps: 28,
    scale: 5.5,
    uc: 'blurry',
  }),
};

/** Bits as NovelAI writes them: mark, length in bits, gzip. */
function bitsOf(text: string, mark = 'stealth_pngcomp', says?: number): number[] {
  const packed = gzipSync(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(says ?? 8 * packed.length);
  return [...Buffer.concat([Buffer.from(mark), length, packed])].flatMap((byte) =>
    [7, 6, 5, 4, 3, 2, 1, 0].map((bit) => (byte >> bit) & 1),
  );
}

/** A picture with texture and, down its columns, these bits in the alpha channel. */
function pictured(bits: number[], width: number, height: number): Buffer {
  const data = Buffer.alloc(4 * width * height);
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const bit = bits[x * height + y] ?? 1;
    data.set([(x * 7 + y * 3) & 255, (x ^ y) & 255, ((x * y) >> 3) & 255, 254 | bit], 4 * i);
  }
  return data;
}
const png = (bits: number[], width = 96, height = 300, options: PngOptions = {}) =>
  sharp(pictured(bits, width, height), { raw: { width, height, channels: 4 } })
    .png(options)
    .toBuffer();

const TEXT = JSON.stringify(FIELDS);

describe('the copy in the alpha channel', () => {
  it.each([
    ['adaptive filters', 96, 300, { adaptiveFiltering: true }],
    ['no filters', 96, 300, { adaptiveFiltering: false }],
    ['fewer rows than the mark has bits', 400, 40, {}],
    ['one long column', 8, 4000, {}],
  ])('is read with %s', async (_, width, height, options) =>
    expect(readGeneration(await png(bitsOf(TEXT), width, height, options))).toMatchObject({
      tool: 'novelai',
      prompt: 'a jar of honey, münzgold',
      negativePrompt: 'blurry',
      seed: '4181728391',
      steps: 28,
      guidance: 5.5,
      model: 'NovelAI Diffusion V4.5',
    }),
  );

  it('is not looked for where a text says it already', async () => {
    const work = new Work();
    const text = 'parameters\0a jar\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 5, Size: 96x300';
    const bytes = inserted(await png(bitsOf(TEXT)), chunk('tEXt', Buffer.from(text)));
    expect(readGeneration(bytes, work)).toMatchObject({ tool: 'sd-webui', seed: '5' });
    expect(work.steps).toBeLessThan(200);
  });

  it.each<[string, () => Promise<Buffer>]>([
    ['another mark', () => png(bitsOf(TEXT, 'stealth_pngcomq'))],
    ['a length beyond the picture', () => png(bitsOf(TEXT, 'stealth_pngcomp', 0xfffffff8))],
    ['a length beyond the stream', () => png(bitsOf(TEXT, 'stealth_pngcomp', 8 * 400))],
    ['no length', () => png(bitsOf(TEXT, 'stealth_pngcomp', 0))],
    ['text that is no JSON', () => png(bitsOf('{'))],
    ['a bomb', () => png(bitsOf(' '.repeat(40 << 20)), 500, 400)],
    [
      'an opaque picture',
      () =>
        sharp({ create: { width: 300, height: 300, channels: 3, background: '#888' } })
          .png()
          .toBuffer(),
    ],
    [
      '16 bits',
      () =>
        sharp(pictured(bitsOf(TEXT), 96, 300), { raw: { width: 96, height: 300, channels: 4 } })
          .toColourspace('rgb16')
          .png()
          .toBuffer(),
    ],
    ['a file cut in half', async () => (await png(bitsOf(TEXT))).subarray(0, 9000)],
  ])('%s: nothing, and nothing is thrown', async (_, make) =>
    expect(readGeneration(await make())).toBeNull(),
  );

  it('a large picture without the mark is left after its first rows', async () => {
    const work = new Work();
    const bytes = await png([], 1600, 1600);
    expect(readGeneration(bytes, work)).toBeNull();
    // All of it would be 10 MB of pixels and 80,000 steps.
    expect(work.steps).toBeLessThan(20_000);
  });
});
