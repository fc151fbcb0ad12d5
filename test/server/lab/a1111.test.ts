import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readGeneration } from '#graders/generation/read.ts';
import { a1111 } from '#server/lab/a1111.ts';
import { localA1111, type LocalA1111 } from '#test/support/generators/a1111.ts';
import { answerJson } from '#test/support/generators/http.ts';
import { until } from '#test/support/platform.ts';
import { labOf, problemOf, settings, watching } from './helpers.ts';

let server: LocalA1111;
beforeEach(async () => void (server = await localA1111()));
afterEach(() => server.close());

const lab = (more: Record<string, string> = {}) =>
  labOf({ ATELIER_LAB_KIND: 'a1111', ATELIER_LAB_URL: server.url, ...more });
const generator = (more: Record<string, string> = {}) => a1111(lab(more), 20);
const euler = settings({ sampler: 'Euler' });

describe('the web UI’s API', () => {
  it('tells what may be decided', async () => {
    const { samplers, model, seed } = await generator().capabilities(AbortSignal.timeout(5000));
    expect(samplers).toEqual(['DPM++ 2M', 'Euler a', 'Euler', 'DDIM']);
    expect([model, seed]).toEqual(['v1-5-pruned.safetensors [6ce0161689]', true]);
  });

  it('makes a picture whose bytes carry what was asked for', async () => {
    const made = await generator().generate(euler, watching());
    expect(made.seed).toBe('4242');
    expect(readGeneration(made.bytes)).toMatchObject({
      tool: 'sd-webui',
      prompt: 'a lighthouse at dusk, long exposure',
      negativePrompt: 'people',
      seed: '4242',
      steps: 24,
      guidance: 7,
      sampler: 'Euler',
      width: 64,
      height: 64,
    });
    const { json } = server.asked.find(({ path }) => path === '/sdapi/v1/txt2img')!;
    expect(json).toMatchObject({ n_iter: 1, batch_size: 1, save_images: false });
    expect(json).not.toHaveProperty('override_settings');
  });

  it('asks for the configured model', async () => {
    await generator({ ATELIER_LAB_MODEL: 'sdxl' }).generate(euler, watching());
    const { json } = server.asked.find(({ path }) => path === '/sdapi/v1/txt2img')!;
    expect(json['override_settings']).toEqual({ sd_model_checkpoint: 'sdxl' });
  });

  it('tells how far it is while it works', async () => {
    server.hold();
    const watched = watching();
    const work = generator().generate(euler, watched);
    await until(async () => watched.shares.includes(0.5));
    server.release();
    await work;
    expect(watched.shares.every((share) => share >= 0 && share <= 1)).toBe(true);
  });

  it('is stopped at the generator, and by the caller', async () => {
    server.hold();
    const watched = watching();
    const own = generator();
    const work = own.generate(euler, watched);
    work.catch(() => {});
    await until(async () => server.made() === 1);
    await own.cancel(null);
    watched.controller.abort('cancelled');
    await expect(work).rejects.toBe('cancelled');
    expect(server.interrupted).toBe(1);
  });

  it('lets user and password in as Basic', async () => {
    const guarded = await localA1111({ auth: 'atelier:secret' });
    const own = (key?: string) =>
      a1111(
        labOf({
          ATELIER_LAB_KIND: 'a1111',
          ATELIER_LAB_URL: guarded.url,
          ...(key ? { ATELIER_LAB_KEY: key } : {}),
        }),
      );
    expect(await own('atelier:secret').reach(AbortSignal.timeout(5000))).toMatch(/4 samplers/);
    expect((await problemOf(own().reach(AbortSignal.timeout(5000)))).code).toBe('key-refused');
    expect((await problemOf(own('atelier:wrong').generate(euler, watching()))).code).toBe('key-refused');
    await guarded.close();
  });
});

const html = (response: ServerResponse) =>
  response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Gradio</title>');
const fastApi422 = {
  detail: [{ loc: ['body', 'steps'], msg: 'value is not a valid integer', type: 'type_error.integer' }],
};

describe('what goes wrong has a code', () => {
  it.each<[string, (response: ServerResponse) => void, string, string]>([
    ['a page instead of JSON', html, 'not-understood', ''],
    ['no pictures', (r) => answerJson(r, { images: [], info: '{}' }), 'not-understood', ''],
    ['no Base64', (r) => answerJson(r, { images: ['<html>'], info: '{}' }), 'not-a-picture', ''],
    [
      'an unknown sampler',
      (r) => answerJson(r, { detail: 'Sampler not found' }, 400),
      'settings-refused',
      'Sampler not found',
    ],
    [
      'settings of another type',
      (r) => answerJson(r, fastApi422, 422),
      'settings-refused',
      'not a valid integer',
    ],
    [
      'an unknown model',
      (r) => answerJson(r, { detail: 'Model not found' }, 404),
      'model-missing',
      'Model not found',
    ],
    ['an API that is switched off', (r) => answerJson(r, { detail: 'Not Found' }, 404), 'not-understood', ''],
    [
      'too little memory',
      (r) =>
        answerJson(
          r,
          { error: 'OutOfMemoryError', detail: '', body: '', errors: 'CUDA out of memory.' },
          500,
        ),
      'generator-failed',
      'CUDA out of memory.',
    ],
    ['a redirect', (r) => r.writeHead(302, { location: 'http://192.0.2.1/' }).end(), 'redirected', ''],
    ['an answer without end', (r) => endless(r), 'too-much', ''],
    [
      'a size that is announced',
      (r) => r.writeHead(200, { 'content-length': '99999999999' }).write('{'),
      'too-much',
      '',
    ],
    ['a broken answer', (r) => broken(r), 'broken-off', ''],
  ])('%s', async (_, answer, code, said) => {
    server.answer = (response) => void answer(response);
    const problem = await problemOf(generator().generate(euler, watching()));
    expect([problem.code, problem.said]).toEqual([code, expect.stringContaining(said)]);
  });

  it('nobody there', async () => {
    await server.close();
    const problem = await problemOf(generator().generate(euler, watching()));
    expect([problem.code, problem.mayHaveCost]).toEqual(['unreachable', false]);
    server = await localA1111();
  });

  it('no answer in time', async () => {
    server.hold();
    const own = a1111({ ...lab(), timeoutMs: 300 }, 20);
    const problem = await problemOf(own.generate(euler, watching()));
    expect([problem.code, problem.mayHaveCost]).toEqual(['timed-out', true]);
  });
});

function endless(response: ServerResponse): void {
  const chunk = Buffer.alloc(1 << 20, 0x41);
  const more = (): void => {
    while (!response.destroyed && response.write(chunk));
    if (!response.destroyed) response.once('drain', more);
  };
  response.on('error', () => {});
  response.writeHead(200, { 'content-type': 'application/json' });
  more();
}

function broken(response: ServerResponse): void {
  response.writeHead(200, { 'content-length': '1000' });
  response.write('{"images":["', () => response.destroy());
}
