import Sqlite from 'better-sqlite3';
import { Kysely, type Transaction } from 'kysely';
import { ImmediateSqliteDialect, markTransaction } from './dialect.ts';
import type { Schema } from './schema.ts';

/** How long opening, and then a single try of a statement, may stop the process while another one writes. */
const OPENING_MS = 5_000;
const BUSY_MS = 50;
/** How long a statement is tried again before it is refused. */
const PATIENCE_MS = 5_000;

/** Below it, a WAL reset can lose committed data. */
const OLDEST_SQLITE = [3, 51, 3] as const;

export type Db = Kysely<Schema>;
export type Trx = Transaction<Schema>;

export interface Store {
  db: Db;
  /** Runs `work` holding the write lock; commits when it resolves. No file or network I/O inside. */
  transaction<T>(work: (trx: Trx) => Promise<T>): Promise<T>;
  /** Throws when the database does not answer. */
  ping(): Promise<void>;
  /** Throws when nothing can be written. */
  tryWriting(): Promise<void>;
  /** Reads the whole file; a sentence for each fault. */
  check(): Promise<string[]>;
  /** Moves the write-ahead log into the database file and closes it. */
  close(): Promise<void>;
}

function refuseOld(version: string): void {
  const parts = version.split('.').map(Number);
  const older = OLDEST_SQLITE.findIndex((least, i) => (parts[i] ?? 0) !== least);
  if (older >= 0 && (parts[older] ?? 0) < (OLDEST_SQLITE[older] ?? 0)) {
    throw new Error(
      `SQLite ${version} can lose committed data; ${OLDEST_SQLITE.join('.')} or newer is needed.`,
    );
  }
}

export function openStore(path: string, patienceMs = PATIENCE_MS): Store {
  const sqlite = new Sqlite(path);
  refuseOld(String(sqlite.prepare('select sqlite_version()').pluck().get()));
  sqlite.pragma(`busy_timeout = ${OPENING_MS}`);
  sqlite.pragma('journal_mode = wal');
  // A reopened WAL file starts at NORMAL, which may lose the last commits at a power cut.
  sqlite.pragma('synchronous = full');
  sqlite.pragma('foreign_keys = on');
  // Waiting inside SQLite stops the whole process: from here on the driver waits instead, and tries again.
  sqlite.pragma(`busy_timeout = ${BUSY_MS}`);
  const db = new Kysely<Schema>({ dialect: new ImmediateSqliteDialect({ database: sqlite }, patienceMs) });
  return {
    db,
    transaction: (work) => db.transaction().execute((trx) => markTransaction(() => work(trx))),
    async ping() {
      await db.selectFrom('learners').select('id').limit(1).execute();
    },
    async tryWriting() {
      await db.deleteFrom('sessions').where('id', '=', '').execute();
    },
    async check() {
      const faults = (sqlite.pragma('integrity_check') as { integrity_check: string }[]).map(
        (row) => row.integrity_check,
      );
      return faults.filter((fault) => fault !== 'ok');
    },
    async close() {
      sqlite.pragma('wal_checkpoint(truncate)');
      await db.destroy();
    },
  };
}
