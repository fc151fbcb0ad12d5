import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bakedSvg } from '#server/credentials/bake.ts';
import { rotateKeys, signingKey } from '#server/credentials/keys.ts';
import { chunksOf } from '#server/credentials/png-chunks.ts';
import { signed } from '#server/credentials/proof.ts';
import { listBit } from '#server/credentials/status-list.ts';
import { eraseLearner } from '#server/db/erase-learner.ts';
import { openStore } from '#server/db/open.ts';
import { BOTH, certifyingPlatform, issued } from '#test/support/certificates.ts';
import { sweepFolders, type TestPlatform } from '#test/support/platform.ts';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

let platform: TestPlatform;
let document: string;
let id: string;

beforeAll(async () => {
  platform = await certifyingPlatform();
  ({ document, id } = await issued(platform));
}, 30_000);
afterAll(async () => {
  await platform.stop();
  await sweepFolders();
});

const verify = (given: string | Uint8Array) => platform.app.credentials.verify(Buffer.from(given));
const changedBy = (change: (credential: Record<string, Json>) => void): string => {
  const credential = JSON.parse(document) as Record<string, Json>;
  change(credential);
  return JSON.stringify(credential);
};

/** Every value of the credential with its path, leaves alone. */
function leaves(value: Json, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, below]) =>
    leaves(below, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

const written = (path: readonly (string | number)[]): string =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`),
    '',
  );

function other(value: Json): Json {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  const text = String(value);
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return text.replace(/^\d{4}/, '2001');
  if (/^\d+$/.test(text)) return String(Number(text) + 1);
  return `${text}x`;
}

function set(root: Json, path: readonly (string | number)[], change: (value: Json) => Json): void {
  let at = root as Record<string | number, Json>;
  for (const part of path.slice(0, -1)) at = at[part] as Record<string | number, Json>;
  const last = path.at(-1)!;
  at[last] = change(at[last]!);
}

describe('a certificate that was tampered with', () => {
  it('is never valid, whichever value was changed, and the value is named wherever it can be read', async () => {
    const paths = leaves(JSON.parse(document) as Json);
    expect(paths.length).toBeGreaterThan(60);
    const unnamed: string[] = [];
    for (const path of paths) {
      const { status, reasons } = await verify(changedBy((credential) => set(credential, path, other)));
      expect([written(path), status]).not.toEqual([written(path), 'valid']);
      if (status === 'altered')
        expect([written(path), reasons[0]]).toEqual([
          written(path),
          expect.stringContaining(`“${written(path)}”`),
        ]);
      else unnamed.push(`${written(path)}: ${status}`);
    }
    // These are refused by their shape alone, which names them too.
    expect(unnamed.map((one) => one.split(': ')[1])).toEqual(unnamed.map(() => 'malformed'));
    expect(unnamed.map((one) => one.split(/[.[:]/)[0])).toEqual(
      expect.arrayContaining(['@context', 'proof']),
    );
  }, 60_000);

  it('is never valid, whichever field was left out', async () => {
    const paths = leaves(JSON.parse(document) as Json).filter((path) => typeof path.at(-1) === 'string');
    for (const path of paths) {
      const without = changedBy((credential) => {
        let at: Record<string | number, Json> = credential;
        for (const part of path.slice(0, -1)) at = at[part] as Record<string | number, Json>;
        delete at[path.at(-1)!];
      });
      expect([written(path), (await verify(without)).status]).not.toEqual([written(path), 'valid']);
    }
  }, 60_000);

  it.each<[string, (credential: Record<string, Json>) => void, string, RegExp]>([
    ['a field more', (c) => void (c['grade'] = 'A'), 'altered', /“grade” \(added\)/],
    [
      'an unknown word inside',
      (c) => void ((c['issuer'] as Record<string, Json>)['rank'] = 1),
      'altered',
      /issuer\.rank/,
    ],
    [
      'another vocabulary',
      (c) => void (c['@context'] = ['https://www.w3.org/ns/credentials/v2', 'https://evil.example/c.json']),
      'malformed',
      /@context/,
    ],
    [
      'a vocabulary of its own',
      (c) => void (c['@context'] as Json[]).push({ name: 'https://evil.example/x' }),
      'malformed',
      /@context/,
    ],
    [
      'a vocabulary deep inside',
      (c) => void ((c['credentialSubject'] as Record<string, Json>)['@context'] = {}),
      'malformed',
      /@context/,
    ],
    ['no proof', (c) => void delete c['proof'], 'malformed', /proof/],
    ['two proofs', (c) => void (c['proof'] as Json[]).push((c['proof'] as Json[])[0]!), 'malformed', /proof/],
    [
      'another suite',
      (c) => void set(c, ['proof', 0, 'cryptosuite'], () => 'eddsa-jcs-2022'),
      'malformed',
      /proof/,
    ],
  ])('%s', async (_, change, status, reason) => {
    const verdict = await verify(changedBy(change));
    expect([verdict.status, verdict.reasons.join(' ')]).toEqual([status, expect.stringMatching(reason)]);
  });

  it('holds with its keys in another order and other white space: those say nothing', async () => {
    const credential = JSON.parse(document) as Record<string, Json>;
    const turned = Object.fromEntries(Object.entries(credential).reverse());
    expect((await verify(`\n  ${JSON.stringify(turned)}\n`)).status).toBe('valid');
  });

  it.each([
    ['nothing', '', 'malformed'],
    ['half of it', () => document.slice(0, 400), 'malformed'],
    ['a list', '[]', 'malformed'],
    ['a word', 'hello', 'malformed'],
    ['a JWT', 'eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln', 'malformed'],
    ['nested without end', '{"a":'.repeat(5_000) + '1' + '}'.repeat(5_000), 'malformed'],
    ['very long', `{"a":"${'x'.repeat(600_000)}"}`, 'malformed'],
  ])('%s is told apart', async (_, given, status) => {
    const verdict = await verify(typeof given === 'string' ? given : given());
    expect([verdict.status, verdict.reasons.length]).toEqual([status, 1]);
  });
});

describe('a badge', () => {
  it('carries the credential, in PNG and in SVG', async () => {
    for (const format of ['png', 'svg'] as const) {
      const badge = await platform.app.credentials.badge(id, format);
      expect((await verify(badge as Uint8Array)).status).toBe('valid');
    }
  });

  it('is found out with any bit of any chunk turned over', async () => {
    const badge = Buffer.from((await platform.app.credentials.badge(id, 'png')) as Uint8Array);
    const chunks = chunksOf(badge)!;
    expect(chunks.map(({ type }) => type)).toEqual(expect.arrayContaining(['IHDR', 'iTXt', 'IDAT', 'IEND']));
    let at = 8;
    for (const { type, data } of chunks) {
      const places = [
        0,
        3,
        4,
        7,
        8,
        8 + (data.length >> 1),
        7 + data.length,
        8 + data.length,
        11 + data.length,
      ];
      for (const place of new Set(places.filter((one) => one >= 0))) {
        const flipped = Buffer.from(badge);
        flipped[at + place]! ^= 0x10;
        const { status } = await verify(flipped);
        expect([type, place, status === 'altered' || status === 'malformed']).toEqual([type, place, true]);
      }
      at += 12 + data.length;
    }
    for (const signature of [0, 3, 7]) {
      const flipped = Buffer.from(badge);
      flipped[signature]! ^= 0x10;
      expect((await verify(flipped)).status).toBe('malformed');
    }
    expect((await verify(badge.subarray(0, badge.length - 20))).status).toBe('malformed');
    expect((await verify(Buffer.concat([badge, badge]))).status).toBe('malformed');
  }, 60_000);

  it.each([
    ['a document type', '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>'],
    [
      'two credentials',
      () => bakedSvg(bakedSvg('<svg xmlns="http://www.w3.org/2000/svg">', document), document) + '</svg>',
    ],
    ['an open end', () => bakedSvg('<svg xmlns="http://www.w3.org/2000/svg">', document)],
  ])('an SVG with %s is malformed', async (_, given) => {
    expect((await verify(typeof given === 'string' ? given : given())).status).toBe('malformed');
  });

  it('an SVG’s credential survives the end mark of CDATA inside', async () => {
    const svg = bakedSvg(
      '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
      changedBy((c) => void (c['name'] = 'a]]>b')),
    );
    expect((await verify(svg)).reasons[0]).toContain('“name” (changed)');
  });
});

/** The same credential with another change, signed with the school's own key. */
async function signedAnew(of: TestPlatform, change: (credential: Record<string, Json>) => void) {
  const { proof: _, ...unsigned } = JSON.parse(document) as Record<string, Json>;
  change(unsigned);
  const { id: key, privateKey } = await signingKey(of.data, Date.now());
  const { id: did } = unsigned['issuer'] as { id: string };
  const created = String(unsigned['validFrom']);
  return JSON.stringify(await signed(unsigned, privateKey, { verificationMethod: `${did}#${key}`, created }));
}

