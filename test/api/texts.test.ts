import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Attempt, Learner } from '#core/types.ts';
import type { Look } from '#core/view/look.ts';
import { openApi, type ApiSchool } from '#test/support/api-school.ts';
import { ramp, testPlatform, until, type TestPlatform } from '#test/support/platform.ts';
import { ACCEPTED, MOST, SLUG, writeText } from '#test/support/text.ts';

let platform: TestPlatform;
let api: ApiSchool;
let learner: Learner;
let session: string;

beforeAll(async () => {
  api = await openApi({ write: writeText, limits: { looksPerMinute: 1000 } });
  ({ platform, learner, session } = api);
}, 60_000);
afterAll(() => api?.close());

type Body = string | Uint8Array | FormData | ReadableStream;
const send = (
  body: Body,
  type?: string,
  { slug = SLUG, to = 'attempts', headers = {} as Record<string, string> } = {},
) =>
  fetch(`${api.url}/api/exercises/${slug}/${to}`, {
    method: 'POST',
    body,
    headers: { cookie: session, ...(type === undefined ? {} : { 'content-type': type }), ...headers },
    duplex: 'half',
  } as RequestInit);

const JSON_TYPE = 'application/json';
const FORM = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data; boundary=x';

const json = (text: unknown) => send(JSON.stringify({ text }), JSON_TYPE);
const form = (...parts: [string, string | Blob, string?][]): FormData => {
  const data = new FormData();
  for (const [field, value, name] of parts) {
    if (typeof value === 'string') data.append(field, value);
    else data.append(field, value, name);
  }
  return data;
};
const part = (disposition: string, content: string | Uint8Array, headers = '') =>
  Buffer.concat([
    Buffer.from(`--x\r\nContent-Disposition: form-data; ${disposition}\r\n${headers}\r\n`),
    Buffer.from(content),
    Buffer.from('\r\n--x--\r\n'),
  ]);
const picture = async () => new Blob([new Uint8Array(await ramp(240, 160).png().toBuffer())]);

/** Bytes without an announced length. */
const streamed = (start: string, bytes: number): ReadableStream => {
  const pieces = function* () {
    yield Buffer.from(start);
    for (let sent = 0; sent < bytes; sent += 65_536) yield Buffer.alloc(65_536, 'a');
  };
  return Readable.toWeb(Readable.from(pieces())) as ReadableStream;
};

const LATIN1 = Buffer.from('caf\xe9 au lait', 'latin1');

