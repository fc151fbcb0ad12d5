import { sql } from 'kysely';
import { LONGEST_BACKOFF_MS } from '#core/backoff.ts';
import { newId } from '../ids.ts';
import type { Db, Store, Trx } from './open.ts';
import type { JobRow } from './schema.ts';

/** A claimed job. The lease token fences out a worker that woke up after its lease had ended. */
export interface Job {
  id: string;
  kind: string;
  subject: string;
  payload: unknown;
  tries: number;
  maxTries: number;
  leaseToken: string;
}

export interface EnqueueOptions {
  /** At most one live job carries it. */
  dedupeKey: string;
  /** What the job is about, to find it again. */
  subject: string;
  /** Higher first. */
  priority?: number;
  runAt?: number;
  maxTries?: number;
}

export interface JobQueue {
  /** Atomic with the caller's transaction. */
  enqueue(trx: Trx, kind: string, payload: unknown, options: EnqueueOptions): Promise<'queued' | 'duplicate'>;
  claim(kind: string, leaseMs: number): Promise<Job | null>;
  /** Prolongs the lease and notes how far the work is. False: the lease is lost, stop. */
  heartbeat(job: Job, leaseMs: number, phase?: string): Promise<boolean>;
  /** False: fenced out, discard the result. */
  complete(trx: Trx, job: Job): Promise<boolean>;
  /** Back into the queue after `backoffMs` while tries are left and the failure may pass, else dead. */
  fail(
    job: Job,
    failure: { code: string; retryable: boolean },
    backoffMs: number,
  ): Promise<'waiting' | 'dead' | 'lost'>;
  /** Hands the job back untouched, as at a stop: the try does not count. */
  release(job: Job): Promise<void>;
  /** Takes the waiting jobs about these subjects out of the queue; running ones go on. Returns the subjects taken out. */
  cancelWaiting(trx: Trx, subjects: readonly string[]): Promise<string[]>;
  /** Frees jobs whose lease has ended or whose holder is known to be gone. */
  reap(isGone: (holder: string) => boolean): Promise<number>;
  stats(): Promise<{ waiting: number; running: number; dead: number; oldestWaiting: number | null }>;
}

const live = sql<boolean>`done_at is null and dead_at is null and cancelled_at is null`;

const toJob = (row: JobRow, leaseToken: string): Job => ({
  id: row.id,
  kind: row.kind,
  subject: row.subject,
  payload: JSON.parse(row.payload) as unknown,
  tries: row.tries,
  maxTries: row.max_tries,
  leaseToken,
});

/** The queue in our own schema: `holder` names this process in the rows it leases. */
export function jobQueue(store: Store, now: () => number, holder: string): JobQueue {
  const held = (db: Db | Trx, job: Job) =>
    db.updateTable('jobs').where('id', '=', job.id).where('lease_token', '=', job.leaseToken).where(live);

  const freed = { lease_token: null, lease_until: null, holder: null, phase: null };

  return {
    async enqueue(trx, kind, payload, { dedupeKey, subject, priority = 0, runAt = now(), maxTries = 3 }) {
      const existing = await trx
        .selectFrom('jobs')
        .select('id')
        .where('dedupe_key', '=', dedupeKey)
        .where(live)
        .executeTakeFirst();
      if (existing) return 'duplicate';
      await trx
        .insertInto('jobs')
        .values({
          ...freed,
          id: newId(),
          kind,
          dedupe_key: dedupeKey,
          subject,
          payload: JSON.stringify(payload),
          priority,
          run_at: runAt,
          tries: 0,
          max_tries: maxTries,
          created_at: now(),
          done_at: null,
          dead_at: null,
          cancelled_at: null,
          error_code: null,
        })
        .execute();
      return 'queued';
    },

    async claim(kind, leaseMs) {
      const at = now();
      const leaseToken = newId();
      const next = store.db
        .selectFrom('jobs')
        .select('id')
        .where('kind', '=', kind)
        .where(live)
        .where('lease_token', 'is', null)
        // Created in what is now the future, or due later than any back-off: from before the clock was put back.
        .where((due) =>
          due.or([
            due('run_at', '<=', at),
            due('created_at', '>', at),
            due('run_at', '>', at + LONGEST_BACKOFF_MS),
          ]),
        )
        .orderBy('priority', 'desc')
        .orderBy('run_at')
        .orderBy('created_at')
        .orderBy('id')
        .limit(1);
      const row = await store.db
        .updateTable('jobs')
        .set({
          lease_token: leaseToken,
          lease_until: at + leaseMs,
          holder,
          phase: null,
          tries: sql`tries + 1`,
        })
        .where('id', '=', next)
        .returningAll()
        .executeTakeFirst();
      return row ? toJob(row, leaseToken) : null;
    },

    async heartbeat(job, leaseMs, phase) {
      const { numUpdatedRows } = await held(store.db, job)
        .set({ lease_until: now() + leaseMs, ...(phase === undefined ? {} : { phase }) })
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    async complete(trx, job) {
      const { numUpdatedRows } = await held(trx, job)
        .set({ ...freed, done_at: now() })
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    async fail(job, { code, retryable }, backoffMs) {
      const again = retryable && job.tries < job.maxTries;
      const { numUpdatedRows } = await held(store.db, job)
        .set({ ...freed, error_code: code, ...(again ? { run_at: now() + backoffMs } : { dead_at: now() }) })
        .executeTakeFirst();
      return numUpdatedRows === 1n ? (again ? 'waiting' : 'dead') : 'lost';
    },

    async release(job) {
      await held(store.db, job)
        .set({ ...freed, tries: sql`tries - 1` })
        .execute();
    },

    async cancelWaiting(trx, subjects) {
      if (subjects.length === 0) return [];
      const rows = await trx
        .updateTable('jobs')
        .set({ cancelled_at: now() })
        .where('subject', 'in', subjects)
        .where(live)
        .where('lease_token', 'is', null)
        .returning('subject')
        .execute();
      return rows.map((row) => row.subject);
    },

    async reap(isGone) {
      const at = now();
      const leased = await store.db
        .selectFrom('jobs')
        .select(['id', 'lease_token', 'lease_until', 'holder', 'tries', 'max_tries'])
        .where(live)
        .where('lease_token', 'is not', null)
        .orderBy('id')
        .execute();
      const lost = leased.filter(
        (row) => (row.lease_until ?? 0) < at || (row.holder !== null && isGone(row.holder)),
      );
      for (const row of lost) {
        const spent = row.tries >= row.max_tries;
        await store.db
          .updateTable('jobs')
          .set({ ...freed, error_code: 'worker-lost', ...(spent ? { dead_at: at } : { run_at: at }) })
          .where('id', '=', row.id)
          .where('lease_token', '=', row.lease_token)
          .where(live)
          .execute();
      }
      return lost.length;
    },

    async stats() {
      const row = await store.db
        .selectFrom('jobs')
        .select([
          sql<number>`coalesce(sum(${live} and lease_token is null), 0)`.as('waiting'),
          sql<number>`coalesce(sum(${live} and lease_token is not null), 0)`.as('running'),
          sql<number>`coalesce(sum(dead_at is not null), 0)`.as('dead'),
          sql<number | null>`min(case when ${live} and lease_token is null then created_at end)`.as(
            'oldestWaiting',
          ),
        ])
        .executeTakeFirstOrThrow();
      return row;
    },
  };
}
