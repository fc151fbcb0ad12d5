import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfNeeded, BuildFailed } from './build/build.ts';
import { readConfig, WrongConfig, type Config } from './config.ts';
import { createApp } from './create-app.ts';
import { listener, type PageHandler } from './http/listener.ts';
import { gracefulStop } from './http/stop.ts';
import { jsonLog, noLog } from './log.ts';

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
  say(`Atelier is ready: ${config.publicUrl ?? `http://localhost:${port}`}`);

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

/** The sentence for a failure whoever runs the site can do something about; null for a bug. */
function sentenceFor(error: unknown, config: Config | null): string | null {
  if (error instanceof WrongConfig) return error.message;
  if (error instanceof BuildFailed) return `The site could not be built:\n${error.message}`;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return `Port ${config?.port} is taken. Stop what runs there, or choose another: PORT=4322 npm start`;
  if (code === 'EACCES')
    return `Port ${config?.port} or the folder ${config?.data} may not be used by this user.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `HOST=${config?.host} is no address of this machine.`;
  return null;
}

let config: Config | null = null;
try {
  config = readConfig();
  await buildIfNeeded(config.root, say);
  if (!process.argv.includes('--build-only')) await serve(config);
} catch (error) {
  console.error(sentenceFor(error, config) ?? error);
  process.exit(1);
}
