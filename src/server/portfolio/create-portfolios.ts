import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { Refused } from '#core/refusal.ts';
import { diskFull } from '#core/upload-refusals.ts';
import type { GradingChild } from '#worker/child-process.ts';
import type { Attempts, Catalogue, Pictures } from '../app.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import type { Config } from '../config.ts';
import type { Store } from '../db/open.ts';
import type { Portfolios } from './app.ts';
import { publicCopies } from './copies.ts';
import { ownPictures } from './own-picture.ts';
import { portfolioPdf } from './pdf.ts';
import { portfolios } from './portfolios.ts';

export function createPortfolios(parts: {
  config: Config;
  store: Store;
  blobs: BlobStore;
  /** Looks at own pictures and draws public copies. */
  child: GradingChild;
  attempts: Pick<Attempts, 'ofLearner'>;
  catalogue: Catalogue;
  pictures: Pick<Pictures, 'describe'>;
  publicUrl: string;
  now: () => number;
}): Portfolios {
  const { config, store, blobs, child, attempts, catalogue, pictures, publicUrl, now } = parts;
  const roomFor = async (bytes: number): Promise<void> => {
    const { bavail, bsize } = await statfs(config.data);
    if (bavail * bsize - bytes < config.limits.diskFloor) throw new Refused(diskFull());
  };
  const copies = publicCopies({ blobs, child, folder: join(config.data, 'public-copies') });
  return portfolios({
    store,
    attempts,
    copies,
    printed: portfolioPdf({
      catalogue,
      describe: pictures.describe,
      copies,
      school: { name: config.school, url: publicUrl },
      now,
    }),
    takeIn: ownPictures({ config, blobs, child, roomFor, now }),
    now,
  });
}
