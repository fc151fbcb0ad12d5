import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openai } from '#server/lab/openai.ts';
import { answerJson } from '#test/support/generators/http.ts';
import { localService, type LocalService } from '#test/support/generators/openai.ts';
import { labOf, problemOf, settings, watching } from './helpers.ts';

let server: LocalService;
beforeEach(async () => void (server = await localService()));
afterEach(() => server.close());

const generator = (more: Record<string, string> = {}) =>
  openai(
    labOf({
      ATELIER_LAB_KIND: 'openai',
      ATELIER_LAB_URL: `${server.url}/v1`,
      ATELIER_LAB_KEY: 'sk-test-key',
      ATELIER_LAB_MODEL: 'gpt-image-1',
      ...more,
    }),
    () => 1_764_100_000_000,
  );
const error = (code: string | null, type: string, message = 'no') => ({
  error: { message, type, param: null, code },
});

describe('an images API', () => {
  it('takes neither seed nor steps', async () => {
    expect(await generator().capabilities(AbortSignal.timeout(1000))).toMatchObject({
      seed: false,
      steps: null,
      samplers: null,
      negativePrompt: false,
    });
  });

  it.each([
    ['gpt-image-1', { model: 'gpt-image-1', n: 1, size: '1024x1024' }],
    ['dall-e-3', { model: 'dall-e-3', n: 1, size: '1024x1024', response_format: 'b64_json' }],
  ])('asks %s for one picture in the form it takes', async (model, body) => {
    const made = await generator({ ATELIER_LAB_MODEL: model }).generate(
      settings({ width: 1024, height: 1024 }),
      watching(),
    );
    expect([made.seed, made.infotext, made.bytes[1]]).toEqual([null, null, 0x50]);
    expect(server.asked[0]!.json).toEqual({ prompt: settings().prompt, ...body });
    expect(server.asked[0]!.headers.authorization).toBe('Bearer sk-test-key');
  });

  it('follows an address of its own origin, without the key', async () => {
    server.byAddress = true;
    expect((await generator().generate(settings(), watching())).bytes[1]).toBe(0x50);
    expect(server.asked.at(-1)!.path).toBe('/pictures/1.png');
    expect(server.asked.at(-1)!.headers.authorization).toBeUndefined();
  });

  it('follows another origin only when it is allowed', async () => {
    const other = await localService();
    server.byAddress = other.url;
    const problem = await problemOf(generator().generate(settings(), watching()));
    expect([problem.code, problem.said, problem.mayHaveCost]).toEqual(['elsewhere', other.url, true]);
    expect(other.asked).toEqual([]);
    const allowed = generator({ ATELIER_LAB_PICTURE_ORIGINS: `https://a.example, ${other.url}` });
    expect((await allowed.generate(settings(), watching())).bytes[1]).toBe(0x50);
    await other.close();
  });

  it.each([
    'file:///etc/passwd',
    'http://169.254.169.254/latest/meta-data/',
    '//192.0.2.7/x.png',
    'data:image/png;base64,AAAA',
    'gopher://127.0.0.1:70/',
  ])('does not follow %s', async (url) => {
    server.answer = (response) => answerJson(response, { created: 1, data: [{ url }] });
    expect((await problemOf(generator().generate(settings(), watching()))).code).toBe('elsewhere');
    expect(server.asked.length).toBe(1);
  });

  it('says what a doctor should know, and never the key', async () => {
    expect(await generator().reach(AbortSignal.timeout(5000))).toBe('answers; it has the model gpt-image-1.');
    const problem = await problemOf(
      generator({ ATELIER_LAB_KEY: 'sk-wrong-abcdef' }).reach(AbortSignal.timeout(5000)),
    );
    expect(problem.code).toBe('key-refused');
    expect(problem.said).not.toMatch(/sk-/);
  });
});

const moderated = {
  error: {
    message: 'Your request was rejected by the safety system.',
    type: 'image_generation_user_error',
    param: null,
    code: 'moderation_blocked',
  },
};

describe('what goes wrong has a code, and says whether it may have cost something', () => {
  it.each<[string, (response: ServerResponse) => void, string, boolean, number | null]>([
    ['moderation', (r) => answerJson(r, moderated, 400), 'prompt-refused', false, null],
    [
      'an older content policy',
      (r) => answerJson(r, error('content_policy_violation', 'invalid_request_error'), 400),
      'prompt-refused',
      false,
      null,
    ],
    [
      'a pause in seconds',
      (r) =>
        r
          .writeHead(429, { 'retry-after': '20' })
          .end(JSON.stringify(error('rate_limit_exceeded', 'requests'))),
      'too-fast',
      false,
      20_000,
    ],
    [
      'a pause until a date',
      (r) => r.writeHead(429, { 'retry-after': new Date(1_764_100_030_000).toUTCString() }).end('{}'),
      'too-fast',
      false,
      30_000,
    ],
    ['a pause without a time', (r) => r.writeHead(429).end('busy'), 'too-fast', false, null],
    [
      'no credit',
      (r) => answerJson(r, error('insufficient_quota', 'insufficient_quota'), 429),
      'quota-spent',
      false,
      null,
    ],
    [
      'an unknown model',
      (r) => answerJson(r, error('model_not_found', 'invalid_request_error'), 404),
      'model-missing',
      false,
      null,
    ],
    [
      'a size it does not make',
      (r) => answerJson(r, error(null, 'invalid_request_error', 'Invalid size'), 400),
      'settings-refused',
      false,
      null,
    ],
    [
      'an error as plain text',
      (r) => answerJson(r, { error: 'model not loaded' }, 500),
      'generator-failed',
      false,
      null,
    ],
    [
      'an empty place',
      (r) => answerJson(r, { created: 1, data: [{ b64_json: '' }] }),
      'no-picture',
      true,
      null,
    ],
    ['no place at all', (r) => answerJson(r, { created: 1, data: [] }), 'not-understood', true, null],
    ['a page of a proxy', (r) => r.writeHead(200).end('<html>'), 'not-understood', true, null],
    [
      'a redirect',
      (r) => r.writeHead(307, { location: 'http://127.0.0.1:1/' }).end(),
      'redirected',
      false,
      null,
    ],
    ['a cut line', (r) => r.socket?.destroy(), 'broken-off', true, null],
  ])('%s', async (_, answer, code, mayHaveCost, retryAfterMs) => {
    server.answer = answer;
    const problem = await problemOf(generator().generate(settings(), watching()));
    expect([problem.code, problem.mayHaveCost, problem.retryAfterMs]).toEqual([
      code,
      mayHaveCost,
      retryAfterMs,
    ]);
  });
});