describe('signed with the school’s own key', () => {
  it('but not in its records: no verdict of valid, and a state of its own', async () => {
    const unheard = '00000000-0000-4000-8000-000000000000';
    const text = await signedAnew(platform, (c) => {
      c['id'] = `urn:uuid:${unheard}`;
      c['evidence'] = (c['evidence'] as { id: string }[]).map((one) => ({
        ...one,
        id: one.id.replace(id, unheard),
      }));
    });
    const verdict = await verify(text);
    expect(verdict).toMatchObject({ status: 'unknown-issuer', unrecorded: true, unsure: [] });
    expect(verdict.facts).toMatchObject({ id: null, name: 'Seeing, practitioner' });
    expect(verdict.reasons).toEqual([expect.stringContaining('no record of having issued it')]);
    expect((await verify(document)).unrecorded).toBe(false);
  });

  it('under the number of a recorded one: altered, and where', async () => {
    const verdict = await verify(
      await signedAnew(platform, (c) => set(c, ['credentialSubject', 'result', 1, 'value'], () => '99')),
    );
    expect(verdict).toMatchObject({ status: 'altered', unrecorded: false });
    expect(verdict.reasons).toEqual([
      expect.stringContaining('“credentialSubject.result[1].value” (changed)'),
      'It is signed with a key of this school, but not with the signature that stands in its records.',
    ]);
  });

  it('holds with its proof as one object: the signature is the recorded one', async () => {
    const text = changedBy((c) => void (c['proof'] = (c['proof'] as Json[])[0]!));
    expect((await verify(text)).status).toBe('valid');
  });
});

