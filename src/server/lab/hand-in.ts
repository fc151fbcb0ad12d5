import { pictureGone, wrongChoice } from '#core/lab-refusals.ts';
import { outcomeOf, Refused } from '#core/refusal.ts';
import type { Learner } from '#core/types.ts';
import { uploadOf } from '../../../graders/exercise/upload.ts';
import type { Lab } from '../app.ts';
import { guardLearner, type Accept, type Arrived } from '../attempts/accept.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import type { Config } from '../config.ts';
import { storedPicture } from '../db/lab-pictures.ts';
import type { Store } from '../db/open.ts';

interface Parts {
  config: Config;
  store: Store;
  blobs: BlobStore;
  accept: Accept;
  now(): number;
}

/** Pictures of the lab become an attempt by the way of every upload; their bytes are stored already. */
export function labHandIn({ config, store, blobs, accept, now }: Parts): Lab['handIn'] {
  const arrived = async (learner: Learner, exerciseId: string, chosen: string): Promise<Arrived> => {
    const [, runId = '', position = ''] = /^([0-9a-z]{26})\.(\d{1,2})$/.exec(chosen) ?? [];
    const found = await storedPicture(store.db, learner.id, runId, Number(position));
    const { sha256, name, bytes } = found?.row ?? {};
    if (!sha256 || !name || !bytes || found?.exerciseId !== exerciseId || !(await blobs.has(sha256)))
      throw new Refused(pictureGone());
    return { name, blob: storedBlob(blobs.path(sha256), { sha256, bytes }) };
  };

  return (learner, exercise, chosen, arrivedAt = now()) =>
    outcomeOf(async () => {
      const { count: wanted } = uploadOf(exercise);
      const distinct = [...new Set(chosen)];
      if (distinct.length !== wanted) throw new Refused(wrongChoice(distinct.length, wanted));
      await guardLearner(store.db, learner, exercise, config, now());
      const files: Arrived[] = [];
      for (const one of distinct) files.push(await arrived(learner, exercise.spec.id, one));
      const { attemptId, duplicate } = await accept(learner, false, exercise, files, arrivedAt);
      return { attemptId, duplicate };
    });
}

/** Bytes that stand under their digest already: there is nothing to write, and nothing to throw away. */
const storedBlob = (path: string, stored: { sha256: string; bytes: number }): Arrived['blob'] => ({
  path,
  finish: async () => stored,
  keep: async () => stored,
  discard: async () => {},
});
