import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LabRun } from '#core/lab.ts';
import type { Learner } from '#core/types.ts';
import { readGeneration } from '#graders/generation/read.ts';
import type { WishForm } from '#server/lab/wish.ts';
import { localA1111, type LocalA1111 } from '#test/support/generators/a1111.ts';
import { localComfyui } from '#test/support/generators/comfyui.ts';
import { writeGenerated } from '#test/support/generators/exercise.ts';
import { answerJson, gate, type LocalGenerator } from '#test/support/generators/http.ts';
import { localService } from '#test/support/generators/openai.ts';
import { generatedPng } from '#test/support/generators/picture.ts';
import {
  scratch,
  signUp,
  sweepFolders,
  testPlatform,
  until,
  type TestPlatform,
} from '#test/support/platform.ts';

const CHILD = fileURLToPath(new URL('../../../src/worker/child.ts', import.meta.url));
const DAY = 86_400_000;
const NOON = 20_000 * DAY + DAY / 2;

const open: { stop(): Promise<void> }[] = [];
const servers: { close(): Promise<void> }[] = [];
let server: LocalA1111;
beforeEach(async () => {
  server = await localA1111();
  servers.push(server);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.stop()));
  await Promise.all(servers.splice(0).map((one) => one.close()));
});
afterAll(sweepFolders);

interface School {
  platform: TestPlatform;
  learner: Learner;
  clock: { now: number };
}

const exercises = async (): Promise<string> => {
  const folder = await scratch('exercises');
  await writeGenerated(folder, 'one', '2d7f9f3a-74f5-4c81-9e31-816dae419c03', 1);
  return folder;
};

/** A school with a lab; `start()` is up to the test. */
async function school(
  environment: Record<string, string> = {},
  { data, local = server, kind = 'a1111' }: { data?: string; local?: LocalGenerator; kind?: string } = {},
): Promise<School> {
  const clock = { now: NOON };
  const platform = await testPlatform({
    data,
    exercises: await exercises(),
    childModule: CHILD,
    now: () => clock.now,
    environment: { ATELIER_LAB_KIND: kind, ATELIER_LAB_URL: local.url, ATELIER_WORKERS: '0', ...environment },
  });
  open.push(platform);
  const { learner } = await signUp(platform);
  return { platform, learner, clock };
}

const wish = (more: Partial<WishForm> = {}): WishForm => ({
  prompt: 'a lighthouse at dusk',
  negative: '',
  seed: '100',
  steps: '20',
  guidance: '7',
  sampler: 'Euler',
  size: '512x512',
  vary: 'seed',
  values: '',
  count: '1',
  ...more,
});

const lab = ({ platform }: Pick<School, 'platform'>) => platform.app.lab!;
const exerciseOf = ({ platform }: Pick<School, 'platform'>) => platform.app.catalogue.bySlug('one')!;

async function ask(at: School, more: Partial<WishForm> = {}, learner = at.learner): Promise<string> {
  const outcome = await lab(at).ask(learner, exerciseOf(at), wish(more));
  if (!outcome.ok) throw new Error(outcome.refusal.detail);
  return outcome.value;
}
const refusalOf = async (at: School, more: Partial<WishForm> = {}, learner = at.learner) => {
  const outcome = await lab(at).ask(learner, exerciseOf(at), wish(more));
  return outcome.ok ? null : outcome.refusal.code;
};
const ended = (at: School, id: string, learner = at.learner): Promise<LabRun> =>
  until(async () => {
    const run = await lab(at).run(id, learner);
    return run && run.endedAt !== null && run;
  }, 30_000);
const states = (run: LabRun) => run.pictures.map(({ state }) => state);
const left = async (at: School, learner = at.learner) => (await lab(at).left(learner)).left;
const bytesOf = async (at: School, run: LabRun, n = 0): Promise<Uint8Array> => {
  const original = await lab(at).original(at.learner, run.id, n);
  return new Uint8Array(await new Response(original!.stream).arrayBuffer());
};

