import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));
const shared = { testTimeout: 60_000, hookTimeout: 240_000, pool: 'forks' } as const;

export default defineConfig({
  root,
  test: {
    reporters: ['default', `${root}test/support/closing-line.ts`],
    maxWorkers: 2,
    projects: [
      {
        root,
        test: { ...shared, name: 'house', include: ['test/**/*.test.ts'], exclude: ['test/e2e/**'] },
      },
      {
        root,
        test: {
          ...shared,
          name: 'browser',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: [`${root}test/support/build-once.ts`],
          fileParallelism: false,
        },
      },
    ],
  },
});
