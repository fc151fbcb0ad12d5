import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { base58 } from '@scure/base';
import { describe, expect, it } from 'vitest';
import { canonical, sha256 } from '#server/credentials/canonical.ts';
import { fromMultikey, multikey } from '#server/credentials/multikey.ts';
import { isSigned, signed, type Proof } from '#server/credentials/proof.ts';
import { fixture, fixtureJson, hasFixtures } from '#test/support/fixtures.ts';

const VECTORS = 'open-badges/vc-di-eddsa/TestVectors';
const OURS = 'open-badges/vector';
type Document = Record<string, unknown>;

const text = (path: string) => readFileSync(fixture(path), 'utf8').trim();
const schema = (term: string) => `https://schema.org/${term}`;
const citizenship = (term: string) => `https://w3id.org/citizenship#${term}`;
const date = (id: string) => ({ '@id': id, '@type': 'http://www.w3.org/2001/XMLSchema#dateTime' });

/** The two contexts of the vectors that no package of ours ships: what they say of the vectors' terms. */
const INLINE: Record<string, object> = {
  'https://www.w3.org/ns/credentials/examples/v2': {
    '@vocab': 'https://www.w3.org/ns/credentials/examples#',
  },
  'https://w3id.org/citizenship/v4rc1': {
    ...Object.fromEntries(
      ['Person', 'additionalName', 'familyName', 'gender', 'givenName', 'identifier'].map((term) => [
        term,
        schema(term),
      ]),
    ),
    ...Object.fromEntries(
      [
        'EmploymentAuthorizationDocumentCredential',
        'EmploymentAuthorizationDocument',
        'EmployablePerson',
        'birthCountry',
        'employmentAuthorizationDocument',
        'lprCategory',
        'lprNumber',
      ].map((term) => [term, citizenship(term)]),
    ),
    image: { '@id': schema('image'), '@type': '@id' },
    birthDate: date(schema('birthDate')),
    residentSince: date(citizenship('residentSince')),
  },
};

function document(path: string): Document {
  const read = fixtureJson<Document>(path);
  const contexts = (read['@context'] as string[]).map((url) => INLINE[url] ?? url);
  return { ...read, '@context': contexts };
}

/** The private key of the vectors: multibase, 0x8026, 32 bytes of seed. */
function privateKey(multibase: string): KeyObject {
  const seed = base58.decode(multibase.slice(1)).subarray(2);
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
}

const keyPair = () =>
  fixtureJson<{ publicKeyMultibase: string; privateKeyMultibase: string }>(`${VECTORS}/keyPair.json`);

describe.skipIf(!hasFixtures('open-badges'))('the vectors of W3C vc-di-eddsa, eddsa-rdfc-2022', () => {
  it.each([
    ['the alumni credential', 'unsigned.json', 'eddsa-rdfc-2022'],
    ['the employment credential', 'employmentAuth.json', 'eddsa-rdfc-2022/employ'],
  ])('%s: canonical forms, hashes and signature, byte for byte', async (_, unsigned, name) => {
    const folder = `${VECTORS}/${name}`;
    const options = document(`${folder}/proofConfigDataInt.json`);
    const [ofDocument, ofOptions] = [
      await canonical(document(`${VECTORS}/${unsigned}`)),
      await canonical(options),
    ];
    expect(ofDocument.trim()).toBe(text(`${folder}/canonDocDataInt.txt`));
    expect(ofOptions.trim()).toBe(text(`${folder}/proofCanonDataInt.txt`));
    const digests = [ofOptions, ofDocument].map((quads) => sha256(quads).toString('hex'));
    expect(digests).toEqual(['proof', 'doc'].map((one) => text(`${folder}/${one}HashDataInt.txt`)));
    expect(digests.join('')).toBe(text(`${folder}/combinedHashDataInt.txt`));

    const { proof } = await signed(
      document(`${VECTORS}/${unsigned}`),
      privateKey(keyPair().privateKeyMultibase),
      options as { verificationMethod: string; created: string },
    );
    expect(proof[0].proofValue).toBe(text(`${folder}/sigBTC58DataInt.txt`));
  });

  it.each(['eddsa-rdfc-2022', 'eddsa-rdfc-2022/employ'])(
    'the signature of %s holds, and breaks with one character of the document',
    async (folder) => {
      const { proof, ...rest } = document(`${VECTORS}/${folder}/signedDataInt.json`) as Document & {
        proof: Proof;
      };
      const key = fromMultikey(keyPair().publicKeyMultibase)!;
      expect(await isSigned(rest, proof, key)).toBe(true);
      const changed = { ...rest, description: `${String(rest['description'])} ` };
      expect(await isSigned(changed, proof, key)).toBe(false);
      const later = { ...proof, created: '2023-02-24T23:36:39Z' };
      expect(await isSigned(rest, later, key)).toBe(false);
    },
  );

  it('has its key pair in the Multikey form', () => {
    const { publicKeyMultibase } = keyPair();
    expect(multikey(fromMultikey(publicKeyMultibase)!)).toBe(publicKeyMultibase);
  });
});

describe.skipIf(!hasFixtures(OURS))('the Open Badge of 1EdTech, signed', () => {
  it('has the canonical forms that were published, and its signature holds', async () => {
    const { proof, ...rest } = document(`${OURS}/our-signed.json`) as Document & { proof: Proof };
    expect((await canonical(rest)).trim()).toBe(text(`${OURS}/document-canon.txt`));
    const { proofValue, ...options } = proof;
    expect(proofValue).toMatch(/^z/);
    expect((await canonical({ '@context': rest['@context'], ...options })).trim()).toBe(
      text(`${OURS}/proof-canon.txt`),
    );
    expect(await isSigned(rest, proof, fromMultikey(proof.verificationMethod.split('#')[1]!)!)).toBe(true);
  });
});
