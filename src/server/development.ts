import type { App } from './app.ts';
import { readConfig } from './config.ts';
import { createApp } from './create-app.ts';
import { jsonLog } from './log.ts';

/** For `astro dev`: makes the platform once and leaves it where the middleware finds it. */
export async function startDevelopment(): Promise<void> {
  const kept = globalThis as { atelier?: App };
  if (kept.atelier) return;
  const platform = await createApp(readConfig(), { log: jsonLog });
  platform.start();
  kept.atelier = platform.app;
}
