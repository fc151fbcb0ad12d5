import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { count } from '#core/view/words.ts';
import { BackupRefused } from '#server/backup/layout.ts';
import { restore, verifyBackup } from '#server/backup/restore.ts';
import { readConfig } from '#server/config.ts';
import { WrongUsage, type Command } from '../command.ts';

const command: Command = {
  summary: 'brings a school back from an archive, into a data folder that is empty',
  usage: 'restore <archive.tar> [--verify]',
  options: { '--verify': 'unpacks it beside itself, looks at everything, and puts nothing in place' },
  async run(argv) {
    const { positionals, values } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: { verify: { type: 'boolean', default: false } },
    });
    const [given, ...rest] = positionals;
    if (given === undefined || rest.length > 0) throw new WrongUsage('Name the archive.');
    const archive = resolve(given);
    const { data } = readConfig();
    try {
      const { files, madeAt, version } = values.verify
        ? await verifyBackup(archive, dirname(archive))
        : await restore(archive, data);
      const made = `${count(files.length, 'file')}, made ${madeAt} by version ${version}`;
      console.log(
        values.verify
          ? `${archive} is sound: ${made}.`
          : `Restored into ${data}: ${made}. \`npm start\` brings the database up to date.`,
      );
      return 0;
    } catch (error) {
      if (!(error instanceof BackupRefused)) throw error;
      console.error(error.message);
      return 1;
    }
  },
};

export default command;
