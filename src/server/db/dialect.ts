import { AsyncLocalStorage } from 'node:async_hooks';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type Driver,
  type SqliteDialectConfig,
} from 'kysely';

const insideTransaction = new AsyncLocalStorage<{ open: boolean }>();

/**
 * One connection, lent to one caller at a time. Transactions take the write lock at their start: a deferred one that
 * reads and then writes fails at once when another process has written in between, busy time-out or not.
 */
class ImmediateDriver extends SqliteDriver {
  #last: Promise<void> = Promise.resolve();
  #release: () => void = () => {};

  override async acquireConnection(): Promise<DatabaseConnection> {
    if (insideTransaction.getStore()?.open) {
      throw new Error(
        'Inside a transaction only its own handle may be used: the outer one would wait for ever.',
      );
    }
    const before = this.#last;
    let release = () => {};
    this.#last = new Promise((resolve) => (release = resolve));
    await before;
    this.#release = release;
    return super.acquireConnection();
  }

  override async releaseConnection(): Promise<void> {
    this.#release();
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/** The driver queues callers itself, so that it can refuse the one that would wait for ever. */
class SelfQueueingAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

export class ImmediateSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;
  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }
  override createDriver(): Driver {
    return new ImmediateDriver(this.#config);
  }
  override createAdapter(): SqliteAdapter {
    return new SelfQueueingAdapter();
  }
}

/** Marks the calls made by `run` as standing inside a transaction. */
export async function markTransaction<T>(run: () => Promise<T>): Promise<T> {
  const mark = { open: true };
  return insideTransaction.run(mark, async () => {
    try {
      return await run();
    } finally {
      mark.open = false;
    }
  });
}
