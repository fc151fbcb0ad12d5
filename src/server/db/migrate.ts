import { CompiledQuery, type Kysely } from 'kysely';
import { ground } from './migrations/0001-ground.ts';
import { mergedGuests } from './migrations/0002-merged-guests.ts';
import { lab } from './migrations/0003-lab.ts';
import { certificates } from './migrations/0004-certificates.ts';
import { cohorts } from './migrations/0005-cohorts.ts';
import { portfolio } from './migrations/0006-portfolio.ts';
import { review } from './migrations/0007-review.ts';
import { accountDeletions } from './migrations/0008-account-deletions.ts';
import { notices } from './migrations/0009-notices.ts';
import { capstone } from './migrations/0010-capstone.ts';
import type { Schema } from './schema.ts';

export interface Migration {
  /** `NNNN-name`, numbered without gaps from 0001. */
  name: string;
  statements: string[];
}

const MIGRATIONS: readonly Migration[] = [
  ground,
  mergedGuests,
  lab,
  certificates,
  cohorts,
  portfolio,
  review,
  accountDeletions,
  notices,
  capstone,
];

export class MigrationRefused extends Error {}

const exec = (db: Kysely<Schema>, sql: string) => db.executeQuery(CompiledQuery.raw(sql));

async function applied(db: Kysely<Schema>): Promise<string[]> {
  await exec(
    db,
    'create table if not exists migrations (name text primary key, applied_at integer not null) strict',
  );
  const { rows } = await db.executeQuery<{ name: string }>(
    CompiledQuery.raw('select name from migrations order by name'),
  );
  return rows.map((row) => row.name);
}

function refuseGaps(migrations: readonly Migration[], done: readonly string[]): void {
  migrations.forEach(({ name }, index) => {
    if (Number(name.slice(0, 4)) !== index + 1)
      throw new MigrationRefused(`Migration ${name} stands at place ${index + 1}.`);
  });
  done.forEach((name, index) => {
    if (migrations[index]?.name === name) return;
    throw new MigrationRefused(
      migrations.some((known) => known.name === name)
        ? `The database has ${name} but not ${migrations[index]?.name}: a migration is missing in between. Restore a backup.`
        : `The database has the migration ${name}, which this version does not know. Use the newer version that made it.`,
    );
  });
}

/** Applies what is missing, each migration in its own transaction, and returns the names applied. */
export async function migrate(
  db: Kysely<Schema>,
  now: () => number,
  migrations = MIGRATIONS,
): Promise<string[]> {
  const done = await applied(db);
  refuseGaps(migrations, done);
  const missing = migrations.slice(done.length);
  for (const migration of missing) {
    await db.transaction().execute(async (trx) => {
      for (const statement of migration.statements) await exec(trx, statement);
      await trx.executeQuery(
        CompiledQuery.raw('insert into migrations (name, applied_at) values (?, ?)', [migration.name, now()]),
      );
    });
  }
  return missing.map((migration) => migration.name);
}

/** Names of the migrations that `migrate` would apply; refuses as it would. */
export async function pendingMigrations(db: Kysely<Schema>): Promise<string[]> {
  const done = await applied(db);
  refuseGaps(MIGRATIONS, done);
  return MIGRATIONS.slice(done.length).map((migration) => migration.name);
}
