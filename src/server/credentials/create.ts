import { join } from 'node:path';
import type { Config } from '../config.ts';
import { rasteriser } from '../pictures/rasterise.ts';
import type { Credentials } from './app.ts';
import { credentials } from './credentials.ts';
import { keysOf } from './keys.ts';
import type { Parts } from './parts.ts';
import { readCurriculum } from './rules.ts';

/** Puts certificates together and makes the first signing key. `say` hears what is wrong with keys. */
export async function createCredentials({
  config,
  content,
  say,
  ...parts
}: Pick<Parts, 'store' | 'blobs' | 'catalogue' | 'log' | 'now'> & {
  config: Config;
  content: string;
  say: (sentence: string) => void;
}): Promise<Credentials> {
  const { data, publicUrl, port, school } = config;
  await keysOf(data, parts.now()).catch((error: unknown) =>
    say(error instanceof Error ? error.message : String(error)),
  );
  const url = publicUrl ?? `http://localhost:${port}`;
  const curriculum = await readCurriculum(content);
  return credentials(
    {
      ...parts,
      data,
      curriculum,
      rasterise: rasteriser(join(data, 'derived')),
      school: { name: school, url },
    },
    config.limits,
  );
}
