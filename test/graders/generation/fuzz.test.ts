import { beforeAll, describe, expect, it } from 'vitest';
import { embed, pngChunk } from '#graders/authoring/generation/embed.ts';
import { uniform } from '#graders/authoring/random.ts';
import { readGeneration } from '#graders/generation/read.ts';
import { Work, WORK_LIMIT } from '#graders/generation/work.ts';
import { tiny } from '#test/support/tiny.ts';

const INFOTEXT =
  'a jar <lora:glaze:0.8>\nNegative prompt: cracks\nSteps: 20, Sampler: Euler, CFG scale: 7, Seed: 12, Size: 512x768, Hashes: {"model": "ab"}, Model: "a, b"';
const GRAPH = JSON.stringify({
  1: { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'base' } },
  2: { class_type: 'CLIPTextEncode', inputs: { text: 'a jar', clip: ['1', 1] } },
  3: { class_type: 'EmptyLatentImage', inputs: { width: 512, height: 512 } },
  4: {
    class_type: 'KSampler',
    inputs: {
      seed: 1,
      steps: 20,
      cfg: 7,
      model: ['1', 0],
      positive: ['2', 0],
      negative: ['2', 0],
      latent_image: ['3', 0],
    },
  },
  5: { class_type: 'SaveImage', inputs: { images: ['4', 0] } },
});

/** Reads it, and says how many steps that took; throws when the reader does. */
function stepsFor(bytes: Uint8Array): number {
  const work = new Work();
  readGeneration(bytes, work);
  return work.steps;
}

let samples: Uint8Array[];
beforeAll(async () => {
  const [png, jpeg, webp, avif] = await Promise.all(
    (['png', 'jpeg', 'webp', 'avif'] as const).map((format) => tiny(format)),
  );
  const exif = { userComment: { text: INFOTEXT, order: 'big' } } as const;
  const { default: sharp } = await import('sharp');
  const inAvif = await sharp(avif!)
    .withExif({ IFD0: { ImageDescription: INFOTEXT } })
    .avif()
    .toBuffer();
  samples = [
    embed(png!, { text: { parameters: INFOTEXT } }),
    embed(png!, { text: { prompt: GRAPH } }, { chunk: 'iTXt-deflated' }),
    embed(png!, { text: { parameters: INFOTEXT } }, { chunk: 'zTXt' }),
    embed(jpeg!, { exif, xmp: '<x:UserComment>{"c":"a","scale":1}</x:UserComment>' }),
    embed(webp!, { exif: { make: `workflow:${GRAPH}`, model: `prompt:${GRAPH}` } }),
    new Uint8Array(inAvif),
  ];
});

describe('damaged files', () => {
  it('bit flips, length edits and cuts never throw and stay cheap', () => {
    const random = uniform(20_261_125);
    const below = (n: number): number => Math.floor(random() * n);
    let most = 0;
    for (let round = 0; round < 3000; round++) {
      const bytes = samples[round % samples.length]!.slice();
      const changes = 1 + below(8);
      for (let i = 0; i < changes; i++) {
        const at = below(bytes.length);
        if (below(3) === 0 && at + 4 < bytes.length) new DataView(bytes.buffer).setUint32(at, below(2 ** 32));
        else bytes[at]! ^= 1 << below(8);
      }
      const cut = below(4) === 0 ? bytes.slice(0, below(bytes.length)) : bytes;
      most = Math.max(most, stepsFor(cut));
    }
    expect(most).toBeLessThan(20_000);
  });

  it('noise behind every signature', () => {
    const random = uniform(7);
    const heads = ['\x89PNG\r\n\x1a\n', '\xff\xd8\xff\xe1', 'RIFF\0\0\0\0WEBP', '\0\0\0\x20ftypavif'];
    for (let round = 0; round < 800; round++) {
      const bytes = Uint8Array.from({ length: 600 }, () => Math.floor(random() * 256));
      bytes.set([...heads[round % heads.length]!].map((c) => c.charCodeAt(0)));
      expect(stepsFor(bytes)).toBeLessThan(20_000);
    }
  });
});

