import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gradingChild } from '#worker/child-process.ts';
import { isText } from '../../graders/exercise/kind.ts';
import { readWords } from '../../graders/report/words.ts';
import { every } from '#worker/every.ts';
import { isGone, ownHolder } from '#worker/holder.ts';
import { supervisor } from '#worker/supervisor.ts';
import { accounts } from './accounts/accounts.ts';
import { deletion } from './accounts/deletion.ts';
import { ownData } from './accounts/own-data.ts';
import { firstOwner } from './accounts/first-owner.ts';
import { sessions } from './accounts/sessions.ts';
import type { App } from './app.ts';
import { attempts } from './attempts/attempts.ts';
import { changes } from './attempts/changes.ts';
import { gradeDesk } from './attempts/desk.ts';
import { accepter, enqueueGrade } from './attempts/accept.ts';
import { textReader } from './attempts/receive-text.ts';
import { submitter } from './attempts/submit.ts';
import { takingIn } from './attempts/take-in.ts';
import { blobStore } from './blobs/blob-store.ts';
import { builtFiles } from './built-files.ts';
import { createCohorts } from './cohorts/create-cohorts.ts';
import { openCatalogue } from './catalogue/catalogue.ts';
import { createCredentials } from './credentials/create.ts';
import { childEnvironment, database, type Config } from './config.ts';
import { forgottenAttempts } from './db/attempts.ts';
import { jobQueue } from './db/job-queue.ts';
import { makeDataFolder } from './data-folder.ts';
import { migrate } from './db/migrate.ts';
import { openStore } from './db/open.ts';
import { gallery } from './gallery/gallery.ts';
import { gradebooks } from './gradebook/gradebook.ts';
import { healthOf } from './health.ts';
import { inspector } from './inspector.ts';
import { createLab } from './lab/create-lab.ts';
import { noLog, type Log } from './log.ts';
import { pictures } from './pictures/pictures.ts';
import { pictureSources } from './pictures/sources.ts';
import { createNotices } from './notices/create-notices.ts';
import { createPortfolios } from './portfolio/create-portfolios.ts';
import { progress } from './progress.ts';
import { prompts } from './prompts/prompts.ts';
import { feedRegrades } from './regrade/feed.ts';
import { integrity } from './integrity/integrity.ts';
import { regrades } from './regrade/regrades.ts';
import { appeals } from './review/appeals.ts';
import { review } from './review/review.ts';
import { secret } from './secret.ts';
import { tidying } from './tidy.ts';
import { trustFolder } from './trust-anchors.ts';

export interface Platform {
  app: App;
  /** Sentences about exercise folders that could not be opened. */
  problems: string[];
  /** Starts grading and housekeeping. */
  start(): void;
  /** Hands running jobs back, ends the children, closes the database. */
  stop(): Promise<void>;
}

export interface Surroundings {
  log?: Log;
  now?: () => number;
  /** Folder with `<track>/<slug>` exercise folders. */
  exercises?: string;
  /** Folder with tracks, lessons and certificates. */
  content?: string;
  /** The module the grading children run. */
  childModule?: string;
}

const CHILD = fileURLToPath(new URL('../worker/child.ts', import.meta.url));
const REAP_MS = 2_000;
const HOUSEKEEPING_MS = 60_000;
const HOUR = 3_600_000;

