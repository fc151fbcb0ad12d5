import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PNG_KEYWORD } from '#server/credentials/bake.ts';
import { openStore } from '#server/db/open.ts';
import { BOTH, certifyingPlatform, digestFor, issued } from '#test/support/certificates.ts';
import { chunk, inserted } from '#test/support/files.ts';
import { ramp, signUp, sweepFolders, type TestPlatform } from '#test/support/platform.ts';

let platform: TestPlatform;
let document: string;
beforeAll(async () => {
  platform = await certifyingPlatform({ limits: { verifiedPerMinute: 10_000 } });
  ({ document } = await issued(platform));
}, 30_000);
afterAll(async () => {
  await platform.stop();
  await sweepFolders();
});

const verify = (given: string | Uint8Array) => platform.app.credentials.verify(Buffer.from(given));
const withEvidence = (evidence: object[]) =>
  JSON.stringify({ ...(JSON.parse(document) as object), evidence });
/** Blank nodes that look all alike cost the more to tell apart, the more there are. */
const twins = (n: number) => Array.from({ length: n }, () => ({ type: ['Evidence'], name: 'x' }));
/** Each of them names all others. */
const clique = (n: number) =>
  Array.from({ length: n }, (_, i) => ({
    id: `_:c${i}`,
    type: ['Achievement'],
    related: Array.from({ length: n - 1 }, (_, j) => ({ id: `_:c${(i + j + 1) % n}`, type: ['Related'] })),
  }));

describe('a credential made to be slow', () => {
  it.each([
    ['alike parts', () => withEvidence(twins(700))],
    ['a knot', () => withEvidence(clique(24))],
  ])(
    'with %s holds up nobody: others are answered meanwhile',
    async (_, text) => {
      let answered = 0;
      let done = false;
      const verdict = verify(text()).finally(() => (done = true));
      while (!done) {
        await new Promise((resolve) => setTimeout(resolve, 1));
        if ((await verify('{}')).status === 'malformed') answered += 1;
      }
      expect((await verdict).status).not.toBe('valid');
      expect(answered).toBeGreaterThan(10);
    },
    60_000,
  );

  it.each([
    ['more parts than any credential has', () => withEvidence(twins(1_200))],
    ['lists in lists', () => `{"a":${'['.repeat(20_000)}1${']'.repeat(20_000)}}`],
  ])('with %s is not even begun', async (_, text) => {
    expect((await verify(text())).status).toBe('malformed');
  });

  it('is refused when too many wait, and the recorded one is still found valid', async () => {
    const many = Array.from({ length: 16 }, () =>
      verify(withEvidence(twins(300))).then(
        () => 'looked at',
        (error: unknown) => error,
      ),
    );
    expect((await verify(document)).status).toBe('valid');
    const outcomes = await Promise.all(many);
    expect(outcomes.filter((one) => one === 'looked at').length).toBe(12);
    expect(outcomes).toContainEqual(
      expect.objectContaining({ refusal: expect.objectContaining({ code: 'verifying-busy', status: 503 }) }),
    );
  }, 60_000);
});

describe('a badge made to unfold', () => {
  const folded = (text: Uint8Array) =>
    chunk('iTXt', Buffer.concat([Buffer.from(`${PNG_KEYWORD}\0\u0001\0\0\0`, 'latin1'), deflateSync(text)]));

  it.each([
    ['beyond any credential', 1, 64 * 1024 * 1024, 'It is not JSON.'],
    [
      'thousands of times',
      4_000,
      500 * 1024,
      'The PNG carries more than one credential; it is not said which counts.',
    ],
  ])('%s is malformed', async (_, times, bytes, reason) => {
    const png = new Uint8Array(await ramp(8, 8).png().toBuffer());
    const one = folded(Buffer.alloc(bytes, 'x'));
    const before = process.memoryUsage().rss;
    const { status, reasons } = await verify(
      inserted(png, Buffer.concat(Array<Buffer>(times).fill(Buffer.from(one)))),
    );
    expect([status, reasons]).toEqual(['malformed', [reason]]);
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
  });
});

describe('many at once', () => {
  it('one certificate is issued anew once, and one of them holds', async () => {
    const { id, learner } = await issued(platform, 'learner2');
    const { learner: owner } = await signUp(platform, 'owner');
    const desk = platform.app.credentials.desk({ ...owner, role: 'owner' })!;
    const outcomes = await Promise.all([1, 2, 3].map((n) => desk.reissue(id, `Time ${n}.`)));
    expect(outcomes.map((one) => (one.ok ? 'granted' : one.refusal.code)).sort()).toEqual([
      'granted',
      'replaced-already',
      'replaced-already',
    ]);
    expect((await platform.app.credentials.namedOf(learner.id)).length).toBe(1);
  }, 30_000);

  it('a revocation is not escaped by changing at the same moment what others see', async () => {
    const { id, learner } = await issued(platform, 'learner3');
    const { learner: owner } = await signUp(platform, 'owner2');
    const desk = platform.app.credentials.desk({ ...owner, role: 'owner' })!;
    const [changed, revoked] = await Promise.all([
      platform.app.credentials.changeConsent(learner, id, { name: false, pictures: false }),
      desk.revoke(id, 'Not their work.'),
    ]);
    const store = openStore(join(platform.data, 'atelier.db'));
    const live = await store.db
      .selectFrom('certificates')
      .select('id')
      .where('learner_id', '=', learner.id)
      .where('revoked_at', 'is', null)
      .execute();
    await store.close();
    // Whoever comes second is told; nothing in between.
    expect([changed?.ok, revoked.ok]).toEqual([!revoked.ok, revoked.ok]);
    expect(live.length).toBe(revoked.ok ? 0 : 1);
  }, 30_000);
});

it('a certificate that has run out is not said to hold when its file is shown', async () => {
  let now = Date.UTC(2026, 0, 10);
  const own = await certifyingPlatform({ now: () => now });
  const { learner } = await issued(own);
  await own.app.credentials.claim(learner, 'one-ramp', BOTH);
  const titles = async () =>
    (await own.app.credentials.findFile(digestFor('grey 92'))).map(({ certificate }) => certificate).sort();
  expect(await titles()).toEqual(['One ramp', 'Seeing, practitioner']);
  now = Date.UTC(2028, 1, 10);
  expect(await titles()).toEqual(['Seeing, practitioner']);
  await own.stop();
}, 30_000);