describe('a run', () => {
  it('makes its pictures, keeps them as they came, and counts them', async () => {
    const at = await school();
    at.platform.start();
    const run = await ended(at, await ask(at, { vary: 'guidance', values: '4, 7, 10', seed: '7' }));
    expect([run.state, states(run)]).toEqual(['done', ['stored', 'stored', 'stored']]);
    const records = await Promise.all([0, 1, 2].map(async (n) => readGeneration(await bytesOf(at, run, n))));
    expect(records.map((record) => [record?.guidance, record?.seed, record?.prompt])).toEqual([
      [4, '7', 'a lighthouse at dusk'],
      [7, '7', 'a lighthouse at dusk'],
      [10, '7', 'a lighthouse at dusk'],
    ]);
    expect(run.pictures.map(({ written, file }) => [written, file?.width])).toEqual(
      Array(3).fill([false, 512]),
    );
    expect(await left(at)).toBe(37);
    const shown = await lab(at).shown(at.learner, run.id, 0);
    expect(Buffer.from(shown!.subarray(8, 12)).toString()).toBe('WEBP');
  });

  it('is seen by nobody else', async () => {
    const at = await school();
    at.platform.start();
    const run = await ended(at, await ask(at));
    const { learner: other } = await signUp(at.platform, 'otto');
    for (const viewer of [other, { ...other, role: 'owner' as const }]) {
      expect(await lab(at).run(run.id, viewer)).toBeNull();
      expect(await lab(at).shown(viewer, run.id, 0)).toBeNull();
      expect(await lab(at).original(viewer, run.id, 0)).toBeNull();
      expect(await lab(at).cancel(viewer, run.id)).toMatchObject({ ok: false, refusal: { status: 404 } });
      const stolen = await lab(at).handIn(viewer, exerciseOf(at), [`${run.id}.0`]);
      expect(stolen).toMatchObject({ ok: false, refusal: { code: 'lab-picture-gone' } });
    }
  });

  it('tells whoever watches how far it is', async () => {
    const at = await school();
    server.hold();
    at.platform.start();
    const id = await ask(at);
    const seen: LabRun[] = [];
    const watching = (async () => {
      for await (const run of lab(at).watch(id, at.learner, AbortSignal.timeout(20_000))) {
        seen.push(run);
        if (run.share === 0.5) server.release();
      }
    })();
    await watching;
    expect(seen.map(({ state }) => state)).toEqual(expect.arrayContaining(['running', 'done']));
    expect(seen.some(({ share }) => share === 0.5)).toBe(true);
  });

  it('that waits is stopped without a word to the generator, and costs nothing', async () => {
    const at = await school();
    const id = await ask(at, { count: '4' });
    expect(await left(at)).toBe(36);
    expect((await lab(at).cancel(at.learner, id)).ok).toBe(true);
    expect((await ended(at, id)).state).toBe('cancelled');
    expect([await left(at), server.made()]).toEqual([40, 0]);
  });

  it('under way is stopped at the generator; what is there stays', async () => {
    const at = await school();
    at.platform.start();
    const id = await ask(at, { count: '3' });
    await until(async () => (await lab(at).run(id, at.learner))?.pictures[0]?.state === 'stored');
    server.hold();
    await until(async () => server.made() === 3 || (await lab(at).run(id, at.learner))?.share === 0.5);
    await lab(at).cancel(at.learner, id);
    server.release();
    const run = await ended(at, id);
    expect(run.state).toBe('cancelled');
    expect(server.interrupted).toBe(1);
    expect(await left(at)).toBe(40 - states(run).filter((state) => state === 'stored').length);
  });
});

