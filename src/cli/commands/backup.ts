import { join, resolve } from 'node:path';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { count } from '#core/view/words.ts';
import { megabytes } from '#core/sizes.ts';
import { backup } from '#server/backup/backup.ts';
import { BackupRefused } from '#server/backup/layout.ts';
import { readConfig } from '#server/config.ts';
import { WrongUsage, type Command } from '../command.ts';

const command: Command = {
  summary: 'writes everything that must survive into one archive, while the school runs',
  usage: 'backup <archive.tar>',
  async run(argv) {
    const { positionals } = parseArgs({ args: argv, allowPositionals: true, options: {} });
    const [given, ...rest] = positionals;
    if (given === undefined || rest.length > 0) throw new WrongUsage('Name the archive to be written.');
    const { data, root } = readConfig();
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    try {
      const path = resolve(given);
      const { files } = await backup({ data, path, version, now: Date.now() });
      const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
      console.log(`Wrote ${path}: ${count(files.length, 'file')}, ${megabytes(bytes)}.`);
      console.log('It holds the signing keys and everybody’s work: keep it as you keep the school itself.');
      return 0;
    } catch (error) {
      if (!(error instanceof BackupRefused)) throw error;
      console.error(error.message);
      return 1;
    }
  },
};

export default command;