const CASES: [what: string, status: number, code: string, send: () => Promise<Response>][] = [
  ['a picture alone', 415, 'not-a-text', async () => send(await (await picture()).text(), 'image/png')],
  ['plain text without a form', 415, 'not-a-text', () => send('a cup', 'text/plain')],
  ['no content type', 415, 'not-a-text', () => send(Buffer.from('a cup'))],
  ['nothing', 415, 'not-a-text', () => send('')],
  ['an empty form', 400, 'no-text', () => send('', FORM)],
  ['an empty multipart form', 400, 'no-text', () => send('--x--\r\n', MULTIPART)],
  ['another field', 400, 'no-text', () => send('prompt=a+cup', FORM)],
  ['another field in JSON', 400, 'no-text', () => send('{"prompt":"a cup"}', JSON_TYPE)],
  ['a list in JSON', 400, 'no-text', () => send('["a cup"]', JSON_TYPE)],
  ['null', 400, 'no-text', () => send('null', JSON_TYPE)],
  [
    'a picture in the field of files',
    400,
    'wrong-field',
    async () => send(form(['file', await picture(), 'a.png'])),
  ],
  [
    'a text and a picture, which would be lost without a word',
    400,
    'wrong-field',
    async () => send(form(['text', 'a cup'], ['file', await picture(), 'a.png'])),
  ],
  ['a number in JSON', 400, 'malformed', () => json(7)],
  ['a list of texts in JSON', 400, 'malformed', () => json(['a cup', 'a jug'])],
  ['more than the text in JSON', 400, 'malformed', () => send('{"text":"a","score":100}', JSON_TYPE)],
  ['JSON that is none', 400, 'malformed', () => send('{"text":"a cup', JSON_TYPE)],
  ['multipart without a boundary', 400, 'malformed', () => send('x', 'multipart/form-data')],
  [
    'a form cut off',
    400,
    'malformed',
    () => send('--x\r\nContent-Disposition: form-data; name="text"\r\n\r\na', MULTIPART),
  ],
  ['two texts', 400, 'several-texts', () => send(form(['text', 'a cup'], ['text', 'a jug']))],
  ['two texts, urlencoded', 400, 'several-texts', () => send('text=a&text=b', FORM)],
  ['an empty text', 422, 'empty-text', () => json('')],
  ['blank space', 422, 'empty-text', () => send(form(['text', ' \r\n\t\u00a0 ']))],
  ['letters nobody sees', 422, 'empty-text', () => json('\u200b\u200d')],
  ['Latin-1, urlencoded', 422, 'not-utf8', () => send('text=caf%E9', FORM)],
  ['Latin-1 in multipart', 422, 'not-utf8', () => send(part('name="text"', LATIN1), MULTIPART)],
  ['Latin-1 as a file', 422, 'not-utf8', () => send(form(['text', new Blob([LATIN1]), 'p.txt']))],
  [
    'Latin-1 that says so',
    422,
    'not-utf8',
    () => send(part('name="text"', LATIN1, 'Content-Type: text/plain; charset=latin1\r\n'), MULTIPART),
  ],
  ['JSON in Latin-1', 422, 'not-utf8', () => send(Buffer.from('{"text":"caf\xe9"}', 'latin1'), JSON_TYPE)],
  ['half a surrogate pair', 422, 'not-utf8', () => send('{"text":"a \\ud83d cup"}', JSON_TYPE)],
  ['a picture as the text', 422, 'not-utf8', async () => send(form(['text', await picture(), 'a.png']))],
  ['a control character', 422, 'control-characters', () => json('a cup\u0000 of tea')],
  ['a turned reading direction', 422, 'control-characters', () => json('a \u202ecup')],
  ['one character too many', 413, 'text-too-long', () => json('a'.repeat(MOST + 1))],
  ['one emoji too many', 413, 'text-too-long', () => json('🫖'.repeat(MOST + 1))],
  ['far too much, announced', 413, 'too-large', () => json('a'.repeat(300_000))],
  [
    'a form that does not say how long it is',
    411,
    'length-missing',
    () => send(streamed('text=', 1000), FORM),
  ],
  ['far too much, not announced', 413, 'too-large', () => send(streamed('{"text":"', 8_000_000), JSON_TYPE)],
  [
    'far too much behind an unclosed boundary',
    413,
    'too-large',
    () => send(streamed('--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n', 8_000_000), MULTIPART),
  ],
  ['no session', 401, 'sign-in-needed', () => send('text=a+cup', FORM, { headers: { cookie: '' } })],
  [
    'a form of another site',
    403,
    'foreign-origin',
    () => send('text=a+cup', FORM, { headers: { origin: 'https://elsewhere.example' } }),
  ],
  [
    'a text for a picture exercise',
    400,
    'wrong-field',
    () => send(form(['text', 'a cup']), undefined, { slug: 'grey' }),
  ],
  [
    'JSON for a picture exercise',
    415,
    'not-multipart',
    () => send('{"text":"a cup"}', JSON_TYPE, { slug: 'grey' }),
  ],
];

async function left() {
  const blobs = join(platform.data, 'blobs');
  return {
    attempts: (await platform.app.attempts.ofLearner(learner)).length,
    halfWritten: await readdir(join(blobs, 'incoming')),
    blobs: (await readdir(join(blobs, 'sha256'), { recursive: true })).filter((name) => name.length > 10),
  };
}
const NOTHING = { attempts: 0, halfWritten: [], blobs: [] };

