import { describe, expect, it } from 'vitest';
import { bindCriterion, type FilesCriterion } from '#graders/criteria/kinds.ts';
import type { FileView } from '#graders/criteria/types.ts';
import { record } from '#graders/generation/record.ts';
import type { GenerationRecord } from '#graders/generation/types.ts';

const BASE = record('comfyui', '', {
  prompt: 'a brass lamp on a desk, soft light',
  seed: '42',
  steps: 20,
  guidance: 6,
  sampler: 'euler',
  scheduler: 'normal',
  model: 'base',
  width: 512,
  height: 640,
});

/** A file as the criterion sees it: its pixels do not matter here. */
const file = (generation: GenerationRecord | null, i: number, size = { width: 512, height: 640 }): FileView =>
  ({ ...size, file: { name: `${i + 1}.png`, ...size, generation, provenance: null } }) as unknown as FileView;

const files = (...changes: (Partial<GenerationRecord> | null)[]): FileView[] =>
  changes.map((change, i) => file(change && { ...BASE, ...change }, i));

function judged(views: FileView[], params: Record<string, unknown>) {
  const bound = bindCriterion({
    id: 'g',
    kind: 'generation',
    title: '',
    weight: 1,
    essential: false,
    passAt: 60,
    params,
  });
  if (!bound.ok) throw new Error(bound.issues.join());
  const criterion = bound.criterion as FilesCriterion;
  const measurement = criterion.measure(views);
  const distances = Object.fromEntries(
    Object.entries(measurement.terms).map(([name, { distance }]) => [name, distance]),
  );
  const remarks = criterion.explain(measurement, { score: 0, unclamped: 0, pass: false, terms: {} });
  return { distances, codes: remarks.map(({ code }) => code), remarks };
}

const VARY = {
  same: ['seed'],
  vary: { among: ['steps', 'guidance', 'prompt', 'loras'], values: 3, inOrder: true },
};

describe('one variable', () => {
  it.each([
    [
      'steps rise',
      files({ steps: 4 }, { steps: 8 }, { steps: 16 }),
      [0, 0, 0, 0, 0],
      ['generation.one-variable'],
    ],
    [
      'steps fall',
      files({ steps: 16 }, { steps: 8 }, { steps: 4 }),
      [0, 0, 0, 0, 0],
      ['generation.one-variable'],
    ],
    [
      'steps in no order',
      files({ steps: 4 }, { steps: 16 }, { steps: 8 }),
      [0, 0, 0, 0, 1],
      ['generation.no-order'],
    ],
    [
      'two values of three',
      files({ steps: 4 }, { steps: 4 }, { steps: 8 }),
      [0, 0, 0, 0.5, 0],
      ['generation.few-values'],
    ],
    ['nothing', files({}, {}, {}), [0, 0, 1, 1, 1], ['generation.nothing-changed']],
    [
      'steps and guidance',
      files({ steps: 4 }, { steps: 8, guidance: 7 }, { steps: 16 }),
      [0, 0, 1, 0, 0],
      ['generation.also-changed'],
    ],
    [
      'the sampler, which was not asked',
      files({ sampler: 'a' }, { sampler: 'b' }, { sampler: 'c' }),
      [0, 0, 1, 1, 1],
      ['generation.not-asked'],
    ],
    [
      'another seed in the last digit of twenty',
      files(
        { seed: '18446744073709551615', steps: 1 },
        { seed: '18446744073709551614', steps: 2 },
        { seed: '18446744073709551615', steps: 3 },
      ),
      [0, 1, 0, 0, 0],
      ['generation.seed-differs'],
    ],
    [
      'no seed recorded',
      files({ seed: null, steps: 1 }, { seed: null, steps: 2 }, { seed: null, steps: 3 }),
      [0, 1, 0, 0, 0],
      ['generation.same-missing'],
    ],
    [
      'a LoRA by its tag, which is one setting and not two',
      files(
        ...[0.2, 0.5, 0.9].map((weight) => ({
          prompt: `a lamp <lora:grain:${weight}>`,
          loras: [{ name: 'grain', weight }],
        })),
      ),
      [0, 0, 0, 0, 0],
      ['generation.one-variable'],
    ],
    [
      'spaces in the prompt, which mean nothing',
      files(
        { prompt: 'a, lamp', steps: 1 },
        { prompt: 'a,\nlamp ', steps: 2 },
        { prompt: 'a, lamp', steps: 3 },
      ),
      [0, 0, 0, 0, 0],
      ['generation.one-variable'],
    ],
    [
      'two tools',
      files({ steps: 1 }, { steps: 2 }, { steps: 3, tool: 'forge' }),
      [0, 0, 1, 0, 0],
      ['generation.also-changed'],
    ],
    [
      'one without a record',
      files({ steps: 1 }, null, { steps: 3 }),
      [1 / 3, 1, 1, 1, 1],
      ['generation.incomplete'],
    ],
  ])('%s', (_, views, expected, codes) => {
    const { distances, codes: said } = judged(views, VARY);
    expect(Object.keys(distances)).toEqual(['metadata', 'same', 'one', 'values', 'order']);
    expect(Object.values(distances)).toEqual(expected);
    expect(said).toEqual(codes);
  });

  it('says which file, from which value to which', () => {
    const { remarks } = judged(
      files({ seed: '1', steps: 1 }, { seed: '2', steps: 2 }, { seed: '1', steps: 3 }),
      VARY,
    );
    expect(remarks[0]).toMatchObject({ frame: 1, params: { frame: '2.png', value: '2', wanted: '1' } });
    const two = judged(files({ steps: 1 }, { steps: 2, guidance: 9 }, { steps: 3 }), VARY);
    expect(two.remarks[0]).toMatchObject({ params: { setting: 'guidance (CFG)', from: '6', to: '9' } });
  });

  it('of two prompts shows where they part', () => {
    const { remarks } = judged(
      files({ steps: 1 }, { steps: 2, prompt: 'a brass lamp in a hall' }, { steps: 3 }),
      {
        ...VARY,
        vary: { ...VARY.vary, among: ['steps'] },
      },
    );
    expect(remarks[0]?.params).toMatchObject({ from: 'on a desk soft light', to: 'in a hall' });
  });

  it('does not change when the files come in another order', () => {
    const views = files({ steps: 4 }, { steps: 8, guidance: 7 }, { seed: '9', steps: 16 });
    const params = { ...VARY, vary: { among: VARY.vary.among, values: 3 } };
    expect(judged([...views].reverse(), params).distances).toEqual(judged(views, params).distances);
  });
});

