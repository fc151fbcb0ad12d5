import { parseArgs } from 'node:util';
import { Refused } from '#core/refusal.ts';
import { parseEmail, parseName } from '#server/accounts/forms.ts';
import { addAccount, changeRole, resetLink } from '#server/accounts/administration.ts';
import { database, readConfig, type Config } from '#server/config.ts';
import { makeDataFolder } from '#server/data-folder.ts';
import { Role } from '#server/db/learners.ts';
import { migrate } from '#server/db/migrate.ts';
import { openStore, type Store } from '#server/db/open.ts';
import { WrongUsage, type Command } from '../command.ts';

const USAGE = [
  'user add <email> --name NAME [--role learner|reviewer|instructor|owner]',
  '       npx atelier user role <email> <role>',
  '       npx atelier user reset-link <email>',
].join('\n');

function roleOf(given: string | undefined): Role {
  const role = Role.safeParse(given);
  if (!role.success)
    throw new WrongUsage(`“${given ?? ''}” is no role: there are ${Role.options.join(', ')}.`);
  return role.data;
}

const siteOf = ({ publicUrl, port }: Config): string => publicUrl ?? `http://localhost:${port}`;
const linkText = (config: Config, token: string): string => `${siteOf(config)}/reset-password?token=${token}`;

async function perform(store: Store, config: Config, argv: string[]): Promise<string> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { name: { type: 'string' }, role: { type: 'string' } },
  });
  const [action, address, role, ...rest] = positionals;
  if (!action || !address || rest.length > 0) throw new WrongUsage('Say what to do and with whom.');
  const email = parseEmail(address);
  if (action === 'add') {
    if (values.name === undefined) throw new WrongUsage('A new account needs --name.');
    const account = { email, name: parseName(values.name), role: roleOf(values.role ?? 'learner') };
    const token = await addAccount(store, account, Date.now());
    return `Made an account for ${email} (${account.role}). This link sets its password, once, within a day:\n${linkText(config, token)}`;
  }
  if (action === 'role') {
    await changeRole(store, email, roleOf(role));
    return `${email} is now ${roleOf(role)}.`;
  }
  if (action === 'reset-link') {
    const token = await resetLink(store, email, Date.now());
    return `This link sets a new password for ${email}, once, within a day:\n${linkText(config, token)}`;
  }
  throw new WrongUsage(`“${action}” is not something that can be done with a user.`);
}

const command: Command = {
  summary: 'makes an account, changes a role, makes a link that sets a new password',
  usage: USAGE,
  async run(argv) {
    const config = readConfig();
    await makeDataFolder(config.data);
    const store = openStore(database(config));
    try {
      await migrate(store.db, Date.now);
      console.log(await perform(store, config, argv));
      return 0;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { title, detail, hint } = error.refusal;
      console.error(`${title}. ${detail} ${hint}`);
      return 1;
    } finally {
      await store.close();
    }
  },
};

export default command;
