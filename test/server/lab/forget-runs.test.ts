import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { database } from '#server/config.ts';
import { forgetRuns } from '#server/db/forget-runs.ts';
import { nameBlobs } from '#server/db/blobs.ts';
import { storePicture, type StoredPicture } from '#server/db/lab-pictures.ts';
import { endRun, insertRun } from '#server/db/lab-runs.ts';
import { openStore, type Store } from '#server/db/open.ts';
import { signUp, sweepFolders, testPlatform } from '#test/support/platform.ts';
import { settings } from './helpers.ts';

const DAY = 86_400_000;
const digest = (letter: string): string => letter.repeat(64);

let store: Store;
let learnerId: string;
beforeEach(async () => {
  const platform = await testPlatform();
  learnerId = (await signUp(platform)).learner.id;
  store = openStore(database(platform.config));
  return async () => {
    await store.close();
    await platform.stop();
  };
});
afterAll(sweepFolders);

const picture = (sha256: string, shown: string): StoredPicture => ({
  settings: JSON.stringify(settings()),
  name: 'lab.png',
  sha256,
  bytes: 3,
  width: 1,
  height: 1,
  shown: { sha256: shown, bytes: 2 },
  written: false,
});

async function run(id: string, askedAt: number, pictures: StoredPicture[], ended = true): Promise<void> {
  await store.transaction(async (trx) => {
    const asked = pictures.map(() => settings());
    await insertRun(trx, {
      id,
      learnerId,
      exerciseId: 'x',
      generator: 'a1111',
      askedAt,
      settings: asked,
    });
    for (const [position, one] of pictures.entries())
      await storePicture(trx, { runId: id, position }, one, askedAt);
    if (ended) await endRun(trx, id, { done_at: askedAt + 1 }, null);
  });
}

const forget = (before: number) => store.transaction((trx) => forgetRuns(trx, before));
const runs = async () =>
  (await store.db.selectFrom('lab_runs').select('id').orderBy('id').execute()).map(({ id }) => id);
const blobs = async () =>
  (await store.db.selectFrom('blobs').select('sha256').orderBy('sha256').execute()).map(
    ({ sha256 }) => sha256[0],
  );

describe('old runs of the lab', () => {
  it('are forgotten with the names of their pictures, later ones and open ones stay', async () => {
    await run('old', 1 * DAY, [picture(digest('a'), digest('b'))]);
    await run('open', 1 * DAY, [picture(digest('c'), digest('d'))], false);
    await run('young', 5 * DAY, [picture(digest('e'), digest('f'))]);
    expect(await forget(5 * DAY)).toBe(1);
    expect(await runs()).toEqual(['open', 'young']);
    expect(await blobs()).toEqual(['c', 'd', 'e', 'f']);
    expect(await forget(5 * DAY)).toBe(0);
  });

  it('leave the files that something else names: another run, an attempt', async () => {
    await run('old', 1 * DAY, [picture(digest('a'), digest('b')), picture(digest('c'), digest('d'))]);
    await run('young', 5 * DAY, [picture(digest('d'), digest('a'))]);
    await store.transaction(async (trx) => {
      await nameBlobs(trx, [{ sha256: digest('c'), bytes: 3 }], DAY);
      await trx
        .insertInto('attempts')
        .values({
          id: 't',
          learner_id: learnerId,
          exercise_id: 'x',
          exercise_slug: 'x',
          received_at: DAY,
          arrived_at: DAY,
        } as never)
        .execute();
      await trx
        .insertInto('attempt_files')
        .values({ attempt_id: 't', position: 0, name: 'lab.png', sha256: digest('c'), bytes: 3 })
        .execute();
    });
    expect(await forget(2 * DAY)).toBe(1);
    expect(await blobs()).toEqual(['a', 'c', 'd']);
  });

  it('go a hundred at a time, the oldest first', async () => {
    for (let i = 0; i < 103; i++)
      await run(`r${String(i).padStart(3, '0')}`, i, [picture(digest('a'), digest('b'))]);
    expect(await forget(DAY)).toBe(100);
    expect(await runs()).toEqual(['r100', 'r101', 'r102']);
    expect(await blobs()).toEqual(['a', 'b']);
    expect(await forget(DAY)).toBe(3);
    expect(await blobs()).toEqual([]);
  });
});
