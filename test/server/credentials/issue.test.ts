import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BOTH, certifyingPlatform, dueLearner, handIn, issued } from '#test/support/certificates.ts';
import { signUp, sweepFolders, type TestPlatform } from '#test/support/platform.ts';

let platform: TestPlatform;
beforeEach(async () => void (platform = await certifyingPlatform()));
afterEach(() => platform.stop());
afterAll(sweepFolders);

const codeOf = (outcome: { ok: boolean; refusal?: { code: string } }) => outcome.refusal?.code ?? 'granted';

describe('a certificate', () => {
  it('is issued once everything is there, and verifies', async () => {
    const { id, document } = await issued(platform);
    expect(await platform.app.credentials.verify(Buffer.from(document))).toMatchObject({
      status: 'valid',
      unsure: [],
    });
    expect(await platform.app.credentials.page(id)).toMatchObject({
      title: 'Seeing, practitioner',
      holder: 'learner1',
      state: 'valid',
      pieces: [
        { title: 'The blue ramp', score: 81 },
        { title: 'The grey ramp', score: 92 },
      ],
    });
  });

  it('is refused before, held once, and made out to accounts alone', async () => {
    const { learner } = await signUp(platform, 'early');
    const { credentials } = platform.app;
    expect(codeOf(await credentials.claim(learner, 'seeing', BOTH))).toBe('certificate-not-due');
    expect(codeOf(await credentials.claim(learner, 'nothing', BOTH))).toBe('certificate-unknown');
    const due = await dueLearner(platform);
    expect(codeOf(await credentials.claim(due, 'seeing', BOTH))).toBe('granted');
    expect(codeOf(await credentials.claim(due, 'seeing', BOTH))).toBe('certificate-held');
    expect(codeOf(await credentials.claim({ ...due, email: null, guest: true }, 'seeing', BOTH))).toBe(
      'certificate-needs-account',
    );
    expect(codeOf(await credentials.claim(due, 'empty', BOTH))).toBe('certificate-not-due');
  });

  it('is issued once when it is claimed twice at the same moment', async () => {
    const learner = await dueLearner(platform);
    const claims = await Promise.all(
      [1, 2, 3].map(() => platform.app.credentials.claim(learner, 'seeing', BOTH)),
    );
    expect(claims.map(codeOf).sort()).toEqual(['certificate-held', 'certificate-held', 'granted']);
  });

  it('rests on the best attempts that passed, as far as they are good enough for it', async () => {
    const learner = await dueLearner(platform);
    await handIn(platform, learner, 'grey', 97, { file: 'better' });
    const outcome = await platform.app.credentials.claim(learner, 'one-ramp', BOTH);
    const found = outcome.ok ? await platform.app.credentials.page(outcome.value) : null;
    const page = found === 'withdrawn' ? null : found;
    expect(page?.pieces.map(({ score }) => score)).toEqual([97]);
    expect(new Date(page?.expiresAt ?? 0).getUTCFullYear()).toBe(new Date().getUTCFullYear() + 2);
  });
});