describe('a text that is refused costs nothing and leaves nothing', () => {
  it.each(CASES)('%s: %i %s', async (_, status, code, given) => {
    const response = await given();
    const problem = (await response.json()) as Record<string, string>;
    expect([response.status, problem.code]).toEqual([status, code]);
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    for (const text of [problem.title, problem.detail, problem.hint]) expect(text).toMatch(/^\S.*[^{}]+$/s);
    expect(await left()).toEqual(NOTHING);
  });

  it('tells how long it is and how long it may be', async () => {
    const { detail } = (await (await json('🫖'.repeat(MOST + 7))).json()) as { detail: string };
    expect(detail).toMatch(new RegExp(`\\b${MOST + 7} characters.*\\b${MOST}\\b`));
    expect(detail).toContain('This did not use up an attempt.');
  });

  it('when it breaks off', async () => {
    const { port } = new URL(api.url);
    const sending = httpRequest({
      port,
      method: 'POST',
      path: `/api/exercises/${SLUG}/attempts`,
      headers: { cookie: session, 'content-type': FORM, 'content-length': '2000' },
    });
    sending.on('error', () => {});
    sending.write('text=a+cup');
    await new Promise((resolve) => setTimeout(resolve, 100));
    sending.destroy();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await left()).toEqual(NOTHING);
  });

  it('a browser without JavaScript is sent back to the exercise with the code', async () => {
    const response = await fetch(`${api.url}/api/exercises/${SLUG}/attempts`, {
      method: 'POST',
      body: 'text=',
      headers: { cookie: session, 'content-type': FORM, accept: 'text/html,*/*;q=0.8' },
      redirect: 'manual',
    });
    expect([response.status, response.headers.get('location')]).toEqual([
      303,
      `/exercises/prompting/${SLUG}?problem=empty-text`,
    ]);
  });
});

