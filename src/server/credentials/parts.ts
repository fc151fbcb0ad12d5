import type { Catalogue } from '../app.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import type { Store } from '../db/open.ts';
import type { Log } from '../log.ts';
import type { Rasterise } from '../pictures/rasterise.ts';
import type { Curriculum } from './rules.ts';

/** What everything about certificates stands on. */
export interface Parts {
  store: Store;
  blobs: BlobStore;
  catalogue: Catalogue;
  curriculum: Curriculum;
  school: { name: string; url: string };
  /** The data folder, where the keys are. */
  data: string;
  rasterise: Rasterise;
  log: Log;
  now: () => number;
}
