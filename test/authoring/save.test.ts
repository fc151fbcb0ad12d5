import { describe, expect, it } from 'vitest';
import { blank, type Picture } from '#graders/authoring/picture.ts';
import { inspect } from '#graders/pixels/inspect.ts';
import { read } from '#graders/pixels/read.ts';
import { save, Save } from '#graders/pixels/save.ts';
import { Format } from '#graders/exercise/schema.ts';

const RULES = { formats: Format.options, maxBytes: 1e7, maxPixels: 1e7 };

/** Four quadrants of different colours, so that every turn shows. */
function quadrants(): Picture {
  const picture = blank(48, 32);
  const colours = [
    [0.9, 0.2, 0.2],
    [0.2, 0.8, 0.3],
    [0.2, 0.3, 0.9],
    [0.85, 0.85, 0.8],
  ];
  for (let i = 0; i < 48 * 32; i++) {
    picture.data.set(colours[(i % 48 < 24 ? 0 : 1) + (i < 48 * 16 ? 0 : 2)]!, 3 * i);
  }
  return picture;
}

async function facts(as: object) {
  const found = await inspect({ name: 'a', bytes: await save(quadrants(), Save.parse(as)) }, RULES);
  if (!found.ok) throw new Error(found.fault.code);
  return found.value;
}

async function worst(as: object): Promise<number> {
  const back = await read(await save(quadrants(), Save.parse(as)));
  expect([back.width, back.height]).toEqual([48, 32]);
  return (
    quadrants().data.reduce((most, value, i) => Math.max(most, Math.abs(value - back.data[i]!)), 0) * 255
  );
}

describe('saving', () => {
  // how · largest difference to the original in code values
  it.each([
    [{ format: 'png' }, 0.51],
    [{ format: 'png', bitDepth: 16 }, 1.01],
    [{ format: 'webp' }, 0.51],
    [{ format: 'tiff' }, 0.51],
    [{ format: 'tiff', bitDepth: 16 }, 1.01],
    [{ format: 'png', profile: 'p3' }, 2.5],
    [{ format: 'png', profile: 'adobe-rgb' }, 2.5],
    ...[2, 3, 4, 5, 6, 7, 8].map((orientation) => [{ format: 'jpeg', quality: 100, orientation }, 12]),
  ] as [object, number][])('%j comes back within %d', async (as, most) => {
    expect(await worst(as)).toBeLessThan(most);
  });

  it('writes what was asked for', async () => {
    expect((await facts({ format: 'png', bitDepth: 16 })).facts.bitDepth).toBe(16);
    expect((await facts({ format: 'jpeg', progressive: true })).progressive).toBe(true);
    expect((await facts({ format: 'jpeg', subsampling: '4:2:0' })).chromaSubsampling).toBe('4:2:0');
    expect((await facts({ format: 'jpeg', profile: 'adobe-rgb' })).facts.profile).toContain(
      'Adobe RGB (1998)',
    );
    expect((await facts({ format: 'jpeg', metadata: 'private' })).hasGps).toBe(true);
    expect((await facts({ format: 'jpeg' })).hasExif).toBe(false);
  });

  it('gives the same bytes again', async () => {
    const once = await save(quadrants(), Save.parse({ format: 'jpeg', metadata: 'private', profile: 'p3' }));
    expect(
      await save(quadrants(), Save.parse({ format: 'jpeg', metadata: 'private', profile: 'p3' })),
    ).toEqual(once);
  });
});