describe('a look at a text', () => {
  const look = async (text: string, headers: Record<string, string> = {}) => {
    const response = await send(JSON.stringify({ text }), JSON_TYPE, { to: 'analysis', headers });
    return { status: response.status, said: (await response.json()) as Look & { code?: string } };
  };

  it('tells by name what is recognised and what is not, where it stands, and what is wrong', async () => {
    const { status, said } = await look('A cracked teapot, hdr, 8k');
    expect(status).toBe(200);
    expect(said.facets.map(({ name, title, seen }) => [name, title, seen])).toEqual([
      ['Subject', 'the pot', true],
      ['Light', null, false],
    ]);
    expect(
      said.marks
        .filter(({ kind }) => kind === 'facet')
        .map(({ from, to, n }) => [said.text.slice(from, to), n]),
    ).toEqual([['teapot', 1]]);
    expect(said.tokens).toBeGreaterThan(4);
  });

  it('gives neither a verdict nor a wording that would count', async () => {
    const body = JSON.stringify((await look('A cracked teapot')).said);
    expect(body).not.toMatch(/score|pass|outcome|weight":\d/i);
    for (const wording of ['window light', 'kettle']) expect(body).not.toContain(wording);
  });

  it('keeps offsets of the text as it was typed', async () => {
    const typed = '  \n\n A cup   \nand a teapot \n';
    const { said } = await look(typed);
    expect(said.text).toBe(typed);
    expect(said.marks.map(({ from, to }) => typed.slice(from, to))).toContain('teapot');
  });

  it('stores nothing, and needs no session', async () => {
    expect((await look(ACCEPTED, { cookie: '' })).status).toBe(200);
    expect(await left()).toEqual(NOTHING);
  });

  it.each<[string, () => Promise<Response>, number, string]>([
    ['empty', () => send('{"text":" "}', JSON_TYPE, { to: 'analysis' }), 422, 'empty-text'],
    [
      'too long',
      () => send(JSON.stringify({ text: 'a '.repeat(MOST) }), JSON_TYPE, { to: 'analysis' }),
      413,
      'text-too-long',
    ],
    [
      'far too long',
      () => send(JSON.stringify({ text: 'a'.repeat(900_000) }), JSON_TYPE, { to: 'analysis' }),
      413,
      'too-large',
    ],
    [
      'beyond what any form may have',
      () => send('a'.repeat(2_000_000), JSON_TYPE, { to: 'analysis' }),
      413,
      'body-too-large',
    ],
    [
      'without a length',
      () => send(streamed('text=', 1000), FORM, { to: 'analysis' }),
      411,
      'length-missing',
    ],
    [
      'of another site',
      () =>
        send('{"text":"a"}', JSON_TYPE, { to: 'analysis', headers: { origin: 'https://elsewhere.example' } }),
      403,
      'foreign-origin',
    ],
    [
      'at a picture exercise',
      () => send('{"text":"a"}', JSON_TYPE, { to: 'analysis', slug: 'grey' }),
      404,
      'not-found',
    ],
    [
      'at no exercise',
      () => send('{"text":"a"}', JSON_TYPE, { to: 'analysis', slug: 'nowhere' }),
      404,
      'not-found',
    ],
  ])('%s: refused', async (_, given, status, code) => {
    const response = await given();
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
  });

  it('too often: 429, and the other learner may go on', async () => {
    const small = await testPlatform({ exercises: platform.exercises, limits: { looksPerMinute: 2 } });
    const exercise = small.app.catalogue.bySlug(SLUG) as Parameters<typeof small.app.prompts.look>[0];
    const answers = ['ines', 'ines', 'ines', 'omar'].map((sender) => {
      const looked = small.app.prompts.look(exercise, 'a teapot', sender);
      return looked.ok ? 200 : looked.refusal.code;
    });
    expect(answers).toEqual([200, 200, 'looked-too-often', 200]);
    await small.stop();
  });
});

describe('a text that is taken in', () => {
  const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  type Sent = Attempt & { duplicate: boolean; receipt: { sha256: string[]; bytes: number[] } };

  it('is told with its limits in the catalogue, without what it is judged by', async () => {
    const text = await (await fetch(`${api.url}/api/exercises/${SLUG}`)).text();
    expect(JSON.parse(text)).toMatchObject({
      submission: { kind: 'text', dialect: 'natural', maxCharacters: MOST },
      analysis: `/api/exercises/${SLUG}/analysis`,
    });
    expect(text).not.toMatch(/reference|teapot/);
  });

  it.each<[string, (text: string) => Promise<Response>]>([
    ['JSON', (text) => json(text)],
    ['a form', (text) => send(new URLSearchParams({ text }).toString(), FORM)],
    ['multipart', (text) => send(form(['text', text]))],
    ['a file in the field “text”', (text) => send(form(['text', new Blob([`\ufeff${text}`]), 'p.txt']))],
  ])('as %s: the same bytes under the same digest, and the same attempt', async (_, given) => {
    const kept = 'A cracked teapot, caf\u00e9 light 🫖\nand more';
    const response = await given('A cracked teapot, cafe\u0301 light 🫖  \r\nand more \r\n');
    const sent = (await response.json()) as Sent;
    expect([200, 201]).toContain(response.status);
    expect(sent.receipt.sha256).toEqual([sha256(kept)]);
    expect(sent.files).toEqual([
      { name: 'prompt.txt', sha256: sha256(kept), bytes: Buffer.byteLength(kept) },
    ]);
    const original = await fetch(`${api.url}/api/attempts/${sent.id}/original`, {
      headers: { cookie: session },
    });
    expect(await original.text()).toBe(kept);
    expect(original.headers.get('content-disposition')).toContain('filename="prompt.txt"');
    expect((await platform.app.attempts.ofLearner(learner)).length).toBe(1);
  });

  it('opens a session for a guest of our own pages', async () => {
    const response = await send('{"text":"A teapot of a guest"}', JSON_TYPE, {
      headers: { cookie: '', origin: api.url },
    });
    expect([response.status, response.headers.getSetCookie()[0]?.startsWith('atelier=')]).toEqual([
      201,
      true,
    ]);
  });

  it('is graded in the child: the report has the text and its places, and no picture', async () => {
    platform.start();
    const { id } = (await (await json(ACCEPTED)).json()) as Sent;
    const graded = await until(async () => {
      const attempt = await platform.app.attempts.get(id, learner);
      return attempt?.report ? attempt : null;
    }, 60_000);
    expect([graded.status, graded.report?.outcome, graded.evidence]).toEqual(['graded', 'passed', []]);
    expect(graded.report?.prompt?.text).toBe(ACCEPTED);
    const progress = await platform.app.progress.exercises(learner);
    expect(progress.get(graded.exerciseId)?.state).toBe('passed');
  }, 60_000);

  it('that is a drawing in disguise is read as text', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>';
    const { id } = (await (await json(svg)).json()) as Sent;
    const graded = await until(async () => {
      const attempt = await platform.app.attempts.get(id, learner);
      return attempt?.report ? attempt : null;
    }, 60_000);
    expect([graded.status, graded.report?.outcome, graded.evidence]).toEqual(['graded', 'not-yet', []]);
  }, 60_000);
});
