import { openStore } from '#server/db/open.ts';
import { jobQueue } from '#server/db/job-queue.ts';
import { sql } from 'kysely';

/** A worker process for crash tests: claims jobs of the database given as argument and notes each one it has done. */
const [path = '', name = ''] = process.argv.slice(2);
const store = openStore(path);
const queue = jobQueue(store, Date.now, name);
for (;;) {
  const job = await queue.claim('count', 400);
  if (!job) {
    await queue.reap(() => false);
    const { waiting, running } = await queue.stats();
    if (waiting + running === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
    continue;
  }
  // Long enough that the work outlasts every kill, also on a fast machine.
  await new Promise((resolve) => setTimeout(resolve, 80));
  await store.transaction(async (trx) => {
    if (await queue.complete(trx, job))
      await sql`insert into done (subject, worker) values (${job.subject}, ${name})`.execute(trx);
  });
}
await store.close();
