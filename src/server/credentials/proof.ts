import { sign, verify, type KeyObject } from 'node:crypto';
import { base58 } from '@scure/base';
import { canonical, sha256 } from './canonical.ts';

/** Data Integrity EdDSA Cryptosuites 1.0, `eddsa-rdfc-2022`. */
export interface Proof {
  type: 'DataIntegrityProof';
  cryptosuite: 'eddsa-rdfc-2022';
  /** XML Schema dateTime, UTC. */
  created?: string;
  verificationMethod: string;
  proofPurpose: 'assertionMethod';
  proofValue: string;
}

/** `canonical`, in this thread or another. */
export type Canonicalise = (document: object) => Promise<string>;

const SIGNATURE_BYTES = 64;

/**
 * SHA-256 of the canonical proof options, then of the canonical document (3.2.4). `document` carries no proof, `options`
 * no proof value.
 */
async function hashes(document: object, options: object, canonicalise: Canonicalise): Promise<Buffer> {
  const context = (document as { '@context'?: unknown })['@context'];
  const [ofDocument, ofOptions] = [
    await canonicalise(document),
    await canonicalise({ '@context': context, ...options }),
  ];
  return Buffer.concat([sha256(ofOptions), sha256(ofDocument)]);
}

/** The document with its proof as a list of one, as the Open Badges schema asks. */
export async function signed<Document extends object>(
  document: Document,
  privateKey: KeyObject,
  { verificationMethod, created }: { verificationMethod: string; created: string },
): Promise<Document & { proof: [Proof] }> {
  const options = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    created,
    verificationMethod,
    proofPurpose: 'assertionMethod',
  } as const;
  const value = sign(null, await hashes(document, options, canonical), privateKey);
  return { ...document, proof: [{ ...options, proofValue: `z${base58.encode(value)}` }] };
}

/** Whether this key signed this document with this proof. Throws what `canonicalise` throws. */
export async function isSigned(
  document: object,
  proof: Proof,
  publicKey: KeyObject,
  canonicalise: Canonicalise = canonical,
): Promise<boolean> {
  const { proofValue, ...options } = proof;
  if (!/^z[1-9A-HJ-NP-Za-km-z]{80,90}$/.test(proofValue)) return false;
  const signature = base58.decode(proofValue.slice(1));
  const digest = await hashes(document, options, canonicalise);
  return signature.length === SIGNATURE_BYTES && verify(null, digest, publicKey, signature);
}
