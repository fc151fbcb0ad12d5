import { parseArgs } from 'node:util';
import { KeysBroken, readKeys, rotateKeys } from '#server/credentials/keys.ts';
import { issuerOf } from '#server/credentials/issuer.ts';
import { readConfig, type Config } from '#server/config.ts';
import { makeDataFolder } from '#server/data-folder.ts';
import { WrongUsage, type Command } from '../command.ts';

const time = (ms: number): string => new Date(ms).toISOString();

async function list({ data, publicUrl, port, school }: Config, json: boolean): Promise<string> {
  const url = publicUrl ?? `http://localhost:${port}`;
  const keys = ((await readKeys(data)) ?? []).map(({ id, createdAt, retiredAt }) => ({
    verificationMethod: issuerOf({ name: school, url }, id).verificationMethod,
    key: id,
    created: time(createdAt),
    retired: retiredAt === null ? null : time(retiredAt),
  }));
  if (json) return JSON.stringify(keys, null, 2);
  if (keys.length === 0) return 'There are no keys yet; the first start makes one.';
  return keys
    .map(
      ({ verificationMethod, created, retired }) =>
        `${retired === null ? 'signs  ' : 'retired'}  ${verificationMethod}\n         made ${created}${retired === null ? '' : `, retired ${retired}`}`,
    )
    .join('\n');
}

async function perform(argv: string[]): Promise<string> {
  const { positionals, values } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  const [action, ...rest] = positionals;
  if (rest.length > 0 || (action !== 'list' && action !== 'rotate'))
    throw new WrongUsage('Say `list` or `rotate`.');
  const config = readConfig();
  if (action === 'list') return list(config, values.json);
  await makeDataFolder(config.data);
  const { id, retired } = await rotateKeys(config.data, Date.now());
  const old =
    retired === null
      ? ''
      : ` ${retired} signs no more and stays listed: what it signed goes on to be verified. Its private half is gone.`;
  return `From now on ${id} signs.${old}`;
}

const command: Command = {
  summary: 'lists the keys that sign certificates, or puts a new one in place',
  usage: 'keys list|rotate [--json]',
  options: { '--json': 'the list for programs' },
  async run(argv) {
    try {
      console.log(await perform(argv));
      return 0;
    } catch (error) {
      if (!(error instanceof KeysBroken)) throw error;
      console.error(error.message);
      return 1;
    }
  },
};

export default command;
