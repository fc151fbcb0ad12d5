import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfNeeded } from './build/build.ts';
import { readConfig, type Config } from './config.ts';
import { createApp } from './create-app.ts';
import { makeDataFolder } from './data-folder.ts';
import { listener, type PageHandler } from './http/listener.ts';
import { gracefulStop } from './http/stop.ts';
import { jsonLog, noLog } from './log.ts';
import { onlyServer } from './only-server.ts';
import { startFailure } from './start-failure.ts';

const say = (line: string): void => console.log(line);

async function serve(config: Config): Promise<void> {
  const log = config.quiet ? noLog : jsonLog;
  const platform = await createApp(config, { log });
  for (const problem of platform.problems) console.error(problem);

  const entry = join(config.root, 'dist', 'server', 'entry.mjs');
  const { handler } = (await import(pathToFileURL(entry).href)) as { handler: PageHandler };
  const client = join(config.root, 'dist', 'client');
  const server = createServer(listener({ config, app: platform.app, pages: handler, client, log }));
  const stopServing = gracefulStop(server);

  const listening = new Promise<void>((resolve, reject) =>
    server.once('listening', resolve).once('error', reject),
  );
  server.listen(config.port, config.host);
  await listening.catch(async (error: unknown) => {
    await platform.stop();
    throw error;
  });
  platform.start();
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : config.port;
  const site = config.publicUrl ?? `http://localhost:${port}`;
  say(`Atelier is ready: ${site}`);

  const code = await platform.app.setup.code();
  if (code) say(`This school has no owner yet. Make their account at ${site}/setup with the code ${code}`);

  let stopping = false;
  const stop = async () => {
    if (stopping) process.exit(1);
    stopping = true;
    await stopServing();
    await platform.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
}

let config: Config | null = null;
try {
  config = readConfig();
  if (process.argv.includes('--build-only')) await buildIfNeeded(config.root, say);
  else {
    // Before the build: a wrong folder, or one that is in use, is said at once.
    await makeDataFolder(config.data);
    onlyServer(config);
    await buildIfNeeded(config.root, say);
    await serve(config);
  }
} catch (error) {
  console.error(startFailure(error, config) ?? error);
  process.exit(1);
}
