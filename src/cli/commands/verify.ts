import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { verdictJson } from '#core/certificates/verdict-json.ts';
import { headingOf } from '#core/certificates/verdict-words.ts';
import type { Verdict } from '#core/certificates/verdict.ts';
import { KeysBroken, readKeys } from '#server/credentials/keys.ts';
import { ownTrust } from '#server/credentials/trust.ts';
import { verified } from '#server/credentials/verify.ts';
import { database, readConfig } from '#server/config.ts';
import { openStore } from '#server/db/open.ts';
import { pendingMigrations } from '#server/db/migrate.ts';
import { WrongUsage, type Command } from '../command.ts';
import { bytesOf } from '../files.ts';
import { plain, plainJson } from '../plain.ts';

const DID = /^did:(key:z[1-9A-HJ-NP-Za-km-z]+|web:[^#\s]+#z[1-9A-HJ-NP-Za-km-z]+)$/;

function trusted(given: readonly string[]): string[] {
  const wrong = given.find((one) => !DID.test(one));
  if (wrong !== undefined)
    throw new WrongUsage(
      `“${wrong}” is no issuer: give did:key:z… or did:web:host#z…, as the certificate's page shows it.`,
    );
  return [...given];
}

/** The school's own database, where there is one of this version; reading alone, nothing is made. */
async function ownStore(path: string) {
  if (
    !(await access(path).then(
      () => true,
      () => false,
    ))
  )
    return null;
  const store = openStore(path);
  if ((await pendingMigrations(store.db)).length === 0) return store;
  await store.close();
  return null;
}

const lines = (name: string, verdict: Verdict): string =>
  [
    `${name}: ${headingOf(verdict)}`,
    ...[...verdict.reasons, ...verdict.unsure].map((reason) => `  ${reason}`),
  ].join('\n');

const command: Command = {
  summary: 'verifies certificates offline: JSON, or a badge as PNG or SVG',
  usage: 'verify <file…> [--trust DID]… [--json]',
  options: {
    '--trust DID': 'another issuer to believe: did:key:z…, or did:web:host#z… with its key; may be repeated',
    '--json': 'prints {status, reasons, …}, for several files an array in their order',
  },
  async run(argv) {
    const { positionals, values } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        trust: { type: 'string', multiple: true, default: [] },
      },
    });
    if (positionals.length === 0) throw new WrongUsage('At least one file is needed.');
    const others = trusted(values.trust);
    const files = await Promise.all(
      positionals.map(async (path) => ({ name: basename(path), bytes: await bytesOf(path) })),
    );
    const config = readConfig();
    const store = await ownStore(database(config));
    try {
      const keys = (await readKeys(config.data)) ?? [];
      const trust = ownTrust(
        keys,
        store,
        { url: config.publicUrl ?? `http://localhost:${config.port}`, now: Date.now() },
        others,
      );
      const verdicts: { name: string; verdict: Verdict }[] = [];
      for (const { name, bytes } of files) verdicts.push({ name, verdict: await verified(bytes, trust) });
      const json = verdicts.map(({ verdict }) => verdictJson(verdict));
      console.log(
        values.json
          ? plainJson(json.length === 1 ? json[0] : json)
          : plain(verdicts.map(({ name, verdict }) => lines(name, verdict)).join('\n\n')),
      );
      return verdicts.every(({ verdict }) => verdict.status === 'valid') ? 0 : 1;
    } catch (error) {
      if (!(error instanceof KeysBroken)) throw error;
      console.error(error.message);
      return 1;
    } finally {
      await store?.close();
    }
  },
};

export default command;
