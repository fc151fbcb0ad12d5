import { Refused } from '#core/refusal.ts';
import { ExerciseError } from '#graders/exercise/open.ts';
import { WordsError } from '#graders/report/words.ts';
import { BuildFailed } from './build/build.ts';
import { database, WrongConfig, type Config } from './config.ts';
import { MigrationRefused } from './db/migrate.ts';
import { codeOf } from './error-code.ts';

/** What the codes of SQLite mean for whoever runs the site, by their first words. */
const DATABASE: [code: string, sentence: string][] = [
  ['SQLITE_NOTADB', 'is no database. Move it away or restore a backup.'],
  ['SQLITE_CORRUPT', 'is damaged. Restore a backup; `npx atelier doctor` says more.'],
  ['SQLITE_CANTOPEN', 'cannot be opened: it is a folder, or this user may not read it.'],
  ['SQLITE_READONLY', 'cannot be written by this user.'],
  ['SQLITE_PERM', 'cannot be written by this user.'],
  ['SQLITE_FULL', 'cannot grow: the disk is full.'],
  ['SQLITE_IOERR', 'cannot be read or written: the disk reports an error.'],
];

/** The sentence for a failure whoever runs the site can do something about; null for a bug. */
export function startFailure(error: unknown, config: Config | null): string | null {
  if (error instanceof WrongConfig || error instanceof MigrationRefused) return error.message;
  if (error instanceof WordsError || error instanceof ExerciseError) return error.message;
  if (error instanceof BuildFailed) return `The site could not be built:\n${error.message}`;
  if (error instanceof Refused) return `${error.refusal.detail} ${error.refusal.hint}`;
  const code = codeOf(error) ?? '';
  const about = DATABASE.find(([start]) => code.startsWith(start));
  if (about && config) return `The database ${database(config)} ${about[1]}`;
  if (code === 'EADDRINUSE')
    return `Port ${config?.port} is taken. Stop what runs there, or choose another: PORT=4322 npm start`;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return `Port ${config?.port} or the folder ${config?.data} may not be used by this user.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `HOST=${config?.host} is no address of this machine.`;
  if (code === 'ENOSPC') return `The disk that holds ${config?.data} is full.`;
  if (code === 'ENOTDIR' || code === 'EEXIST')
    return `Something in ${config?.data} is a file where a folder belongs. Move it away.`;
  return null;
}
