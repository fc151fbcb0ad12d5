import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readGeneration } from '#graders/generation/read.ts';
import { MOST } from '#server/lab/comfy-progress.ts';
import { comfyui } from '#server/lab/comfyui.ts';
import { localComfyui, type LocalComfyui } from '#test/support/generators/comfyui.ts';
import { until } from '#test/support/platform.ts';
import { labOf, problemOf, settings, watching } from './helpers.ts';

let server: LocalComfyui;
beforeEach(async () => void (server = await localComfyui()));
afterEach(() => server.close());

const lab = (more: Record<string, string> = {}) =>
  labOf({ ATELIER_LAB_KIND: 'comfyui', ATELIER_LAB_URL: server.url, ...more });
const generator = (more: Record<string, string> = {}) => comfyui(lab(more), 20);

describe('ComfyUI', () => {
  it('tells what may be decided, from old nodes and new ones', async () => {
    const { samplers, model } = await generator().capabilities(AbortSignal.timeout(5000));
    expect([samplers, model]).toEqual([['euler', 'dpmpp_2m', 'ddim'], 'sd_xl_base_1.0.safetensors']);
  });

  it.each([true, false])('makes a picture; ids of ours are taken: %s', async (takesIds) => {
    server.takesIds = takesIds;
    const watched = watching();
    const made = await generator().generate(settings(), watched);
    expect(readGeneration(made.bytes)).toMatchObject({
      tool: 'comfyui',
      prompt: 'a lighthouse at dusk, long exposure',
      negativePrompt: 'people',
      seed: '4242',
      steps: 24,
      guidance: 7,
      sampler: 'euler',
    });
    expect(watched.tickets.at(-1)).toBe(server.prompts[0]!.id);
    expect(watched.tickets.length).toBe(takesIds ? 1 : 2);
  });

  it('tells its steps from the web socket, and lets bytes pass', async () => {
    server.stay = 'running';
    const watched = watching();
    const work = generator({ ATELIER_LAB_KEY: 'let-me-in' }).generate(settings(), watched);
    await until(async () => server.prompts[0] && server.sockets.connected(server.prompts[0].clientId));
    server.progress(6, 24);
    server.progress(12, 24);
    await until(async () => watched.shares.length === 2);
    server.finish();
    await work;
    expect(watched.shares).toEqual([0.25, 0.5]);
    expect(server.sockets.headers[0]?.['authorization']).toBe('Bearer let-me-in');
  });

  it('stops listening to a socket that talks without end, and makes the picture all the same', async () => {
    server.stay = 'running';
    const watched = watching();
    const work = generator().generate(settings(), watched);
    await until(async () => server.prompts[0] && server.sockets.connected(server.prompts[0].clientId));
    const { clientId } = server.prompts[0]!;
    for (let said = 0; said <= MOST.messages; said++) server.sockets.sendBytes(clientId, Buffer.alloc(1));
    await until(async () => !server.sockets.connected(clientId));
    server.finish();
    expect(readGeneration((await work).bytes)?.seed).toBe('4242');
    expect(watched.shares).toEqual([]);
  });

  it('finds a picture again by its ticket, finished or not', async () => {
    server.stay = 'running';
    const watched = watching();
    const lost = generator().generate(settings(), watched);
    lost.catch(() => {});
    await until(async () => server.prompts.length === 1);
    watched.controller.abort('stopping');
    await expect(lost).rejects.toBe('stopping');
    const again = generator().resume!(watched.tickets[0]!, settings(), watching());
    server.finish();
    expect(readGeneration((await again)!.bytes)?.seed).toBe('4242');
    expect(server.prompts.length).toBe(1);
    server.forget();
    expect(await generator().resume!(watched.tickets[0]!, settings(), watching())).toBeNull();
  });

  it.each([
    ['pending', 'POST /queue'],
    ['running', 'POST /interrupt'],
  ] as const)('stops a %s prompt of ours by %s, and no other', async (stay, route) => {
    server.stay = stay;
    const watched = watching();
    const own = generator();
    const work = own.generate(settings(), watched);
    work.catch(() => {});
    await until(async () => server.prompts.length === 1);
    await own.cancel('another');
    await own.cancel(watched.tickets[0]!);
    watched.controller.abort('cancelled');
    await expect(work).rejects.toBe('cancelled');
    const changes = server.asked.filter(({ method, path }) => method === 'POST' && path !== '/prompt');
    expect(changes.map(({ method, path }) => `${method} ${path}`)).toEqual([route]);
  });

  it.each([
    ['error', 'generator-failed', /out of memory/],
    ['interrupted', 'stopped', /^$/],
  ] as const)('a prompt that ends as %s is %s', async (state, code, said) => {
    server.stay = 'running';
    const work = problemOf(generator().generate(settings(), watching()));
    await until(async () => server.prompts.length === 1);
    server.finish(state);
    const problem = await work;
    expect(problem.code).toBe(code);
    expect(problem.said).toMatch(said);
  });

  it('says which model is missing', async () => {
    const problem = await problemOf(
      generator({ ATELIER_LAB_MODEL: 'gone.ckpt' }).generate(settings(), watching()),
    );
    expect([problem.code, problem.said]).toEqual(['model-missing', expect.stringContaining('gone.ckpt')]);
  });

  it('gives a prompt up when it takes too long, and takes it out of the queue', async () => {
    server.stay = 'pending';
    const own = comfyui({ ...lab(), timeoutMs: 200 }, 20);
    expect((await problemOf(own.generate(settings(), watching()))).code).toBe('timed-out');
    expect(server.prompts).toEqual([]);
  });
});
