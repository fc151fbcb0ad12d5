import type { App } from './app.ts';
import { readConfig } from './config.ts';
import { createApp } from './create-app.ts';
import { makeDataFolder } from './data-folder.ts';
import { jsonLog } from './log.ts';
import { onlyServer } from './only-server.ts';

/** For `astro dev`: makes the platform once and leaves it where the middleware finds it. */
export async function startDevelopment(): Promise<void> {
  const kept = globalThis as { atelier?: App };
  if (kept.atelier) return;
  const config = readConfig();
  await makeDataFolder(config.data);
  onlyServer(config);
  const platform = await createApp(config, { log: jsonLog });
  platform.start();
  kept.atelier = platform.app;
}
