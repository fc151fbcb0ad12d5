import type { Catalogue } from '../app.ts';
import type { Store } from '../db/open.ts';

/** What the parts of this folder are made of. */
export interface Parts {
  store: Store;
  catalogue: Catalogue;
  now(): number;
}
