import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Builds the pages once before test files run side by side, exactly as `npm start` would. */
export function setup(): void {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const built = spawnSync(process.execPath, ['src/server/main.ts', '--build-only'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(`the build failed:\n${built.stdout}\n${built.stderr}`);
}
