import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { Refused } from '#core/refusal.ts';
import { migrate, MigrationRefused, type Migration } from '#server/db/migrate.ts';
import { openStore, type Store } from '#server/db/open.ts';
import { scratch, sweepFolders } from '#test/support/platform.ts';

let path: string;
let store: Store;
beforeEach(async () => {
  path = join(await scratch('database'), 'atelier.db');
  store = openStore(path);
});
afterAll(sweepFolders);

const learner = (id: string) => ({ id, name: id, email: null, role: 'learner', created_at: 1 });
const pragma = async (name: string) =>
  Object.values(
    (await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(store.db)).rows[0] ?? {},
  )[0];

describe('a connection', () => {
  it.each([
    ['journal_mode', 'wal'],
    ['synchronous', 2],
    ['foreign_keys', 1],
    ['busy_timeout', 50],
  ])('%s is %s, also when reopened', async (name, value) => {
    expect(await pragma(name)).toBe(value);
    await store.close();
    store = openStore(path);
    expect(await pragma(name)).toBe(value);
  });
});

describe('migrations', () => {
  const first: Migration = { name: '0001-a', statements: ['create table a (x integer) strict'] };
  const second: Migration = {
    name: '0002-b',
    statements: ['create table b (x integer) strict', 'insert into b values (1)'],
  };

  it('give the golden schema', async () => {
    await migrate(store.db, () => 1);
    const { rows } = await sql<{
      sql: string;
    }>`select sql from sqlite_schema where sql is not null order by name`.execute(store.db);
    const found = rows.map((row) => `${row.sql.replace(/\s+/g, ' ')};\n`).join('');
    expect(found).toBe(await readFile(new URL('golden-schema.sql', import.meta.url), 'utf8'));
  });

  it('apply what is missing, once', async () => {
    expect(await migrate(store.db, () => 1, [first])).toEqual(['0001-a']);
    expect(await migrate(store.db, () => 2, [first, second])).toEqual(['0002-b']);
    expect(await migrate(store.db, () => 3, [first, second])).toEqual([]);
  });

  it('leave nothing behind when one fails half-way', async () => {
    const broken: Migration = {
      name: '0002-b',
      statements: ['create table b (x integer) strict', 'insert into nowhere values (1)'],
    };
    await expect(migrate(store.db, () => 1, [first, broken])).rejects.toThrow('nowhere');
    expect(await migrate(store.db, () => 1, [first, second])).toEqual(['0002-b']);
  });

  it.each([
    ['a number is left out', [], [first, { ...second, name: '0003-b' }]],
    ['the database has one in between missing', [second], [first, second]],
    ['the database is newer', [first, second], [first]],
  ])('are refused when %s', async (_, done, known) => {
    await sql`create table migrations (name text primary key, applied_at integer not null) strict`.execute(
      store.db,
    );
    for (const { name } of done) await sql`insert into migrations values (${name}, 1)`.execute(store.db);
    await expect(migrate(store.db, () => 1, known)).rejects.toThrow(MigrationRefused);
  });
});

