import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAccount } from '#server/accounts/administration.ts';
import { database } from '#server/config.ts';
import { openStore } from '#server/db/open.ts';
import type { Learner, Outcome } from '#core/types.ts';
import {
  IDS,
  signUp,
  sweepFolders,
  testPlatform,
  until,
  upload,
  type TestPlatform,
} from '#test/support/platform.ts';

let platform: TestPlatform;
let [ines, omar, wen, tea]: Learner[] = [];
let [hers, his, missed]: string[] = [];

const code = (outcome: Outcome<unknown>) => (outcome.ok ? 'ok' : outcome.refusal.code);

/** The fake child gives the score that stands in the file. */
async function graded(learner: Learner, score: number): Promise<string> {
  const { app } = platform;
  const bytes = Buffer.from(`score ${score} of ${learner.name}`);
  const sent = await app.attempts.submit(learner, app.catalogue.bySlug('grey')!, upload(bytes), '192.0.2.1');
  if (!sent.ok) throw new Error(sent.refusal.title);
  const { id } = sent.value.attempt;
  await until(async () => (await app.attempts.get(id, learner))?.status === 'graded');
  return id;
}

beforeAll(async () => {
  platform = await testPlatform();
  platform.start();
  ines = (await signUp(platform)).learner;
  omar = (await signUp(platform, 'omar')).learner;
  wen = (await signUp(platform, 'wen')).learner;
  const store = openStore(database(platform.config));
  const link = await addAccount(
    store,
    { email: 'tea@example.org', name: 'Tea', role: 'instructor' },
    Date.now(),
  );
  await store.close();
  const entered = await platform.app.accounts.resetPassword(link, 'three unrelated words', '192.0.2.1');
  if (!entered.ok) throw new Error(entered.refusal.title);
  tea = entered.value.learner;
  hers = await graded(ines, 90);
  his = await graded(omar, 80);
  missed = await graded(wen, 40);
});
afterAll(async () => {
  await platform.stop();
  await sweepFolders();
});

const shown = async (viewer: Learner) =>
  (await platform.app.gallery.of(viewer, IDS.grey))?.map(({ by, note, own }) => ({ by, note, own })) ?? null;

describe('the gallery', () => {
  it('takes passed work of one’s own alone', async () => {
    const { gallery } = platform.app;
    const form = { note: 'By  the\nnumbers.', named: true };
    expect(code(await gallery.share(wen!, missed!, form))).toBe('not-shareable');
    expect(code(await gallery.share(omar!, hers!, form))).toBe('not-shareable');
    expect(code(await gallery.share({ ...ines!, guest: true }, hers!, form))).toBe('not-shareable');
    expect(code(await gallery.share(ines!, hers!, { note: 'x'.repeat(601), named: true }))).toBe('note-long');
    expect(code(await gallery.share(ines!, hers!, form))).toBe('ok');
    expect(code(await gallery.share(omar!, his!, { note: '', named: false }))).toBe('ok');
  });

  it('opens to those who have passed and those who teach', async () => {
    expect(await shown(wen!)).toBeNull();
    expect(await shown(omar!)).toEqual([
      { by: null, note: '', own: true },
      { by: 'ines', note: 'By the numbers.', own: false },
    ]);
    expect(await shown(tea!)).toHaveLength(2);
    const { gallery } = platform.app;
    expect((await gallery.picture(omar!, hers!, 'yours'))?.mime).toBe('image/webp');
    expect(await gallery.picture(wen!, hers!, 'yours')).toBeNull();
    expect(await gallery.picture(omar!, hers!, 'tone-lightness-map.png')).toBeNull();
    expect(await gallery.picture(omar!, missed!, 'yours')).toBeNull();
  });

  it('is looked after: flagged, out of sight with a reason, back again', async () => {
    const { gallery } = platform.app;
    expect(code(await gallery.flag(wen!, hers!, 'Not hers.'))).toBe('solution-gone');
    expect(code(await gallery.flag(omar!, hers!, ' '))).toBe('reason-missing');
    expect(code(await gallery.flag(omar!, hers!, 'Not hers.'))).toBe('ok');
    expect((await gallery.flagged(tea!)).map(({ flags }) => flags)).toEqual([['Not hers.']]);
    expect(await gallery.flagged(omar!)).toEqual([]);
    expect(code(await gallery.moderate(omar!, hers!, { reason: 'No.' }))).toBe('staff-only');
    expect(code(await gallery.moderate(tea!, hers!, { reason: '' }))).toBe('reason-missing');
    expect(code(await gallery.moderate(tea!, 'nothing', null))).toBe('solution-gone');
    expect(code(await gallery.moderate(tea!, hers!, { reason: 'Shows a client’s name.' }))).toBe('ok');
    expect(await gallery.flagged(tea!)).toEqual([]);
    expect(await shown(omar!)).toEqual([{ by: null, note: '', own: true }]);
    expect(await gallery.picture(omar!, hers!, 'yours')).toBeNull();
    expect((await gallery.shareOf(ines!, hers!))?.hiddenReason).toBe('Shows a client’s name.');
    // Sharing it again does not bring it back.
    expect(code(await gallery.share(ines!, hers!, { note: 'Again', named: true }))).toBe('ok');
    expect(await shown(omar!)).toHaveLength(1);
    expect(code(await gallery.moderate(tea!, hers!, null))).toBe('ok');
    expect(await shown(omar!)).toHaveLength(2);
  });

  it('a solution is withdrawn by its learner alone', async () => {
    const { gallery } = platform.app;
    await gallery.withdraw(omar!, hers!);
    expect(await shown(omar!)).toHaveLength(2);
    await gallery.withdraw(ines!, hers!);
    expect(await shown(omar!)).toHaveLength(1);
    // And flags of a withdrawn one are gone with it: shared anew it would come back hidden by nobody.
    expect(code(await gallery.share(ines!, hers!, { note: '', named: true }))).toBe('ok');
    expect((await gallery.shareOf(ines!, hers!))?.hiddenReason).toBeNull();
  });
});
