import { parseArgs } from 'node:util';
import { database, readConfig } from '#server/config.ts';
import { makeDataFolder } from '#server/data-folder.ts';
import { migrate } from '#server/db/migrate.ts';
import { openStore } from '#server/db/open.ts';
import type { Command } from '../command.ts';

const command: Command = {
  summary: 'brings the database to this version, as npm start does',
  usage: 'migrate',
  async run(argv) {
    parseArgs({ args: argv, options: {} });
    const config = readConfig();
    await makeDataFolder(config.data);
    const path = database(config);
    const store = openStore(path);
    try {
      const applied = await migrate(store.db, Date.now);
      console.log(
        applied.length > 0 ? `Applied ${applied.join(', ')} to ${path}.` : `${path} is up to date.`,
      );
    } finally {
      await store.close();
    }
    return 0;
  },
};

export default command;
