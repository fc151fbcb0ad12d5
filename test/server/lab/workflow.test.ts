import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readGeneration } from '#graders/generation/read.ts';
import { comfyui } from '#server/lab/comfyui.ts';
import { filled } from '#server/lab/workflow/fill.ts';
import { parseWorkflow } from '#server/lab/workflow/parse.ts';
import type { Workflow as Parsed } from '#server/lab/workflow/types.ts';
import { localComfyui, type LocalComfyui } from '#test/support/generators/comfyui.ts';
import { distilled, plain, type Workflow } from '#test/support/generators/workflows.ts';
import { labOf, settings, watching } from './helpers.ts';

const read = (workflow: unknown, model = false) => parseWorkflow(JSON.stringify(workflow), { model });
const parsed = (workflow: Workflow, model = false): Parsed => {
  const result = read(workflow, model);
  if (typeof result === 'string') throw new Error(result);
  return result;
};
/** The workflow with inputs of nodes changed, or nodes left out. */
const changed = (workflow: Workflow, changes: Record<string, Record<string, unknown> | null>): Workflow => {
  for (const [id, inputs] of Object.entries(changes)) {
    if (inputs === null) delete workflow[id];
    else Object.assign(workflow[id]!.inputs, inputs);
  }
  return workflow;
};
const titled = (workflow: Workflow, titles: Record<string, string>): Workflow => {
  for (const [id, title] of Object.entries(titles)) workflow[id]!._meta = { title };
  return workflow;
};
const placesOf = (workflow: Workflow, model = false) =>
  Object.fromEntries(
    Object.entries(parsed(workflow, model).places).map(([slot, places]) => [
      slot,
      places.map(({ node, input }) => `${node}.${input}`).join(' '),
    ]),
  );

describe('where a workflow takes what the lab sets', () => {
  it('by classes and links, as exported', () => {
    expect(placesOf(plain())).toEqual({
      prompt: '6.text',
      negative: '7.text',
      seed: '3.seed',
      steps: '3.steps',
      guidance: '3.cfg',
      sampler: '3.sampler_name',
      width: '5.width',
      height: '5.height',
      model: '',
    });
    expect(placesOf(distilled())).toEqual({
      prompt: '6.text',
      negative: '',
      seed: '25.noise_seed',
      steps: '17.steps',
      guidance: '26.guidance',
      sampler: '16.sampler_name',
      width: '27.width',
      height: '27.height',
      model: '',
    });
  });

  it('excludes nothing where the negative side is the prompt zeroed out', () => {
    const workflow = plain();
    workflow['7'] = { class_type: 'ConditioningZeroOut', inputs: { conditioning: ['6', 0] } };
    expect(placesOf(workflow)).toMatchObject({ prompt: '6.text', negative: '' });
  });

  it('follows each side through a node that has both', () => {
    const workflow = changed(plain(), { 3: { positive: ['30', 0], negative: ['30', 1] } });
    workflow['30'] = {
      class_type: 'ControlNetApplyAdvanced',
      inputs: { positive: ['6', 0], negative: ['7', 0], strength: 1 },
    };
    expect(placesOf(workflow)).toMatchObject({ prompt: '6.text', negative: '7.text' });
  });

  it('by titles, where a node stands between', () => {
    const workflow = titled(changed(plain(), { 3: { seed: ['40', 0] }, 6: { text: ['41', 0] } }), {});
    workflow['40'] = { class_type: 'PrimitiveInt', inputs: { value: 7 }, _meta: { title: 'Seed' } };
    workflow['41'] = {
      class_type: 'PrimitiveStringMultiline',
      inputs: { value: 'a house' },
      _meta: { title: 'Prompt' },
    };
    expect(placesOf(workflow)).toMatchObject({ prompt: '41.value', seed: '40.value', negative: '7.text' });
  });

  it('by tokens before all else', () => {
    const workflow = titled(
      changed(plain(), {
        6: { text: 'film still, %prompt%' },
        3: { seed: '%seed%', cfg: '%scale%' },
        4: { ckpt_name: '%model%' },
      }),
      { 7: 'Prompt' },
    );
    expect(placesOf(workflow, true)).toMatchObject({
      prompt: '6.text',
      seed: '3.seed',
      guidance: '3.cfg',
      steps: '3.steps',
      model: '4.ckpt_name',
    });
  });

  it.each<[what: string, workflow: unknown, sentence: string]>([
    [
      'the editor’s own format',
      { nodes: [], links: [], version: 0.4 },
      'export it once more with “Export (API)”',
    ],
    ['nothing', {}, 'it holds no nodes'],
    ['a list', [], 'it holds no nodes'],
    ['a node without a class', { 1: { inputs: {} } }, 'it holds no nodes'],
    ['no prompt', changed(plain(), { 6: { text: ['99', 0] } }), 'nothing in it takes the prompt'],
    ['no size', changed(plain(), { 5: null }), 'nothing in it takes the size'],
    ['no picture', changed(plain(), { 9: null }), 'nothing in it saves a picture'],
    [
      'a picture that is sent on and not saved',
      { ...plain(), 9: { ...plain()['9'], class_type: 'SaveImageWebsocket' } },
      'nothing in it saves a picture',
    ],
    [
      'a model that is not configured',
      changed(plain(), { 4: { ckpt_name: '%model%' } }),
      'ATELIER_LAB_MODEL',
    ],
    [
      'two samplers',
      { ...plain(), 20: titled(plain(), { 3: 'Second pass' })['3'] },
      'the seed could go to KSampler (3) and Second pass (20); write %seed% where it belongs',
    ],
    [
      'two pictures',
      { ...plain(), 21: plain()['9'] },
      'it saves pictures in Save Image (9) and Save Image (21)',
    ],
  ])('refuses %s with a sentence', (_, workflow, sentence) => {
    expect(read(workflow)).toContain(sentence);
  });

  it('refuses what is no JSON, and takes two samplers whose places are marked', () => {
    expect(parseWorkflow('{', { model: false })).toBe('it is not JSON');
    const marked = { seed: '%seed%', steps: '%steps%', cfg: '%cfg%', sampler_name: '%sampler%' };
    const workflow = changed({ ...plain(), 20: plain()['3']! }, { 3: marked, 20: marked });
    expect(placesOf(workflow)).toMatchObject({ seed: '3.seed 20.seed', guidance: '3.cfg 20.cfg' });
  });
});