/** Puts the platform together on one data folder: opens and migrates the database, opens the exercises. */
export async function createApp(config: Config, around: Surroundings = {}): Promise<Platform> {
  const {
    log = noLog,
    now = Date.now,
    exercises = join(config.root, 'exercises'),
    content = join(config.root, 'content'),
    childModule = CHILD,
  } = around;
  await makeDataFolder(config.data);
  const version = await readVersion(config.root);
  const { catalogue, problems } = await openCatalogue(exercises);
  const store = openStore(database(config));
  await migrate(store.db, now);
  await store.tryWriting();
  const blobs = await blobStore(join(config.data, 'blobs'));
  const holder = ownHolder();
  const queue = jobQueue(store, now, holder);
  const hints = changes();

  const folders = () => catalogue.all().map((exercise) => exercise.folder);
  const child = (nice: number, warm: () => string[]) =>
    gradingChild({
      module: childModule,
      environment: childEnvironment(),
      nice,
      trust: trustFolder(config.data),
      warm,
    });
  // Somebody waits for the answer to an upload; a grade may take its time.
  const inspecting = child(0, () => []);
  const grading = Array.from({ length: config.workers }, () => child(15, folders));
  const desk = gradeDesk({ store, blobs, queue, catalogue, changed: hints.changed, log, now });
  const workers = supervisor(desk, grading);

  const accept = accepter({
    config,
    store,
    queue,
    now,
    inspect: inspector(inspecting),
    queued: () => workers.wake(),
  });
  const words = await readWords();
  const texts = textReader(words);
  const submit = submitter({ config, store, takeIn: takingIn(blobs, texts), accept, now });
  const { lab: labConfig } = config;
  const lab =
    labConfig &&
    createLab({
      config,
      lab: labConfig,
      store,
      blobs,
      queue,
      changes: hints,
      accept,
      child: child(10, () => []),
      log,
      now,
    });
  const entrance = sessions(store, config.publicUrl?.startsWith('https:') ?? false, now);
  const ending = deletion({ store, sessions: entrance, copies: join(config.data, 'public-copies'), now });
  const publicUrl = config.publicUrl ?? `http://localhost:${config.port}`;
  const sources = pictureSources(
    config.root,
    catalogue,
    await secret(config.data, 'pictures', (sentence) => problems.push(sentence)),
  );

  const handedIn = attempts({ store, blobs, changes: hints, submit, startSession: entrance.start });
  const copying = child(5, () => []);
  const shownPictures = pictures(sources, join(config.data, 'derived'));

  const cohorts = createCohorts({ store, catalogue, now });
  const telling = createNotices({
    store,
    catalogue,
    duties: cohorts.duties,
    mail: config.mail,
    secret: await secret(config.data, 'mail', (sentence) => problems.push(sentence)),
    publicUrl,
    log,
    now,
  });
  const reviewing = { store, catalogue, now };
  const behind = { ...reviewing, queue, wake: workers.wake };
  const app: App = {
    version,
    publicUrl,
    now,
    setup: firstOwner({ store, data: config.data, startSession: entrance.start, now }),
    accounts: accounts({ store, sessions: entrance, now }),
    catalogue,
    attempts: handedIn,
    prompts: prompts({ texts, words, perMinute: config.limits.looksPerMinute, now }),
    progress: progress({ store, catalogue, now }),
    review: review(reviewing),
    appeals: appeals(reviewing),
    regrades: regrades(behind),
    integrity: integrity(behind),
    pictures: shownPictures,
    portfolios: createPortfolios({
      config,
      store,
      blobs,
      child: copying,
      attempts: handedIn,
      catalogue,
      pictures: shownPictures,
      publicUrl,
      now,
    }),
    gallery: gallery({ store, blobs, catalogue, now }),
    gradebooks: gradebooks({ store, catalogue, now }),
    builtFile: builtFiles(config.root),
    cohorts,
    notices: telling.notices,
    deletion: ending,
    ownData: ownData({ store, blobs, publicUrl, now }),
    credentials: await createCredentials({
      config,
      content,
      store,
      blobs,
      catalogue,
      log,
      now,
      say: (sentence) => problems.push(sentence),
    }),
    lab: lab?.lab ?? null,
    health: healthOf({ config, version, store, queue, log }),
  };

  const requeueForgotten = async () => {
    for (const id of await forgottenAttempts(store.db)) {
      const outcome = await store.transaction((trx) => enqueueGrade(queue, trx, id));
      if (outcome === 'queued') log('requeued', { attempt: id });
    }
  };
  const tidy = tidying({ store, blobs, deleteAccounts: () => ending.carryOut(), log, now });
  const chores: (() => Promise<void>)[] = [];

  return {
    app,
    problems,
    start() {
      const onError = (error: unknown) => log('housekeeping-error', { message: String(error) });
      inspecting.start();
      // The first reading loads the tokenizer's vocabulary: before somebody waits for it.
      const text = catalogue.all().find(isText);
      if (text) void app.prompts.accepted(text).catch(onError);
      workers.start();
      lab?.start();
      chores.push(
        every(
          REAP_MS,
          () => queue.reap(isGone(holder)).then((freed) => (freed > 0 ? workers.wake() : undefined)),
          onError,
        ),
        every(
          HOUSEKEEPING_MS,
          async () => {
            await requeueForgotten();
            await feedRegrades(store, queue);
            await lab?.tidy();
            await entrance.sweep();
            await blobs.sweep(HOUR);
            workers.wake();
          },
          onError,
        ),
        every(HOUR, tidy, onError),
        telling.start(onError),
      );
    },
    async stop() {
      await Promise.all(chores.map((end) => end()));
      await workers.stop();
      await lab?.stop();
      inspecting.stop();
      copying.stop();
      await store.close();
    },
  };
}

async function readVersion(root: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  return version;
}
