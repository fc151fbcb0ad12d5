import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Attempt, Learner } from '#core/types.ts';
import { openApi, type ApiSchool } from '#test/support/api-school.ts';
import { png } from '#test/support/files.ts';
import * as hostile from '#test/support/hostile.ts';
import { until, type TestPlatform } from '#test/support/platform.ts';
import { drifted, NAMES, REFERENCES, STARTS, writeSet } from '#test/support/set.ts';

let platform: TestPlatform;
let api: ApiSchool;
let learner: Learner;
let session: string;
let get: ApiSchool['get'];
let solved: Uint8Array[];

beforeAll(async () => {
  api = await openApi({ write: writeSet });
  ({ platform, learner, session, get } = api);
  platform.start();
  solved = await Promise.all(REFERENCES.map(png));
}, 60_000);
afterAll(() => api?.close());

type File = [bytes: Uint8Array, name: string];
const named = (all: readonly Uint8Array[]): File[] => all.map((bytes, i) => [bytes, `${i + 1}.png`]);

const post = (files: readonly File[], slug = 'test-set') => {
  const body = new FormData();
  for (const [bytes, name] of files) body.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), name);
  return fetch(`${api.url}/api/exercises/${slug}/attempts`, {
    method: 'POST',
    body,
    headers: { cookie: session },
  });
};

type Sent = Attempt & {
  url: string;
  duplicate: boolean;
  receipt: { sha256: string[]; bytes: number[]; receivedAt: string };
};

const graded = (id: string): Promise<Attempt> =>
  until(async () => {
    const attempt = (await (await get(`/api/attempts/${id}`)).json()) as Attempt;
    return attempt.report ? attempt : null;
  }, 60_000);

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('what a set starts from', () => {
  it('is told with the exercise, each frame with its address', async () => {
    const { submission, frames } = (await (await get('/api/exercises/test-set')).json()) as {
      submission: { kind: string };
      frames: { name: string; start: string }[];
    };
    expect(submission.kind).toBe('image-set');
    expect(frames.map(({ name }) => name)).toEqual([...NAMES]);
    expect(frames[2]?.start).toBe('/api/exercises/test-set/start/mint');
    expect(await (await get('/api/exercises/grey')).json()).not.toHaveProperty('frames');
  });

  it('comes as a ZIP archive of all frames, byte for byte', async () => {
    const response = await get('/api/exercises/test-set/start');
    expect(response.headers.get('content-type')).toBe('application/zip');
    expect(response.headers.get('content-disposition')).toContain('filename="test-set-start.zip"');
    const bytes = new Uint8Array(await response.arrayBuffer());
    const files = unzipSync(bytes);
    expect(Object.keys(files)).toEqual(NAMES.map((name) => `test-set-${name}.png`));
    const starts = await Promise.all(STARTS.map(png));
    expect(Object.values(files).map(sha256)).toEqual(starts.map(sha256));
    const again = new Uint8Array(await (await get('/api/exercises/test-set/start')).arrayBuffer());
    expect(sha256(again)).toBe(sha256(bytes));
  });

  it('and frame by frame', async () => {
    const response = await get('/api/exercises/test-set/start/lemon');
    expect(sha256(new Uint8Array(await response.arrayBuffer()))).toBe(sha256(await png(STARTS[1]!)));
    expect(response.headers.get('content-disposition')).toContain('filename="test-set-lemon.png"');
    expect((await get('/api/exercises/test-set/start/grape')).status).toBe(404);
    expect((await get('/api/exercises/grey/start/lemon')).status).toBe(404);
  });
});