describe('a workflow filled in', () => {
  it('changes the places alone, and makes one picture', () => {
    const before = plain();
    const graph = filled(parsed(before), settings(), null);
    const { seed, steps, guidance, sampler, width, height, prompt, negativePrompt } = settings();
    expect(graph).toEqual({
      ...plain(),
      3: {
        ...plain()['3'],
        inputs: { ...plain()['3']!.inputs, seed: Number(seed), steps, cfg: guidance, sampler_name: sampler },
      },
      5: { ...plain()['5'], inputs: { width, height, batch_size: 1 } },
      6: { ...plain()['6'], inputs: { text: prompt, clip: ['4', 1] } },
      7: { ...plain()['7'], inputs: { text: negativePrompt, clip: ['4', 1] } },
    });
    expect(before).toEqual(plain());
  });

  it('puts tokens into their text once, numbers as numbers, and leaves ComfyUI its own', () => {
    const workflow = changed(plain(), {
      6: { text: 'film still, %prompt%, %unknown%' },
      3: { seed: '%seed%' },
      4: { ckpt_name: '%model%' },
    });
    const graph = filled(
      parsed(workflow, true),
      { ...settings(), prompt: 'a %seed% of wheat' },
      'wheat.ckpt',
    );
    expect(graph['6']!.inputs['text']).toBe('film still, a %seed% of wheat, %unknown%');
    expect(graph['3']!.inputs['seed']).toBe(4242);
    expect(graph['4']!.inputs['ckpt_name']).toBe('wheat.ckpt');
    expect(graph['9']!.inputs['filename_prefix']).toBe('shop_%width%');
  });
});

describe('ComfyUI with a workflow of one’s own', () => {
  let folder: string;
  let server: LocalComfyui;
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'atelier-workflow-'))));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  beforeEach(async () => void (server = await localComfyui()));
  afterEach(() => server.close());

  const generator = async (workflow: unknown) => {
    const path = join(folder, 'mine.json');
    await writeFile(path, JSON.stringify(workflow));
    return comfyui(
      labOf({ ATELIER_LAB_KIND: 'comfyui', ATELIER_LAB_URL: server.url, ATELIER_LAB_WORKFLOW: path }),
      20,
    );
  };

  it('offers what it has places for, beginning with its own values', async () => {
    const takes = await (await generator(distilled())).capabilities(AbortSignal.timeout(5000));
    expect(takes).toMatchObject({
      model: 'distilled-dev.safetensors',
      negativePrompt: false,
      seed: true,
      steps: { min: 1, max: 80, usual: 28 },
      guidance: { min: 1, max: 20, usual: 3.5 },
      samplers: ['heun', 'euler', 'deis'],
    });
    expect((await (await generator(plain())).capabilities(AbortSignal.timeout(5000))).sizes[0]).toEqual([
      960, 640,
    ]);
  });

  it('makes the picture, which tells how', async () => {
    const own = await generator(plain());
    const { bytes } = await own.generate(settings(), watching());
    expect(readGeneration(bytes)).toMatchObject({
      tool: 'comfyui',
      prompt: settings().prompt,
      negativePrompt: settings().negativePrompt,
      seed: '4242',
      steps: 24,
      scheduler: 'karras',
    });
    expect(await own.reach(AbortSignal.timeout(5000))).toContain('by your own workflow');
  });

  it('is refused at the start with its path and what is wrong', async () => {
    await expect(generator({ nodes: [], links: [] })).rejects.toThrow(
      /^ATELIER_LAB_WORKFLOW, .*mine\.json: it is the editor’s own format/,
    );
  });
});
