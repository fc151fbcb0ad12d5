import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  type SqliteDialectConfig,
} from 'kysely';
import { databaseBusy, databaseFull } from '#core/database-refusals.ts';
import { Refused } from '#core/refusal.ts';
import { codeOf } from '../error-code.ts';

const insideTransaction = new AsyncLocalStorage<{ open: boolean }>();

/** The longest wait between two tries of a statement while another process writes. */
const LONGEST_WAIT_MS = 200;

const isBusy = (error: unknown): boolean => codeOf(error)?.startsWith('SQLITE_BUSY') ?? false;

/**
 * The one connection as lent to one caller. A full disk is refused. While another process holds the write lock, the statement waits without
 * blocking this process: the connection goes to others meanwhile, above all to those who only read.
 */
class LentConnection implements DatabaseConnection {
  readonly inner: DatabaseConnection;
  readonly #turns: Turns;
  readonly #patienceMs: number;
  #giveBack: () => void;
  transaction = false;

  constructor(inner: DatabaseConnection, turns: Turns, patienceMs: number, giveBack: () => void) {
    this.inner = inner;
    this.#turns = turns;
    this.#patienceMs = patienceMs;
    this.#giveBack = giveBack;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const until = performance.now() + this.#patienceMs;
    for (let wait = 5; ; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
      try {
        return await this.inner.executeQuery<R>(query);
      } catch (error) {
        if (codeOf(error) === 'SQLITE_FULL') throw new Refused(databaseFull());
        if (!isBusy(error) || this.transaction) throw error;
        if (performance.now() > until) throw new Refused(databaseBusy());
      }
      this.#giveBack();
      await sleep(wait * (0.5 + Math.random()));
      this.#giveBack = await this.#turns.next();
    }
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    return this.inner.streamQuery<R>(query, chunkSize);
  }

  giveBack(): void {
    this.#giveBack();
  }
}

/** Whose turn it is with the connection, in the order they came. */
class Turns {
  #last: Promise<void> = Promise.resolve();

  /** Resolves when it is the caller's turn, with how to end it. */
  async next(): Promise<() => void> {
    const before = this.#last;
    let end = () => {};
    this.#last = new Promise((resolve) => (end = resolve));
    await before;
    return end;
  }
}

/**
 * One connection, lent to one caller at a time. Transactions take the write lock at their start: a deferred one that
 * reads and then writes fails at once when another process has written in between, busy time-out or not.
 */
class ImmediateDriver extends SqliteDriver {
  readonly #turns = new Turns();
  readonly #patienceMs: number;

  constructor(config: SqliteDialectConfig, patienceMs: number) {
    super(config);
    this.#patienceMs = patienceMs;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    if (insideTransaction.getStore()?.open) {
      throw new Error(
        'Inside a transaction only its own handle may be used: the outer one would wait for ever.',
      );
    }
    const giveBack = await this.#turns.next();
    return new LentConnection(await super.acquireConnection(), this.#turns, this.#patienceMs, giveBack);
  }

  override async releaseConnection(connection?: DatabaseConnection): Promise<void> {
    if (connection instanceof LentConnection) connection.giveBack();
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
    if (connection instanceof LentConnection) connection.transaction = true;
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await super.rollbackTransaction(connection);
    } catch (error) {
      // A full disk or a failing one has SQLite roll back by itself; the fault that led here is the one to tell.
      if (!(error instanceof Error && error.message.includes('no transaction is active'))) throw error;
    }
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
  readonly #patienceMs: number;
  /** `patienceMs`: how long a statement is tried again while another process writes; then `Refused`. */
  constructor(config: SqliteDialectConfig, patienceMs: number) {
    super(config);
    this.#config = config;
    this.#patienceMs = patienceMs;
  }
  override createDriver(): Driver {
    return new ImmediateDriver(this.#config, this.#patienceMs);
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
