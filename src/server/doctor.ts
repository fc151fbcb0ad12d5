import { stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { megabytes } from '#core/sizes.ts';
import { openCatalogue } from './catalogue/catalogue.ts';
import { blobStore } from './blobs/blob-store.ts';
import { database, type Config } from './config.ts';
import { readKeys, signingKey } from './credentials/keys.ts';
import { makeDataFolder } from './data-folder.ts';
import { latestArrival } from './db/attempts.ts';
import { missingBlobs } from './db/blobs.ts';
import { jobQueue } from './db/job-queue.ts';
import { pendingMigrations } from './db/migrate.ts';
import { openStore, type Store } from './db/open.ts';
import { examineLab } from './lab/examine.ts';
import { secretPath, storedSecret } from './secret.ts';
import { startFailure } from './start-failure.ts';

export interface Finding {
  ok: boolean;
  what: string;
  /** What was found, as one sentence. */
  found: string;
}

const finding = async (
  config: Config,
  what: string,
  look: () => Promise<{ ok: boolean; found: string }>,
): Promise<Finding> => {
  try {
    return { what, ...(await look()) };
  } catch (error) {
    const sentence = startFailure(error, config);
    return { what, ok: false, found: sentence ?? (error instanceof Error ? error.message : String(error)) };
  }
};

/** Looks at everything the site stands on and changes nothing but the database's own files. */
export async function examine(config: Config): Promise<Finding[]> {
  const general = [
    await finding(config, 'node', async () => ({
      ok: Number(process.versions.node.split('.')[0]) >= 24,
      found: `Node ${process.versions.node}; 24 or newer is needed.`,
    })),
    await finding(config, 'data', async () => {
      await makeDataFolder(config.data);
      return { ok: true, found: `${config.data} can be written.` };
    }),
    await finding(config, 'secrets', async () => {
      const path = secretPath(config.data, 'pictures');
      const there = await stat(path).catch(() => null);
      if (!there) return { ok: true, found: 'There are none yet; the first start makes them.' };
      const ok = (await storedSecret(path)) !== null;
      return {
        ok,
        found: ok ? 'They can be read.' : `${path} is empty or cut short; the next start makes it anew.`,
      };
    }),
    await finding(config, 'keys', async () => {
      const keys = await readKeys(config.data);
      if (!keys) return { ok: true, found: 'There are none yet; the first start makes one.' };
      const { id } = await signingKey(config.data, Date.now());
      return { ok: true, found: `${id} signs certificates; ${keys.length - 1} retired.` };
    }),
    await finding(config, 'disk', async () => {
      const { bavail, bsize } = await statfs(config.data);
      const found = `${megabytes(bavail * bsize)} free; uploads stop below ${megabytes(config.limits.diskFloor)}.`;
      return { ok: bavail * bsize >= config.limits.diskFloor, found };
    }),
    await finding(config, 'exercises', async () => {
      const { catalogue, problems } = await openCatalogue(join(config.root, 'exercises'));
      return {
        ok: problems.length === 0,
        found: [`${catalogue.all().length} can be opened.`, ...problems].join(' '),
      };
    }),
  ];
  if (config.lab) general.push(await finding(config, 'lab', () => examineLab(config.lab!)));
  const there = await stat(database(config)).catch(() => null);
  if (!there)
    return [
      ...general,
      { ok: true, what: 'database', found: 'There is none yet; the first start makes it.' },
    ];
  let store: Store | null = null;
  const opened = await finding(config, 'database', async () => {
    store = openStore(database(config));
    return { ok: true, found: '' };
  });
  try {
    return [...general, ...(store && opened.ok ? await examineStore(store, config) : [opened])];
  } finally {
    await (store as Store | null)?.close().catch(() => {});
  }
}

async function examineStore(store: Store, config: Config): Promise<Finding[]> {
  const migrations = await finding(config, 'database', async () => {
    const pending = await pendingMigrations(store.db);
    const broken = await store.check();
    if (broken.length > 0) return { ok: false, found: broken.join(' ') };
    return pending.length === 0
      ? { ok: true, found: 'Sound and up to date.' }
      : { ok: false, found: `Sound, but ${pending.join(', ')} is missing: run \`npx atelier migrate\`.` };
  });
  if (!migrations.ok) return [migrations];
  return [
    migrations,
    await finding(config, 'writing', async () => {
      await store.tryWriting();
      return { ok: true, found: 'The database can be written, and no other program holds it.' };
    }),
    await finding(config, 'clock', async () => {
      const latest = await latestArrival(store.db);
      const ok = latest === null || latest <= Date.now();
      return {
        ok,
        found: ok
          ? 'It goes on from the newest attempt.'
          : `It was put back: the newest attempt arrived at ${new Date(latest).toISOString()}, which is still to come.`,
      };
    }),
    await finding(config, 'uploads', async () => {
      const blobs = await blobStore(join(config.data, 'blobs'));
      const missing = await missingBlobs(store.db, blobs.has);
      const found =
        missing.length === 0
          ? 'Every stored file is there.'
          : `${missing.length} stored files are missing, first ${missing[0]}.`;
      return { ok: missing.length === 0, found };
    }),
    await finding(config, 'queue', async () => {
      const { waiting, running, dead } = await jobQueue(store, Date.now, 'doctor').stats();
      return { ok: true, found: `${waiting} waiting, ${running} running, ${dead} failed for good.` };
    }),
  ];
}