describe('random graphs', () => {
  it('cycles, dangling links and odd values never throw and stay cheap', () => {
    const random = uniform(42);
    const below = (n: number): number => Math.floor(random() * n);
    const one = <T>(list: readonly T[]): T => list[below(list.length)]!;
    const TYPES = [
      'KSampler',
      'CLIPTextEncode',
      'SaveImage',
      'LatentUpscaleBy',
      'ConditioningCombine',
      'X',
      '',
    ];
    const KEYS = [
      'positive',
      'negative',
      'model',
      'latent_image',
      'images',
      'clip',
      'text',
      'seed',
      'steps',
      'cfg',
      'conditioning_1',
      'guider',
      'sigmas',
      'noise',
      'width',
      'height',
      'upscale_model',
      '__proto__',
    ];
    for (let round = 0; round < 600; round++) {
      const size = 1 + below(40);
      const graph: Record<string, unknown> = {};
      for (let n = 0; n < size; n++) {
        const inputs: Record<string, unknown> = {};
        for (let k = below(8); k >= 0; k--) {
          const value = one([
            [String(below(size + 2)), below(3)],
            below(2000),
            'words',
            null,
            [],
            [1],
            {},
            -1e300,
            ['a', 'b'],
          ]);
          Object.defineProperty(inputs, one(KEYS), { value, enumerable: true, configurable: true });
        }
        graph[n] = { class_type: one(TYPES), inputs };
      }
      const bytes = embed(samples[0]!.subarray(0), { text: { prompt: JSON.stringify(graph) } });
      expect(stepsFor(bytes)).toBeLessThan(200_000);
    }
  });
});

describe('metadata made to hurt', () => {
  const png = async (keyword: string, text: string): Promise<Uint8Array> =>
    embed(await tiny('png'), { text: { [keyword]: text } });
  const chain = (length: number, key: string): string =>
    JSON.stringify(
      Object.fromEntries([
        ...Array.from({ length }, (_, n) => [
          n,
          { class_type: 'X', inputs: { [key]: [String((n + 1) % length), 0] } },
        ]),
        [
          's',
          {
            class_type: 'KSampler',
            inputs: { seed: ['0', 0], steps: 1, positive: ['0', 0], model: ['0', 0] },
          },
        ],
        ['o', { class_type: 'SaveImage', inputs: { images: ['s', 0] } }],
      ]),
    );

  it.each([
    ['arrays a hundred thousand deep', 'prompt', '['.repeat(100_000)],
    ['objects a hundred thousand deep', 'prompt', '{"a":'.repeat(100_000)],
    ['a million brackets in one setting', 'parameters', `a\nSteps: 1, ${'k: {, '.repeat(100_000)}`],
    ['a million quotes', 'parameters', `a\nSteps: 1, ${'k: "\\", '.repeat(100_000)}`],
    ['a hundred thousand settings lines', 'parameters', 'Steps: 1\n'.repeat(100_000)],
    ['a hundred thousand LoRA tags', 'parameters', `${'<lora:'.repeat(100_000)}\nSteps: 1, a b: 2, c d: 3`],
    ['a hundred thousand brackets', 'Dream', `"${'['.repeat(100_000)}" -s 50`],
    ['a ring of four thousand models', 'prompt', chain(4000, 'model')],
    ['a ring of four thousand conditionings', 'prompt', chain(4000, 'conditioning')],
    ['a ring of four thousand texts', 'prompt', chain(4000, 'text')],
    ['a ring of four thousand values', 'prompt', chain(4000, 'value')],
    ['open elements without end', 'XML:com.adobe.xmp', `UserComment${'<exif:UserComment '.repeat(50_000)}`],
    [
      'parameters without end',
      'Description',
      `a${' --ar'.repeat(100_000)} Job ID: ${'a'.repeat(8)}-${'b'.repeat(24)}`,
    ],
  ])('%s', async (_, keyword, text) => {
    expect(stepsFor(await png(keyword, text))).toBeLessThanOrEqual(WORK_LIMIT);
  });

  it('a chunk that says it is two gigabytes long ends the walk', async () => {
    const bytes = await png('parameters', INFOTEXT);
    new DataView(bytes.buffer).setUint32(33, 0x7fffffff);
    expect(readGeneration(bytes)).toBeNull();
    expect(stepsFor(bytes)).toBeLessThan(5);
  });

  it('sixty-four deflated bombs stop when the work is used up', async () => {
    const { zlibSync } = await import('fflate');
    const bomb = zlibSync(new Uint8Array(4 << 20));
    const chunks = Array.from({ length: 64 }, (_, n) =>
      pngChunk('zTXt', Buffer.concat([Buffer.from(`k${n}\0\0`), bomb])),
    );
    const file = await tiny('png');
    const bytes = new Uint8Array(Buffer.concat([file.subarray(0, 33), ...chunks, file.subarray(33)]));
    const work = new Work();
    expect(readGeneration(bytes, work)).toBeNull();
    expect(work.steps).toBe(WORK_LIMIT);
  });

  it('a prototype is no field', async () => {
    const bytes = await png('invokeai_metadata', '{"__proto__":{"positive_prompt":"x"},"seed":1}');
    expect(readGeneration(bytes)).toMatchObject({ prompt: '', seed: '1' });
  });

  it('the text kept of a record has an end', async () => {
    const bytes = await png('parameters', `${'a'.repeat(200_000)}\nSteps: 1, Seed: 2, Sampler: Euler`);
    expect(readGeneration(bytes)?.raw).toHaveLength(64_000);
  });
});
