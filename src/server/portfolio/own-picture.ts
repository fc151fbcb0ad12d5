import { Refused } from '#core/refusal.ts';
import type { OwnPicture } from '#core/portfolio/types.ts';
import * as refusals from '#core/portfolio/refusals.ts';
import { capital } from '#core/view/words.ts';
import * as uploads from '#core/upload-refusals.ts';
import { ChildFailure, type GradingChild } from '#worker/child-process.ts';
import type { LookedAt } from '#worker/protocol.ts';
import { uploadMeters } from '../attempts/meter.ts';
import { isDiskFull, receiveFiles } from '../attempts/receive.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import type { Config } from '../config.ts';
import { rateLimit } from '../rate-limit.ts';

export const OWN_BYTES = 30 * 1024 * 1024;
const PER_HOUR = 20;
const HOUR = 3_600_000;
const WALL_CLOCK_MS = 30_000;

/** Takes an own picture in: streamed, looked at in a child process, kept under its digest. Throws `Refused`. */
export function ownPictures(parts: {
  config: Config;
  blobs: BlobStore;
  child: GradingChild;
  roomFor: (bytes: number) => Promise<void>;
  now: () => number;
}) {
  const { config, blobs, child, roomFor, now } = parts;
  const meters = uploadMeters({ perLearner: config.limits.inFlightPerLearner, all: config.limits.inFlight });
  const uploadsOf = rateLimit(PER_HOUR, HOUR, now);

  const look = async (path: string): Promise<LookedAt> => {
    try {
      const result = await child.run({ type: 'look', file: { path, name: 'picture' } }, WALL_CLOCK_MS);
      if (result.type === 'looked' && result.found) return result.found;
      throw new Refused(refusals.notAPicture());
    } catch (error) {
      throw error instanceof ChildFailure ? new Refused(uploads.inspectorFailed()) : error;
    }
  };

  return async (learnerId: string, request: Request): Promise<OwnPicture> => {
    if (!uploadsOf.take(learnerId)) throw new Refused(refusals.manyOwn(PER_HOUR));
    await roomFor(OWN_BYTES);
    const meter = meters.start(learnerId);
    try {
      const [file] = await receiveFiles(request, { count: 1, maxBytes: OWN_BYTES }, blobs, meter);
      if (!file) throw new Error('Expected one file');
      try {
        const { width, height } = await look(file.blob.path);
        const { sha256, bytes } = await file.blob.keep();
        return { title: titleFrom(file.name), sha256, bytes, width, height };
      } finally {
        await file.blob.discard();
      }
    } catch (error) {
      throw isDiskFull(error) ? new Refused(uploads.diskFull()) : error;
    } finally {
      meter.end();
    }
  };
}

/** The file's name as a title to begin with. */
const titleFrom = (name: string): string =>
  capital(
    name
      .replace(/\.\w{1,5}$/, '')
      .replace(/[-_]+/g, ' ')
      .trim()
      .slice(0, 120),
  ) || 'Untitled';