describe('a certificate whose holder has closed the account', () => {
  it('is withdrawn everywhere, and nothing of its holder is told', async () => {
    const own = await certifyingPlatform();
    const { credentials } = own.app;
    const { learner, id: gone, document: text } = await issued(own);
    const reason = await issued(own, 'learner2');
    const owner = { ...learner, role: 'owner' as const };
    await credentials.desk(owner)!.revoke(reason.id, 'Learner2 handed in the work of somebody else.');
    const store = openStore(join(own.data, 'atelier.db'));
    for (const one of [learner, reason.learner]) await store.transaction((trx) => eraseLearner(trx, one.id));
    await store.close();
    for (const withdrawn of [gone, reason.id]) {
      expect([
        await credentials.page(withdrawn),
        await credentials.document(withdrawn),
        await credentials.badge(withdrawn, 'png'),
        await credentials.badge(withdrawn, 'svg'),
        await credentials.pdf(withdrawn),
        await credentials.card(withdrawn),
        await credentials.piecePicture(withdrawn, 0, 0),
      ]).toEqual([...Array<string>(6).fill('withdrawn'), null]);
      expect(await credentials.verifyId(withdrawn)).toEqual({
        status: 'revoked',
        reasons: [expect.stringMatching(/^It was withdrawn with the account/)],
        unrecorded: false,
        unsure: [],
        facts: null,
      });
    }
    expect(await credentials.verify(Buffer.from(text))).toMatchObject({
      status: 'revoked',
      reasons: [expect.stringMatching(/^It was withdrawn with the account/)],
    });
    expect(await credentials.verify(Buffer.from(text.replace('"81"', '"99"')))).toMatchObject({
      status: 'altered',
      reasons: [expect.stringMatching(/Which part can no longer be told/)],
    });
    const { credentialStatus } = JSON.parse(text) as { credentialStatus: { statusListIndex: string } };
    const list = (await credentials.statusList(1)) as { credentialSubject: { encodedList: string } };
    expect(listBit(list.credentialSubject.encodedList, Number(credentialStatus.statusListIndex))).toBe(true);
    await own.stop();
  }, 30_000);
});

