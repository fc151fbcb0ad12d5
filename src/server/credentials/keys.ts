import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { codeOf } from '../error-code.ts';
import { newId } from '../ids.ts';
import { fromMultikey, multikey } from './multikey.ts';

/** One signing key of the school. Retired ones stay listed, so that what they signed can be verified for good. */
export interface KeyFacts {
  /** Its public half as multikey, which is also its name. */
  id: string;
  createdAt: number;
  retiredAt: number | null;
}

const List = z
  .strictObject({
    keys: z
      .array(
        z.strictObject({
          id: z.string().refine((id) => fromMultikey(id) !== null, 'not an Ed25519 multikey'),
          createdAt: z.int(),
          retiredAt: z.int().nullable(),
        }),
      )
      .min(1),
  })
  .refine(
    ({ keys }) => keys.filter(({ retiredAt }) => retiredAt === null).length === 1,
    'exactly one key signs',
  );

/** The keys cannot be used; the message is a sentence for whoever runs the site. */
export class KeysBroken extends Error {}

const folderOf = (data: string): string => join(data, 'keys');
const listOf = (data: string): string => join(folderOf(data), 'keys.json');
const pemOf = (data: string, id: string): string => join(folderOf(data), `${id}.pem`);

/** The school's keys, the one that signs first; null where there are none yet. Throws `KeysBroken`. */
export async function readKeys(data: string): Promise<KeyFacts[] | null> {
  const text = await readFile(listOf(data), 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const parsed = List.safeParse(jsonOf(text));
  if (!parsed.success) throw new KeysBroken(`${listOf(data)} cannot be read: put it back from a backup.`);
  return parsed.data.keys.toSorted((a, b) => b.createdAt - a.createdAt || (a.retiredAt === null ? -1 : 1));
}

/** The keys, made at first use. */
export async function keysOf(data: string, now: number): Promise<KeyFacts[]> {
  return (await readKeys(data)) ?? makeFirst(data, now);
}

/** The private half of the key that signs. Throws `KeysBroken` when its file is gone or is another one's. */
export async function signingKey(data: string, now: number): Promise<{ id: string; privateKey: KeyObject }> {
  const current = (await keysOf(data, now)).find(({ retiredAt }) => retiredAt === null)!;
  const pem = await readFile(pemOf(data, current.id)).catch(() => null);
  const privateKey = pem && privateKeyIn(pem);
  if (!privateKey || multikey(createPublicKey(privateKey)) !== current.id)
    throw new KeysBroken(
      `The private key ${pemOf(data, current.id)} is missing or not the right one: put it back from a backup, or make a new one with \`npx atelier keys rotate\`.`,
    );
  return { id: current.id, privateKey };
}

/** A new key signs from now on. The old one stays listed, its private half is removed. Throws `KeysBroken`. */
export async function rotateKeys(data: string, now: number): Promise<{ id: string; retired: string | null }> {
  const before = await readKeys(data);
  if (!before) return { id: (await makeFirst(data, now))[0]!.id, retired: null };
  const lock = join(folderOf(data), 'rotating');
  const held = await open(lock, 'wx', 0o600).catch(() => null);
  if (!held)
    throw new KeysBroken(`Another rotation is under way. If none is, remove ${lock} and do it again.`);
  try {
    const id = await writeNewKey(data);
    const retired = before.filter((key) => key.retiredAt === null).map((key) => key.id);
    const keys = before.map((key) => ({ ...key, retiredAt: key.retiredAt ?? now }));
    await writeList(data, [{ id, createdAt: now, retiredAt: null }, ...keys], rename);
    await Promise.all(retired.map((old) => rm(pemOf(data, old), { force: true })));
    return { id, retired: retired[0] ?? null };
  } finally {
    await held.close();
    await rm(lock, { force: true });
  }
}

async function makeFirst(data: string, now: number): Promise<KeyFacts[]> {
  await mkdir(folderOf(data), { recursive: true, mode: 0o700 });
  const id = await writeNewKey(data);
  // A link is made only where nothing stands: of two processes that start at once, one key stays.
  await writeList(data, [{ id, createdAt: now, retiredAt: null }], link).catch(async (error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error;
    await rm(pemOf(data, id), { force: true });
  });
  return (await readKeys(data))!;
}

async function writeNewKey(data: string): Promise<string> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const id = multikey(publicKey);
  await writeWhole(pemOf(data, id), String(privateKey.export({ type: 'pkcs8', format: 'pem' })), rename);
  return id;
}

type Place = (from: string, to: string) => Promise<void>;

const writeList = (data: string, keys: KeyFacts[], place: Place): Promise<void> =>
  writeWhole(listOf(data), `${JSON.stringify({ keys }, null, 2)}\n`, place);

/** Synced before it gets its name, readable by its owner alone. */
async function writeWhole(path: string, text: string, place: Place): Promise<void> {
  const half = `${path}.${newId()}`;
  try {
    const file = await open(half, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await place(half, path);
  } finally {
    await rm(half, { force: true });
  }
}

function privateKeyIn(pem: Buffer): KeyObject | null {
  try {
    return createPrivateKey(pem);
  } catch {
    return null;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
