import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CredentialsDesk } from '#server/credentials/app.ts';
import { rotateKeys } from '#server/credentials/keys.ts';
import { openStore } from '#server/db/open.ts';
import { BOTH, certifyingPlatform, digestFor, issued } from '#test/support/certificates.ts';
import { signUp, sweepFolders, type TestPlatform } from '#test/support/platform.ts';

let platform: TestPlatform;
let desk: CredentialsDesk;
beforeEach(async () => {
  platform = await certifyingPlatform();
  const { learner } = await signUp(platform, 'owner');
  desk = platform.app.credentials.desk({ ...learner, role: 'owner' })!;
});
afterEach(() => platform.stop());
afterAll(sweepFolders);

const codeOf = (outcome: { ok: boolean; refusal?: { code: string } } | null) =>
  outcome === null ? 'none' : (outcome.refusal?.code ?? 'granted');
const pageOf = async (id: string) => {
  const page = await platform.app.credentials.page(id);
  return page === 'withdrawn' ? null : page;
};
const audited = async () => {
  const store = openStore(join(platform.data, 'atelier.db'));
  const rows = await store.db
    .selectFrom('audit')
    .select(['code', 'reason'])
    .orderBy('at')
    .orderBy('id')
    .execute();
  await store.close();
  return rows;
};

describe('whoever runs the school', () => {
  it('alone manages certificates', async () => {
    const { learner } = await signUp(platform, 'someone');
    for (const role of ['learner', 'reviewer', 'instructor'] as const)
      expect(platform.app.credentials.desk({ ...learner, role })).toBeNull();
  });

  it('revokes with a reason, once, and it is seen everywhere', async () => {
    const { id, document, learner } = await issued(platform);
    const { credentials } = platform.app;
    expect(codeOf(await desk.revoke(id, '  '))).toBe('reason-missing');
    expect(codeOf(await desk.revoke(id, 'x'.repeat(301)))).toBe('reason-missing');
    expect(codeOf(await desk.revoke('no-such', 'x'))).toBe('certificate-unknown');
    expect(codeOf(await desk.revoke(id, 'Somebody else’s work.'))).toBe('granted');
    expect(codeOf(await desk.revoke(id, 'Again.'))).toBe('revoked-already');
    expect(await credentials.page(id)).toMatchObject({ state: 'revoked', holder: null });
    expect(await credentials.document(id)).toBe('revoked');
    expect(await credentials.badge(id, 'png')).toBe('revoked');
    expect(await credentials.pdf(id)).toBe('revoked');
    expect((await credentials.verify(Buffer.from(document))).status).toBe('revoked');
    expect(await credentials.findFile(digestFor('grey 92'))).toEqual([]);
    expect(codeOf(await credentials.claim(learner, 'seeing', BOTH))).toBe('certificate-withdrawn');
    expect(await audited()).toEqual([{ code: 'certificate.revoked', reason: 'Somebody else’s work.' }]);
  });

  it('issues anew: the same pieces, a new id, the old one revoked and pointing to it', async () => {
    const { id, document, learner } = await issued(platform);
    await platform.app.accounts.changeDetails(learner, {
      name: 'Another name',
      email: learner.email!,
      current: '',
    });
    await rotateKeys(platform.data, Date.now());
    const outcome = await desk.reissue(id, 'A new name.');
    const after = outcome.ok ? outcome.value : '';
    const { credentials } = platform.app;
    const [old, fresh] = [await pageOf(id), await pageOf(after)];
    expect(old?.revoked).toMatchObject({ replacedBy: after, reason: 'Issued anew: A new name.' });
    expect([fresh?.state, fresh?.holder]).toEqual(['valid', 'Another name']);
    expect(fresh?.pieces).toEqual(old?.pieces.map((piece) => ({ ...piece })));
    expect((await credentials.verify(Buffer.from(document))).status).toBe('revoked');
    expect(codeOf(await desk.reissue(id, 'Again.'))).toBe('replaced-already');
    expect((await desk.list(0)).rows.map((row) => row.id)).toEqual(expect.arrayContaining([id, after]));
    expect(await audited()).toEqual([{ code: 'certificate.reissued', reason: 'A new name.' }]);
  });

  it('gives a revoked certificate back by issuing it anew', async () => {
    const { id } = await issued(platform);
    await desk.revoke(id, 'By mistake.');
    const outcome = await desk.reissue(id, 'It was a mistake.');
    expect(codeOf(outcome)).toBe('granted');
    expect((await pageOf(outcome.ok ? outcome.value : ''))?.state).toBe('valid');
  });
});

describe('its holder', () => {
  it('shows pictures or not without another signature, and the name or not with one', async () => {
    const { id, learner } = await issued(platform);
    const { credentials } = platform.app;
    const { learner: stranger } = await signUp(platform, 'stranger');
    expect(await credentials.changeConsent(stranger, id, BOTH)).toBeNull();
    const same = await credentials.changeConsent(learner, id, { name: true, pictures: false });
    expect(same).toEqual({ ok: true, value: id });
    const without = await credentials.changeConsent(learner, id, { name: false, pictures: false });
    const after = without?.ok ? without.value : '';
    expect(after).not.toBe(id);
    expect(await credentials.page(id)).toMatchObject({ holder: null, state: 'revoked' });
    expect(await credentials.document(id)).toBe('revoked');
    const found = await credentials.document(after);
    expect(found).toEqual({ text: expect.not.stringContaining('learner1') });
    expect(await credentials.changeConsent(learner, id, BOTH)).toBeNull();
  });

  it('is found by the very file that was handed in, and by no other', async () => {
    const { id } = await issued(platform);
    const { credentials } = platform.app;
    expect(await credentials.findFile(digestFor('grey 92'))).toMatchObject([
      { certificateId: id, certificate: 'Seeing, practitioner', piece: 'The grey ramp', score: 92 },
    ]);
    for (const digest of [digestFor('other'), '', '../x', digestFor('grey 92').toUpperCase()])
      expect(await credentials.findFile(digest)).toEqual([]);
  });
});