describe('what is refused at the door costs nothing and leaves nothing', () => {
  const few = () => named(solved).slice(0, 3);
  const cases: [string, () => File[] | Promise<File[]>, number, string, RegExp][] = [
    ['one of four', () => named(solved).slice(0, 1), 400, 'too-few-files', /1 of 4 pictures arrived/],
    ['three of four', few, 400, 'too-few-files', /3 of 4 pictures arrived/],
    ['five', () => [...named(solved), [solved[0]!, '5.png']], 400, 'too-many-files', /a set of 4 pictures/],
    ['nothing', () => [[new Uint8Array(), '']], 400, 'no-file', /without a file/],
    ['an empty one among them', () => [...few(), [new Uint8Array(), '4.png']], 422, 'empty-file', /4\.png/],
    ['a PDF among them', () => [...few(), [hostile.PDF, '4.pdf']], 415, 'format-not-accepted', /4\.pdf/],
    [
      'one of too many pixels',
      () => [...few(), [hostile.pixelBomb(30_000), 'bomb.png']],
      413,
      'too-many-pixels',
      /bomb\.png/,
    ],
    [
      'one too large',
      () => [...few(), [Buffer.concat([solved[3]!, Buffer.alloc(5_000_000)]), '4.png']],
      413,
      'too-large',
      /5 MB a picture/,
    ],
  ];
  it.each(cases)('%s', async (_, files, status, code, words) => {
    const before = (await platform.app.attempts.ofLearner(learner)).length;
    const response = await post(await files());
    const problem = (await response.json()) as { code: string; detail: string };
    expect([response.status, problem.code]).toEqual([status, code]);
    expect(problem.detail).toMatch(words);
    const incoming = join(platform.data, 'blobs', 'incoming');
    await until(async () => (await readdir(incoming)).length === 0);
    expect((await platform.app.attempts.ofLearner(learner)).length).toBe(before);
  });
});

describe('a set that is taken in', () => {
  it('gets one receipt for all its files and one report that names the frames', async () => {
    const files = named(solved.toReversed());
    const response = await post(files);
    expect(response.status).toBe(201);
    const sent = (await response.json()) as Sent;
    expect(sent.receipt.sha256).toEqual(files.map(([bytes]) => sha256(bytes)));
    expect(sent.receipt.bytes).toEqual(files.map(([bytes]) => bytes.length));
    expect(sent.files.map(({ name }) => name)).toEqual(['1.png', '2.png', '3.png', '4.png']);

    const { report, evidence, status } = await graded(sent.id);
    expect([status, report?.outcome, report?.score]).toEqual(['graded', 'passed', 100]);
    expect(report?.frames).toEqual(NAMES.map((name, i) => ({ name, title: name, file: 3 - i })));
    expect(report?.notes.map(({ code }) => code)).toEqual(['note.order']);
    expect(evidence.map(({ name }) => name)).toEqual(['yours', 'yours-2', 'yours-3', 'yours-4']);
    for (const [n, [bytes]] of files.entries()) {
      const original = await get(`/api/attempts/${sent.id}/original?n=${n}`);
      expect(sha256(new Uint8Array(await original.arrayBuffer()))).toBe(sha256(bytes));
    }
    expect((await get(`/api/attempts/${sent.id}/original?n=4`)).status).toBe(404);
    const all = await get(`/api/attempts/${sent.id}/original`);
    expect(all.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    const archive = unzipSync(new Uint8Array(await all.arrayBuffer()));
    expect(Object.entries(archive).map(([name, bytes]) => [name, sha256(bytes)])).toEqual(
      files.map(([bytes, name], i) => [`${i + 1}-${name}`, sha256(bytes)]),
    );
    expect((await get(`/api/attempts/${sent.id}/evidence/yours-4`)).headers.get('content-type')).toBe(
      'image/webp',
    );
  }, 60_000);

  it('sent twice is one attempt, in whatever order; another file makes it another', async () => {
    const set = await Promise.all(REFERENCES.map((picture) => png(drifted(picture, -0.2))));
    const [first, second] = await Promise.all([post(named(set)), post(named(set.toReversed()))]);
    const answers = (await Promise.all([first.json(), second.json()])) as Sent[];
    expect([first.status, second.status].sort()).toEqual([200, 201]);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    const other = await post(named([set[0]!, set[1]!, set[2]!, solved[3]!]));
    expect(other.status).toBe(201);
    expect(answers.map(({ id }) => id)).not.toContain(((await other.json()) as Sent).id);
  });

  it('with one picture twice is ungradable, and costs no attempt', async () => {
    const twice = await png(drifted(REFERENCES[0]!, 0.2));
    const sent = (await (await post(named([solved[0]!, twice, solved[2]!, solved[3]!]))).json()) as Sent;
    const { report, status, number } = await graded(sent.id);
    expect([status, number, report?.problem?.code]).toEqual(['ungradable', null, 'frame-twice']);
    expect(report?.problem?.text).toBe('1.png and 2.png both show cherry; lemon has not arrived.');
  }, 60_000);
});
