import { fileURLToPath } from 'node:url';
import type { Learner } from '#core/types.ts';
import type { Config } from '#server/config.ts';
import { serveApi } from './api-server.ts';
import {
  scratch,
  signUp,
  sweepFolders,
  testPlatform,
  writeExercises,
  type TestPlatform,
} from './platform.ts';

const CHILD = fileURLToPath(new URL('../../src/worker/child.ts', import.meta.url));

/** The platform with its grading process behind a real socket, and a learner who has signed up. */
export interface ApiSchool {
  platform: TestPlatform;
  url: string;
  learner: Learner;
  /** The session's cookie. */
  session: string;
  get(path: string): Promise<Response>;
  close(): Promise<void>;
}

/** `write` adds exercises to the two small ones, or `exercises` stands for all of them. Nothing is graded before `platform.start()`. */
export async function openApi({
  write,
  exercises,
  limits = {},
}: {
  write?: (exercises: string) => Promise<unknown>;
  exercises?: string;
  limits?: Partial<Config['limits']>;
}): Promise<ApiSchool> {
  const folder = exercises ?? (await scratch('exercises'));
  if (!exercises) await writeExercises(folder);
  await write?.(folder);
  const platform = await testPlatform({
    exercises: folder,
    childModule: CHILD,
    limits: { attemptsPerMinute: 1000, waitingPerLearner: 1000, ...limits },
  });
  const { url, close } = await serveApi(platform);
  const { learner, session } = await signUp(platform);
  return {
    platform,
    url,
    learner,
    session,
    get: (path) => fetch(url + path, { headers: { cookie: session } }),
    async close() {
      await close();
      await platform.stop();
      await sweepFolders();
    },
  };
}
