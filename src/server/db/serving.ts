import Sqlite from 'better-sqlite3';
import { codeOf } from '../error-code.ts';

/** The server that runs on a data folder. */
export interface Serving {
  pid: number;
  host: string;
  /** Where people reach it. */
  address: string;
  since: number;
}

/** Another process serves this folder. */
export class FolderServed extends Error {
  /** Null in the moment before it has said who it is. */
  readonly by: Serving | null;
  constructor(by: Serving | null) {
    super('The data folder is served by another process');
    this.by = by;
  }
}

/** Named here as long as they are held: a handle that nothing names is closed, and its lock with it. */
const held = new Set<Sqlite.Database>();

/** As long as somebody who only reads the name may hold up who writes it. */
const PATIENCE_MS = 500;

/**
 * Keeps the data folder for this process alone until the lock is released or the process ends, however it ends: the lock is
 * the system's own, on the file at `path`, so that a killed server leaves none behind. A database is used for it since
 * SQLite locks alike on every system, and lets others read who holds it. Throws `FolderServed`.
 */
export function holdFolder(path: string, self: Serving): { release(): void } {
  const lock = new Sqlite(path, { timeout: PATIENCE_MS });
  try {
    lock.exec('begin immediate');
    lock.exec(
      'create table if not exists serving (pid integer, host text, address text, since integer) strict; delete from serving',
    );
    lock
      .prepare('insert into serving values (?, ?, ?, ?)')
      .run(self.pid, self.host, self.address, self.since);
    // From the second one on, which never ends, nobody else begins one; reading goes on.
    lock.exec('commit; begin immediate');
    held.add(lock);
    return {
      release() {
        held.delete(lock);
        lock.close();
      },
    };
  } catch (error) {
    const busy = codeOf(error)?.startsWith('SQLITE_BUSY') ?? false;
    const by = busy ? holderIn(lock) : null;
    lock.close();
    throw busy ? new FolderServed(by?.pid === self.pid ? null : by) : error;
  }
}

function holderIn(lock: Sqlite.Database): Serving | null {
  try {
    return (
      (lock.prepare('select pid, host, address, since from serving').get() as Serving | undefined) ?? null
    );
  } catch {
    return null;
  }
}
