import { access, constants, statfs } from 'node:fs/promises';
import type { App } from './app.ts';
import type { Config } from './config.ts';
import type { JobQueue } from './db/job-queue.ts';
import type { Store } from './db/open.ts';
import type { Log } from './log.ts';

interface Parts {
  config: Config;
  version: string;
  store: Store;
  queue: JobQueue;
  log: Log;
}

/** Whether the database answers and the data folder can be written, and how long the queue is. */
export function healthOf({ config, version, store, queue, log }: Parts): App['health'] {
  return async () => {
    try {
      await store.ping();
      const { waiting, running } = await queue.stats();
      await access(config.data, constants.W_OK);
      const { bavail, bsize } = await statfs(config.data);
      const ok = bavail * bsize >= config.limits.diskFloor;
      return {
        ok,
        version,
        queue: { waiting, running },
        ...(ok ? {} : { problem: 'The disk is almost full.' }),
      };
    } catch (error) {
      log('unhealthy', { message: String(error) });
      return {
        ok: false,
        version,
        queue: { waiting: 0, running: 0 },
        problem: 'The database or the disk cannot be used.',
      };
    }
  };
}