describe('a single file', () => {
  it.each([
    ['as recorded', {}, { width: 512, height: 640 }, 0],
    ['resized', {}, { width: 1024, height: 1280 }, 1],
    ['turned', {}, { width: 640, height: 512 }, 1],
    [
      'upscaled as recorded, on the grid',
      { upscale: { upscaler: null, scale: 1.53, steps: null, denoise: null } },
      { width: 784, height: 976 },
      0,
    ],
    [
      'upscaled without a factor',
      { upscale: { upscaler: 'Latent', scale: null, steps: 10, denoise: 0.3 } },
      { width: 1024, height: 1280 },
      0,
    ],
    [
      'upscaled and cropped',
      { upscale: { upscaler: 'Latent', scale: 2, steps: 10, denoise: 0.3 } },
      { width: 1024, height: 1024 },
      1,
    ],
    ['no size recorded, nothing contradicts', { width: null, height: null }, { width: 300, height: 200 }, 0],
  ])('%s', (_, change, size, distance) => {
    const { distances } = judged([file({ ...BASE, ...change }, 0, size)], { unedited: true });
    expect(distances).toEqual({ metadata: 0, size: distance });
  });

  it.each([
    [[['lamp']], 0],
    [[['lamps', 'soft light']], 0],
    [[['amp']], 1],
    [[['lamp'], ['brass'], ['copper', 'tin'], ['light soft']], 0.5],
  ])('words %j', (words, distance) => {
    expect(judged(files({}), { words }).distances.words).toBe(distance);
  });

  it.each([
    [512, 640, 0],
    [896, 1120, 0],
    [832, 1216, 1],
    [640, 512, 1],
  ])('%d × %d at 4:5', (width, height, distance) => {
    const params = { aspect: { ratio: [4, 5], tolerance: 0.02 } };
    expect(judged([file(BASE, 0, { width, height })], params).distances.aspect).toBe(distance);
  });

  it('without a record says how to keep one; with Content Credentials alone, that these are no settings', () => {
    expect(judged(files(null), { recorded: ['seed'] }).codes).toEqual(['generation.none']);
    const signed = files(null);
    signed[0]!.file.provenance = {
      contentCredentials: { issuer: 'Example AI' },
    } as unknown as FileView['file']['provenance'];
    expect(judged(signed, { recorded: ['seed'] }).remarks[0]).toMatchObject({
      code: 'generation.credentials-only',
      params: { by: 'Example AI' },
    });
  });

  it('cuts what stands in a sentence', () => {
    const { remarks } = judged(files({ tool: 'x'.repeat(5000) }, {}), {
      vary: { among: ['steps'], values: 2 },
    });
    expect(String(remarks[0]?.params.from)).toHaveLength(60);
  });
});

it('a setting cannot both stay the same and vary', () => {
  expect(() => judged(files({}), { same: ['seed'], vary: { among: ['seed'] } })).toThrow(
    'both stay the same',
  );
});
