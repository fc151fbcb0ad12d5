import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import sharp from 'sharp';
import { diffRgba, pixelmatchVersion } from '#graders/metrics/pixelmatch.ts';
import { fixture, fixtureJson, hasFixtures } from '#test/support/fixtures.ts';

interface Case {
  a: string;
  b: string;
  options: Parameters<typeof diffRgba>[5];
  diffImage: string;
  'v7.2.0': number;
}

describe.skipIf(!hasFixtures('pixelmatch'))('pixelmatch 7.2.0', () => {
  const cases = hasFixtures('pixelmatch')
    ? fixtureJson<{ cases: Case[] }>('pixelmatch/expected.json').cases
    : [];

  it('is the version the counts were published for', () => expect(pixelmatchVersion).toBe('7.2.0'));

  it.each(cases)('$a and $b: $diffImage', async ({ a, b, options, diffImage, 'v7.2.0': expected }) => {
    const one = await rgba(`pixelmatch/inputs/${a}.png`);
    const two = await rgba(`pixelmatch/inputs/${b}.png`);
    const drawn = await rgba(`pixelmatch/v7.2.0/${diffImage}.png`);
    const output = new Uint8Array(one.data.length);
    expect(diffRgba(one.data, two.data, output, one.width, one.height, options)).toBe(expected);
    expect(Buffer.compare(output, drawn.data)).toBe(0);
  });
});

async function rgba(path: string) {
  const { data, info } = await sharp(readFileSync(fixture(path)))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data: new Uint8Array(data), width: info.width, height: info.height };
}