describe('a transaction', () => {
  beforeEach(async () => void (await migrate(store.db, () => 1)));

  it('is undone as a whole', async () => {
    const failing = store.transaction(async (trx) => {
      await trx.insertInto('learners').values(learner('a')).execute();
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await store.db.selectFrom('learners').selectAll().execute()).toEqual([]);
  });

  it('throws instead of waiting for ever when the outer handle is used inside', async () => {
    const wrong = store.transaction(async () => {
      await store.db.selectFrom('learners').selectAll().execute();
    });
    await expect(wrong).rejects.toThrow('only its own handle');
    expect(await store.db.selectFrom('learners').selectAll().execute()).toEqual([]);
  });

  it('others wait for it, and see all of it', async () => {
    const writing = store.transaction(async (trx) => {
      await trx.insertInto('learners').values(learner('a')).execute();
      await new Promise((resolve) => setTimeout(resolve, 30));
      await trx.insertInto('learners').values(learner('b')).execute();
    });
    expect((await store.db.selectFrom('learners').selectAll().execute()).length).toBe(2);
    await writing;
  });

  it('reads and then writes while another connection writes in between', async () => {
    const other = openStore(path);
    await store.transaction(async (trx) => {
      await trx.selectFrom('learners').selectAll().execute();
      await trx.insertInto('learners').values(learner('a')).execute();
    });
    await other.transaction(
      async (trx) => void (await trx.insertInto('learners').values(learner('b')).execute()),
    );
    expect((await store.db.selectFrom('learners').selectAll().execute()).length).toBe(2);
    await other.close();
  });

  describe('while another process holds the write lock', () => {
    const add = (id: string) =>
      store.transaction(async (trx) => void (await trx.insertInto('learners').values(learner(id)).execute()));

    it('waits without stopping this process; who only reads is answered', async () => {
      const other = new Sqlite(path);
      other.exec('begin immediate');
      const order: string[] = [];
      const writing = [
        add('a').then(() => order.push('a')),
        store.db
          .insertInto('learners')
          .values(learner('b'))
          .execute()
          .then(() => order.push('b')),
      ];
      let beats = 0;
      const beat = setInterval(() => (beats += 1), 10);
      await sleep(200);
      expect(await store.db.selectFrom('learners').selectAll().execute()).toEqual([]);
      order.push('read');
      await sleep(200);
      clearInterval(beat);
      other.exec('rollback');
      other.close();
      await Promise.all(writing);
      expect(order.toSorted()).toEqual(['a', 'b', 'read']);
      expect(order[0]).toBe('read');
      expect((await store.db.selectFrom('learners').selectAll().execute()).length).toBe(2);
      // Each try may stop the process for 50 ms; a wait inside SQLite would have left no beat at all.
      expect(beats).toBeGreaterThan(2);
    });

    it('is refused with a sentence when it takes too long, and nothing is stored', async () => {
      const other = new Sqlite(path);
      other.exec('begin immediate');
      await store.close();
      store = openStore(path, 150);
      const error: unknown = await add('a').catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(Refused);
      expect((error as Refused).refusal).toMatchObject({ status: 503, code: 'database-busy' });
      other.exec('rollback');
      other.close();
      expect(await store.db.selectFrom('learners').selectAll().execute()).toEqual([]);
      await add('a');
    });
  });

  it('that the disk has no room for is refused, and undone', async () => {
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(store.db);
    await sql`pragma max_page_count = ${sql.raw(String(rows[0]?.page_count))}`.execute(store.db);
    const filling = store.transaction(async (trx) => {
      await trx.insertInto('learners').values(learner('a')).execute();
      await trx
        .insertInto('learners')
        .values({ ...learner('b'), name: 'x'.repeat(100_000) })
        .execute();
    });
    const error: unknown = await filling.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Refused);
    expect((error as Refused).refusal).toMatchObject({ status: 507, code: 'disk-full' });
    expect(await store.db.selectFrom('learners').selectAll().execute()).toEqual([]);
    await store.tryWriting();
  });

  it('never changes a report', async () => {
    await store.transaction(async (trx) => {
      await trx.insertInto('learners').values(learner('a')).execute();
      await trx
        .insertInto('attempts')
        .values({
          id: 'x',
          learner_id: 'a',
          exercise_id: 'e',
          exercise_slug: 'e',
          received_at: 1,
          arrived_at: 1,
        })
        .execute();
      const row = {
        id: 'r',
        attempt_id: 'x',
        grader_version: '1',
        exercise_digest: 'd',
        outcome: 'passed',
        score: 90,
        report: '{}',
        created_at: 1,
      };
      await trx.insertInto('reports').values(row).execute();
    });
    await expect(store.db.updateTable('reports').set({ score: 100 }).execute()).rejects.toThrow(
      'never changed',
    );
  });
});