describe('with a clock that was set back', () => {
  it('what the records hold stays valid; what is not yet so is told only beyond five minutes', async () => {
    let now = Date.UTC(2026, 5, 10, 12);
    const own = await certifyingPlatform({ now: () => now });
    const { document: text } = await issued(own);
    const verdict = async () => (await own.app.credentials.verify(Buffer.from(text))).status;
    now -= 4 * 60_000;
    expect(await verdict()).toBe('valid');
    now -= 2 * 60_000;
    expect(await verdict()).toBe('expired');
    // Retired, by the corrected clock, before it had signed.
    await rotateKeys(own.data, now);
    now += 3_600_000;
    expect(await verdict()).toBe('valid');
    await own.stop();
  }, 30_000);
});

describe('with time', () => {
  it('a certificate is revoked, runs out, and was signed by a key that is retired', async () => {
    let now = Date.UTC(2026, 0, 10);
    const own = await certifyingPlatform({ now: () => now });
    const { credentials } = own.app;
    const { learner, document: first, id: firstId } = await issued(own);
    await rotateKeys(own.data, (now += 86_400_000));
    expect((await credentials.verify(Buffer.from(first))).status).toBe('valid');
    const second = await credentials.claim(learner, 'one-ramp', BOTH);
    const page = second.ok ? await credentials.document(second.value) : null;
    const text = page && typeof page !== 'string' ? page.text : '';
    expect(JSON.parse(text).proof[0].verificationMethod).not.toBe(
      JSON.parse(first).proof[0].verificationMethod,
    );
    now = Date.UTC(2028, 0, 10);
    expect((await credentials.verify(Buffer.from(text))).status).toBe('valid');
    now = Date.UTC(2028, 0, 12);
    expect(await credentials.verify(Buffer.from(text))).toMatchObject({
      status: 'expired',
      reasons: ['It ran out on 11 January 2028.'],
    });
    const owner = { ...learner, role: 'owner' as const };
    expect(await credentials.desk(owner)!.revoke(firstId, 'Handed in by somebody else.')).toMatchObject({
      ok: true,
    });
    expect(await credentials.verify(Buffer.from(first))).toMatchObject({
      status: 'revoked',
      reasons: ['It was revoked on 12 January 2028: Handed in by somebody else.'],
    });
    await own.stop();
  }, 30_000);

  it('another school’s certificate has an unknown issuer, also when it names this school', async () => {
    const elsewhere = await certifyingPlatform();
    const { document: foreign } = await issued(elsewhere);
    expect((await verify(foreign)).status).toBe('unknown-issuer');
    await elsewhere.stop();
    const web = await certifyingPlatform({ environment: { ATELIER_PUBLIC_URL: 'https://school.example' } });
    const forger = await certifyingPlatform({
      environment: { ATELIER_PUBLIC_URL: 'https://school.example' },
    });
    const { document: forged } = await issued(forger);
    expect(JSON.parse(forged).issuer.id).toBe('did:web:school.example');
    expect(await web.app.credentials.verify(Buffer.from(forged))).toMatchObject({
      status: 'unknown-issuer',
      reasons: [expect.stringContaining('names this school as its issuer')],
    });
    await web.stop();
    await forger.stop();
  }, 30_000);
});
