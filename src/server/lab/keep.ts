import type { LabSettings } from '#core/lab.ts';
import { ChildFailure, type GradingChild } from '#worker/child-process.ts';
import type { LookedAt } from '#worker/protocol.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import type { StoredPicture } from '../db/lab-pictures.ts';
import { GeneratorProblem, type GeneratedPicture } from './generator.ts';
import { withSettings } from './written-settings.ts';

const WALL_CLOCK_MS = 30_000;
const LOOKS = 2;
const EXTENSION = { png: 'png', jpeg: 'jpg', webp: 'webp' };

/** Takes in what a generator gave: looked at in a child process, then kept under its digest. Throws `GeneratorProblem`. */
export function keeper(blobs: BlobStore, child: GradingChild, model: () => string | null) {
  const look = async (path: string): Promise<LookedAt> => {
    for (let tries = 1; ; tries++) {
      try {
        const result = await child.run({ type: 'look', file: { path, name: 'picture' } }, WALL_CLOCK_MS);
        if (result.type === 'looked' && result.found) return result.found;
        throw new GeneratorProblem('not-a-picture', { mayHaveCost: true });
      } catch (error) {
        if (!(error instanceof ChildFailure)) throw error;
        // The picture may have killed the child, or something else: it is looked at once more in a fresh one.
        if (tries === LOOKS) throw new GeneratorProblem('not-looked-at', { mayHaveCost: true });
      }
    }
  };

  return async (made: GeneratedPicture, wished: LabSettings, number: number): Promise<StoredPicture> => {
    const settings = { ...wished, seed: made.seed ?? wished.seed };
    const blob = await blobs.incoming();
    try {
      await blob.write(made.bytes);
      const arrived = await blob.finish();
      const { format, width, height, shown, says } = await look(blob.path);
      const written = says ? null : withSettings(made.bytes, settings, model(), made.infotext);
      const kept = written ? await blobs.put(written) : await blob.keep().then(() => arrived);
      return {
        settings: JSON.stringify(settings),
        name: `${['lab', settings.seed, number].filter((part) => part !== null).join('-')}.${EXTENSION[format]}`,
        ...kept,
        width,
        height,
        shown: await blobs.put(shown),
        written: written !== null,
      };
    } finally {
      await blob.discard();
    }
  };
}
