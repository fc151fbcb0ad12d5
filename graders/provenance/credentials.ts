import type { FileFormat } from '../pixels/format.ts';
import { c2pa, forget } from './c2pa-module.ts';
import { ManifestStore, manifestsInOrder, type Manifest } from './manifest-store.ts';
import { termOf } from './source-types.ts';
import type { ContentCredentials } from './types.ts';

const MIME = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
  tiff: 'image/tiff',
} as const;

/** Nothing is fetched: no manifest kept elsewhere, no revocation list. */
const settings = (anchors: string | undefined): string =>
  JSON.stringify({
    version: 1,
    verify: {
      verify_after_reading: true,
      verify_trust: anchors !== undefined,
      verify_timestamp_trust: anchors !== undefined,
      remote_manifest_fetch: false,
      ocsp_fetch: false,
    },
    ...(anchors === undefined ? {} : { trust: { trust_anchors: anchors } }),
  });

/**
 * Reads and verifies the manifest store of a file that carries one. Never throws. A signature without a time stamp is
 * held by the reader against today's date: an expired certificate then stands among the problems.
 */
export async function readCredentials(
  bytes: Uint8Array,
  format: FileFormat,
  anchors?: string,
): Promise<ContentCredentials> {
  try {
    return judged(ManifestStore.parse(JSON.parse(await manifestStore(bytes, format, anchors))));
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) forget();
    return {
      state: 'unreadable',
      issuer: null,
      signedAt: null,
      generator: null,
      sourceTypes: [],
      problems: ['manifest.unreadable'],
    };
  }
}

async function manifestStore(bytes: Uint8Array, format: FileFormat, anchors?: string): Promise<string> {
  const { WasmReader } = await c2pa();
  const reader = await WasmReader.fromBytes(MIME[format], bytes, settings(anchors));
  try {
    return reader.json();
  } finally {
    reader.free();
  }
}

/** Status codes that say: this is not what was signed (C2PA 2.2, 15.2). */
const CHANGED = /(mismatch|\.missing|claimSignature\.missing|assertion\.undeclared|hashedURI)/i;
/** Codes about the signer, not about the picture. */
const SIGNER = /^(signingCredential|timeStamp|timestamp)\./;

function judged(store: ManifestStore): ContentCredentials {
  const manifests = manifestsInOrder(store);
  const [active] = manifests;
  const { activeManifest, ingredientDeltas } = store.validation_results ?? {};
  const failures = [
    ...(activeManifest?.failure ?? []),
    ...(ingredientDeltas ?? []).flatMap(({ validationDeltas }) => validationDeltas.failure),
  ].map(({ code }) => code);
  return {
    state: active ? stateOf(store.validation_state, failures) : 'unreadable',
    issuer: short(active?.signature_info?.issuer),
    signedAt: short(active?.signature_info?.time),
    generator: active ? generatorOf(active) : null,
    sourceTypes: [
      ...new Set(manifests.flatMap(({ assertions }) => assertions.flatMap(({ data }) => sourceTypes(data)))),
    ].slice(0, 32),
    problems: [...new Set(failures)].sort().slice(0, 32),
  };
}

function stateOf(state: string | null | undefined, failures: readonly string[]): ContentCredentials['state'] {
  if (failures.some((code) => CHANGED.test(code))) return 'tampered';
  if (failures.some((code) => !SIGNER.test(code))) return 'unreadable';
  return state === 'Trusted' && failures.length === 0 ? 'trusted' : 'valid';
}

const short = (text: string | null | undefined): string | null => text?.slice(0, 200) ?? null;

function generatorOf({ claim_generator_info, claim_generator }: Manifest): string | null {
  const [info] = claim_generator_info ?? [];
  const named = info ? [info.name, info.version].filter(Boolean).join(' ') : '';
  return short(named || claim_generator);
}

/** Every digital source type in an assertion, however deep: actions, their templates, IPTC metadata. */
function sourceTypes(data: unknown, depth = 0): string[] {
  if (typeof data !== 'object' || data === null || depth > 16) return [];
  return Object.entries(data).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string' && /(^|:)digitalSourceType$/i.test(key)
      ? [termOf(value)]
      : sourceTypes(value, depth + 1),
  );
}