describe('what a day holds', () => {
  it('two requests at once cannot both take the last pictures', async () => {
    const at = await school({ ATELIER_LAB_PICTURES_PER_DAY: '5' });
    const codes = await Promise.all(['3', '3', '3'].map((count) => refusalOf(at, { count })));
    expect(codes.toSorted()).toEqual(['lab-day-used-up', 'lab-day-used-up', null]);
    expect(await left(at)).toBe(2);
  });

  it('begins anew at midnight UTC', async () => {
    const at = await school({ ATELIER_LAB_PICTURES_PER_DAY: '2' });
    await ask(at, { count: '2' });
    expect(await refusalOf(at)).toBe('lab-day-used-up');
    at.clock.now += DAY / 2 - 1;
    expect(await refusalOf(at)).toBe('lab-day-used-up');
    at.clock.now += 1;
    expect(await left(at)).toBe(2);
    expect(await refusalOf(at)).toBeNull();
  });

  it('holds for all learners together, too', async () => {
    const at = await school({ ATELIER_LAB_PICTURES_PER_DAY_ALL: '3' });
    const { learner: other } = await signUp(at.platform, 'otto');
    await ask(at, { count: '2' });
    expect(await refusalOf(at, { count: '2' }, other)).toBe('lab-school-used-up');
    expect(await refusalOf(at, { count: '1' }, other)).toBeNull();
  });

  it('guests have none; nobody queues more than four runs', async () => {
    const at = await school();
    const guest = await at.platform.app.accounts.becomeGuest('192.0.2.9');
    if (!guest.ok) throw new Error('no guest');
    expect(await refusalOf(at, {}, guest.value.learner)).toBe('lab-account-needed');
    for (let i = 0; i < 4; i++) await ask(at);
    expect(await refusalOf(at)).toBe('lab-runs-waiting');
  });
});

it('learners take turns: a second run stands behind the first ones of others', async () => {
  const at = await school();
  const ticking = setInterval(() => (at.clock.now += 1), 1);
  const { learner: other } = await signUp(at.platform, 'otto');
  for (const prompt of ['a1', 'a2', 'a3']) {
    await ask(at, { prompt });
    await sleep(5);
  }
  await ask(at, { prompt: 'b1' }, other);
  await sleep(5);
  const last = await ask(at, { prompt: 'b2' }, other);
  at.platform.start();
  await ended(at, last, other);
  await until(async () => server.made() === 5);
  const order = server.asked.filter(({ path }) => path.endsWith('txt2img')).map(({ json }) => json['prompt']);
  clearInterval(ticking);
  expect(order).toEqual(['a1', 'b1', 'a2', 'b2', 'a3']);
});

