import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readGeneration } from '#graders/generation/read.ts';
import { takesText, withTexts } from '#server/lab/png-text.ts';
import { parametersText, withSettings } from '#server/lab/written-settings.ts';
import { generatedPng } from '#test/support/generators/picture.ts';
import { settings } from './helpers.ts';

const pixels = (bytes: Uint8Array) => sharp(bytes).raw().toBuffer();
const chunk = (type: string, length = 0): Buffer => {
  const bytes = Buffer.alloc(12 + length);
  bytes.writeUInt32BE(length, 0);
  bytes.write(type, 4, 'latin1');
  return bytes;
};

describe('settings written into a PNG', () => {
  it('are read as what was asked for, and change no pixel', async () => {
    const bare = await generatedPng(3);
    const written = withSettings(bare, settings(), 'gpt-image-1', null)!;
    expect(await pixels(written)).toEqual(await pixels(bare));
    expect(readGeneration(written)).toMatchObject({
      tool: 'atelier-lab',
      prompt: 'a lighthouse at dusk, long exposure',
      negativePrompt: 'people',
      seed: '4242',
      steps: 24,
      sampler: 'euler',
      model: 'gpt-image-1',
    });
  });

  it.each([
    [
      'a service that takes nothing',
      settings({ seed: null, steps: null, guidance: null, sampler: null, negativePrompt: null }),
    ],
    ['letters of other alphabets', settings({ prompt: 'маяк, 灯台, phare à la tombée 🗼' })],
    ['a prompt of several lines', settings({ prompt: 'a lighthouse\nat dusk' })],
  ])('survive %s', async (_, wished) => {
    const written = withSettings(await generatedPng(3), wished, 'm', null)!;
    expect(readGeneration(written)).toMatchObject({ prompt: wished.prompt, seed: wished.seed, width: 64 });
  });

  it('give way to the generator’s own words', async () => {
    const words = 'a cat\nSteps: 5, Sampler: DDIM, CFG scale: 2, Seed: 9, Size: 64x64, Version: v1.10.1';
    const record = readGeneration(withSettings(await generatedPng(3), settings(), null, words)!);
    expect(record).toMatchObject({ tool: 'sd-webui', prompt: 'a cat', seed: '9' });
  });

  it('say who wrote them', () => {
    expect(parametersText(settings(), null)).toMatch(
      /Version: Atelier lab, Written by: "Atelier lab, from the request: /,
    );
  });

  it('are not written into what is signed, nor into what is no PNG', async () => {
    const bare = Buffer.from(await generatedPng(3));
    const signed = Buffer.concat([bare.subarray(0, 33), chunk('caBX', 40), bare.subarray(33)]);
    const jpeg = await sharp(bare).jpeg().toBuffer();
    expect([bare, signed, jpeg, bare.subarray(0, 20), Buffer.alloc(0)].map(takesText)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it('do not loop on lengths that lie', async () => {
    const bare = Buffer.from(await generatedPng(3));
    const lying = Buffer.from(bare);
    lying.writeUInt32BE(0xffffffff, 33);
    expect(takesText(lying)).toBe(true);
    expect(withTexts(lying, { a: 'b' }).length).toBe(lying.length + 12 + 7);
  });
});
