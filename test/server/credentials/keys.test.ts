import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { didDocument, issuerOf } from '#server/credentials/issuer.ts';
import { KeysBroken, keysOf, readKeys, rotateKeys, signingKey } from '#server/credentials/keys.ts';
import { encodeList, listBit } from '#server/credentials/status-list.ts';
import { scratch, sweepFolders } from '#test/support/platform.ts';

let data: string;
beforeEach(async () => void (data = await scratch('keys')));
afterAll(sweepFolders);

const names = async () => (await readdir(join(data, 'keys'))).sort();

describe('signing keys', () => {
  it('are made once, whoever asks first, for their owner’s eyes', async () => {
    const asked = await Promise.all(Array.from({ length: 6 }, () => keysOf(data, 1)));
    expect(new Set(asked.map(([key]) => key!.id)).size).toBe(1);
    expect(await names()).toEqual(['keys.json', `${asked[0]![0]!.id}.pem`]);
    for (const name of await names()) expect((await stat(join(data, 'keys', name))).mode & 0o777).toBe(0o600);
    expect((await stat(join(data, 'keys'))).mode & 0o777).toBe(0o700);
  });

  it('are rotated: the old one stays listed, and its private half is gone', async () => {
    const [first] = await keysOf(data, 1);
    const { id, retired } = await rotateKeys(data, 2);
    expect(retired).toBe(first!.id);
    expect(await readKeys(data)).toEqual([
      { id, createdAt: 2, retiredAt: null },
      { id: first!.id, createdAt: 1, retiredAt: 2 },
    ]);
    expect(await names()).toEqual(['keys.json', `${id}.pem`].sort());
    expect((await signingKey(data, 3)).id).toBe(id);
  });

  it('are rotated by one at a time', async () => {
    await keysOf(data, 1);
    const both = await Promise.allSettled([rotateKeys(data, 2), rotateKeys(data, 2)]);
    expect((await readKeys(data))!.length).toBe(
      1 + both.filter(({ status }) => status === 'fulfilled').length,
    );
    await writeFile(join(data, 'keys', 'rotating'), '');
    await expect(rotateKeys(data, 3)).rejects.toThrow(/Another rotation is under way/);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['a list that is no JSON', () => writeFile(join(data, 'keys', 'keys.json'), '{')],
    [
      'a list with two that sign',
      async () => {
        const text = await readFile(join(data, 'keys', 'keys.json'), 'utf8');
        const { keys } = JSON.parse(text) as { keys: object[] };
        await writeFile(join(data, 'keys', 'keys.json'), JSON.stringify({ keys: [...keys, ...keys] }));
      },
    ],
    [
      'a private half that is gone',
      async () =>
        rm(
          join(
            data,
            'keys',
            (await names()).find((name) => name.endsWith('.pem'))!,
          ),
        ),
    ],
    [
      'a private half that is none',
      async () =>
        writeFile(
          join(
            data,
            'keys',
            (await names()).find((name) => name.endsWith('.pem'))!,
          ),
          'x',
        ),
    ],
  ])('%s is said, not replaced', async (_, harm) => {
    await keysOf(data, 1);
    await harm();
    await expect(signingKey(data, 2)).rejects.toThrow(KeysBroken);
  });
});

describe('the issuer', () => {
  const key = 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2';
  it.each([
    ['https://school.example', 'did:web:school.example'],
    ['https://school.example:8443', 'did:web:school.example%3A8443'],
    ['http://localhost:4321', `did:key:${key}`],
  ])('at %s is %s', (url, did) => {
    expect(issuerOf({ name: 'S', url }, key)).toMatchObject({ did, verificationMethod: `${did}#${key}` });
  });

  it('lists every key, retired ones too', () => {
    const keys = [
      { id: key, createdAt: 2, retiredAt: null },
      { id: 'z6Mkold', createdAt: 1, retiredAt: 2 },
    ];
    expect(didDocument('https://school.example', keys)).toMatchObject({
      id: 'did:web:school.example',
      verificationMethod: [{ publicKeyMultibase: key }, { publicKeyMultibase: 'z6Mkold' }],
      assertionMethod: [`did:web:school.example#${key}`, 'did:web:school.example#z6Mkold'],
    });
    expect(didDocument('http://localhost:4321', keys)).toBeNull();
  });
});

describe('a status list', () => {
  it('has index 0 in the first bit, and at least 131,072 of them', () => {
    const list = encodeList([0, 9, 131_071]);
    expect(list.startsWith('uH4sI')).toBe(true);
    expect([0, 1, 8, 9, 10, 131_070, 131_071, 131_072].map((index) => listBit(list, index))).toEqual([
      true,
      false,
      false,
      true,
      false,
      false,
      true,
      null,
    ]);
  });

  it.each(['', 'u', 'zabc', 'uAAAA', 'u****'])('%j is none', (text) => {
    expect(listBit(text, 0)).toBeNull();
  });
});
