import { hostname } from 'node:os';
import { join } from 'node:path';
import { moment } from '#core/view/words.ts';
import { WrongConfig, type Config } from './config.ts';
import { FolderServed, holdFolder, type Serving } from './db/serving.ts';
import { codeOf } from './error-code.ts';

/** Below the data folder; belongs to the running server. */
const LOCK = 'serving.db';

/**
 * Makes this process the only server on its data folder: two would each take the other's jobs for lost and sweep files that
 * the other is writing. Commands of the command line go on beside it. Throws `WrongConfig` with a sentence.
 */
export function onlyServer(config: Pick<Config, 'data' | 'port' | 'publicUrl'>): { release(): void } {
  const { data, port, publicUrl } = config;
  const path = join(data, LOCK);
  const address = publicUrl ?? `http://localhost:${port}`;
  try {
    return holdFolder(path, { pid: process.pid, host: hostname(), address, since: Date.now() });
  } catch (error) {
    if (error instanceof FolderServed) throw new WrongConfig(servedAlready(data, error.by));
    const code = codeOf(error) ?? '';
    if (/^SQLITE_(NOTADB|CORRUPT)/.test(code))
      throw new WrongConfig(`${path} is damaged. Remove it once no server runs on this folder.`);
    throw error;
  }
}

function servedAlready(data: string, by: Serving | null): string {
  const stop =
    'Stop it first, or give this one a folder of its own: ATELIER_DATA=other-folder PORT=4322 npm start';
  if (!by) return `Another server is starting on the data folder ${data}. ${stop}`;
  const where = by.host === hostname() ? '' : ` on ${by.host}`;
  return `The data folder ${data} is in use: process ${by.pid}${where} serves it at ${by.address} since ${moment(by.since)}. ${stop}`;
}