describe('what the generator does wrong is said, and costs nothing', () => {
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  it.each<[string, () => Promise<Uint8Array>]>([
    ['a page', async () => Buffer.from('<!doctype html><title>no</title>')],
    ['a picture cut short', async () => (await generatedPng(1, {}, [512, 512])).subarray(0, 900)],
    ['a vector picture', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ])('%s instead of a picture', async (_, bytes) => {
    const at = await school();
    const image = base64(await bytes());
    server.answer = (response) => answerJson(response, { images: [image], info: '{}' });
    at.platform.start();
    const run = await ended(at, await ask(at, { count: '2' }));
    expect([run.state, run.problem?.code, states(run)]).toEqual([
      'failed',
      'not-a-picture',
      ['left-out', 'left-out'],
    ]);
    expect(await left(at)).toBe(40);
  });

  it('away while the run waits: tried again, then done', async () => {
    const at = await school();
    const id = await ask(at);
    const { port } = new URL(server.url);
    await server.close();
    at.platform.start();
    await until(async () => (await lab(at).run(id, at.learner))?.problem?.code === 'unreachable');
    at.clock.now += 2_000;
    const back = await localA1111();
    servers.push(back);
    await new Promise<void>((resolve) => back.server.close(() => resolve()));
    await new Promise<void>((resolve) => back.server.listen(Number(port), '127.0.0.1', resolve));
    expect((await ended(at, id)).state).toBe('done');
  });
});

describe('a service that is paid', () => {
  const paid = { ATELIER_LAB_KEY: 'sk-test-key', ATELIER_LAB_MODEL: 'gpt-image-1' };
  const service = async () => {
    const local = await localService();
    servers.push(local);
    return local;
  };

  it('has the settings written into its files, and says so', async () => {
    const local = await service();
    const at = await school(paid, { local, kind: 'openai' });
    at.platform.start();
    const run = await ended(at, await ask(at, { size: '' }));
    const [picture] = run.pictures;
    expect([picture?.written, picture?.settings.seed, picture?.settings.steps]).toEqual([true, null, null]);
    const bytes = await bytesOf(at, run);
    expect(readGeneration(bytes)).toMatchObject({
      tool: 'atelier-lab',
      prompt: 'a lighthouse at dusk',
      seed: null,
      steps: null,
      model: 'gpt-image-1',
      width: 1024,
      height: 1024,
    });
    expect(Buffer.from(bytes).toString('latin1')).toContain('Atelier lab, from the request');
  });

  it('asks for a pause: the run waits for it and goes on', async () => {
    const local = await service();
    const at = await school(paid, { local, kind: 'openai' });
    local.answer = (response) => response.writeHead(429, { 'retry-after': '30' }).end('{}');
    at.platform.start();
    const id = await ask(at, { size: '' });
    await until(async () => (await lab(at).run(id, at.learner))?.problem?.code === 'too-fast');
    local.answer = undefined;
    at.clock.now += 29_000;
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(local.made()).toBe(1);
    at.clock.now += 2_000;
    expect((await ended(at, id)).state).toBe('done');
  });

  it('whose answer was lost is not asked again: the picture says so and counts', async () => {
    const local = await service();
    const at = await school(paid, { local, kind: 'openai' });
    local.answer = (response) => response.socket?.destroy();
    at.platform.start();
    const run = await ended(at, await ask(at, { size: '', count: '3' }));
    expect([run.state, run.problem?.code, states(run)]).toEqual([
      'failed',
      'broken-off',
      ['lost', 'left-out', 'left-out'],
    ]);
    expect([local.made(), await left(at)]).toEqual([1, 39]);
  });

  it('turns a prompt down: nothing counts', async () => {
    const local = await service();
    const at = await school(paid, { local, kind: 'openai' });
    local.answer = (response) =>
      answerJson(
        response,
        { error: { message: 'rejected', type: 'user_error', code: 'moderation_blocked' } },
        400,
      );
    at.platform.start();
    const run = await ended(at, await ask(at, { size: '' }));
    expect([run.problem?.code, await left(at)]).toEqual(['prompt-refused', 40]);
  });

  it('is waited for at an orderly stop; the rest is made by the next process', async () => {
    const local = await service();
    const data = await scratch('data');
    const first = await school(paid, { local, kind: 'openai', data });
    const waiting = gate();
    local.answer = (response) =>
      void waiting.opened.then(() => {
        local.answer = undefined;
        return local.again(response);
      });
    first.platform.start();
    const id = await ask(first, { size: '', count: '2' });
    await until(async () => local.made() === 1);
    const stopped = open.splice(0)[0]!.stop();
    await sleep(200);
    waiting.open();
    await stopped;
    expect(local.made()).toBe(1);
    const again = await reopened(data, { kind: 'openai', local, environment: paid });
    const run = await ended({ ...first, platform: again }, id);
    expect([run.state, states(run), local.made()]).toEqual(['done', ['stored', 'stored'], 2]);
  });

  it('is given up when it does not come: lost, told, and the rest is made', async () => {
    const local = await service();
    const data = await scratch('data');
    const first = await school(paid, { local, kind: 'openai', data });
    local.answer = () => {};
    first.platform.start();
    const id = await ask(first, { size: '', count: '2' });
    await until(async () => local.made() === 1);
    await open.splice(0)[0]!.stop();
    local.answer = undefined;
    const again = await reopened(data, { kind: 'openai', local, environment: paid });
    const run = await ended({ ...first, platform: again }, id);
    expect([run.state, states(run), local.made()]).toEqual(['done', ['lost', 'stored'], 2]);
    expect(await left({ ...first, platform: again })).toBe(38);
  });
});

/** The next process on the same data. */
async function reopened(
  data: string,
  { kind, local, environment }: { kind: string; local: LocalGenerator; environment?: Record<string, string> },
): Promise<TestPlatform> {
  const platform = await testPlatform({
    data,
    exercises: await exercises(),
    childModule: CHILD,
    now: () => NOON + 60_000,
    environment: { ATELIER_LAB_KIND: kind, ATELIER_LAB_URL: local.url, ATELIER_WORKERS: '0', ...environment },
  });
  open.push(platform);
  platform.start();
  return platform;
}

describe('a school that is stopped in the middle', () => {
  it('finds the picture again where ComfyUI made it meanwhile', async () => {
    const local = await localComfyui();
    servers.push(local);
    const data = await scratch('data');
    const first = await school({}, { local, kind: 'comfyui', data });
    local.stay = 'running';
    first.platform.start();
    const id = await ask(first, { sampler: 'euler' });
    await until(async () => local.prompts.length === 1);
    await open.splice(0)[0]!.stop();
    local.finish();
    const again = await reopened(data, { kind: 'comfyui', local });
    const run = await ended({ ...first, platform: again }, id);
    expect([run.state, local.prompts.length]).toEqual(['done', 1]);
  });

  it('asks the web UI again, which costs nothing', async () => {
    const data = await scratch('data');
    const first = await school({}, { data });
    server.hold();
    first.platform.start();
    const id = await ask(first);
    await until(async () => server.made() === 1);
    await open.splice(0)[0]!.stop();
    server.release();
    const again = await reopened(data, { kind: 'a1111', local: server });
    const run = await ended({ ...first, platform: again }, id);
    expect([run.state, states(run), server.made()]).toEqual(['done', ['stored'], 2]);
  });
});

describe('handing in', () => {
  it('makes an attempt of a picture with the very bytes of the generator', async () => {
    const at = await school();
    at.platform.start();
    const run = await ended(at, await ask(at, { count: '2' }));
    expect([run.problem, states(run)]).toEqual([null, ['stored', 'stored']]);
    const chosen = [`${run.id}.1`];
    const outcome = await lab(at).handIn(at.learner, exerciseOf(at), chosen);
    if (!outcome.ok) throw new Error(outcome.refusal.detail);
    const attempt = await at.platform.app.attempts.get(outcome.value.attemptId, at.learner);
    expect(attempt?.files).toEqual([
      { name: 'lab-101-2.png', sha256: run.pictures[1]!.file!.sha256, bytes: run.pictures[1]!.file!.bytes },
    ]);
    expect(await lab(at).handIn(at.learner, exerciseOf(at), chosen)).toMatchObject({
      ok: true,
      value: { attemptId: outcome.value.attemptId, duplicate: true },
    });
    expect(await bytesOf(at, run, 1)).toHaveLength(run.pictures[1]!.file!.bytes);
  });

  it.each([
    [[], 'lab-wrong-choice'],
    [['0', '1'], 'lab-wrong-choice'],
    [['7'], 'lab-picture-gone'],
    [['../../etc'], 'lab-picture-gone'],
  ])('refuses %j', async (positions, code) => {
    const at = await school();
    at.platform.start();
    const run = await ended(at, await ask(at, { count: '2' }));
    const outcome = await lab(at).handIn(
      at.learner,
      exerciseOf(at),
      positions.map((n) => `${run.id}.${n}`),
    );
    expect(outcome).toMatchObject({ ok: false, refusal: { code } });
  });
});
