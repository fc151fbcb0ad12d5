import { classOf } from './source-types.ts';
import type { Observation, ProvenanceRecord } from './types.ts';

export interface Grounds extends Omit<ProvenanceRecord, 'observations'> {
  /** The tool whose generation metadata the file carries, or null. */
  tool: string | null;
  /** Where the file says its credentials are kept, beside itself. */
  elsewhere: boolean;
  /** XMP too large, too deep or of a forbidden kind to be read to its end. */
  cut: boolean;
}

/** Every observation's code and the params its text may use. */
export const OBSERVATION_CODES: Readonly<Record<string, readonly string[]>> = {
  'provenance.changed-since-signed': ['issuer'],
  'provenance.credentials-unreadable': [],
  'provenance.capture-with-prompt': ['declared', 'tool'],
  'provenance.capture-with-ai-fields': ['declared'],
  'provenance.other-than-signed': ['declared', 'signed', 'issuer'],
  'provenance.unknown-source-type': ['declared'],
  'provenance.credentials-elsewhere': [],
  'provenance.metadata-cut': [],
};

/** Codes of what cannot all be true at once. */
export const CONTRADICTIONS: ReadonlySet<string> = new Set([
  'provenance.capture-with-prompt',
  'provenance.capture-with-ai-fields',
  'provenance.other-than-signed',
  'provenance.changed-since-signed',
]);

/** What in a file does not go together, and what could not be read. What it means, people decide. */
export function observe(grounds: Grounds): Observation[] {
  const { contentCredentials, digitalSourceType: declared, ai, tool, elsewhere, cut } = grounds;
  const seen: Observation[] = [];
  const say = (code: string, params: Observation['params'] = {}): void =>
    void seen.push({ code: `provenance.${code}`, params });
  const captured = declared !== null && classOf(declared) === 'capture';
  if (contentCredentials?.state === 'tampered') say('changed-since-signed', signer(contentCredentials));
  if (contentCredentials?.state === 'unreadable') say('credentials-unreadable');
  if (captured && tool) say('capture-with-prompt', { declared, tool });
  if (captured && ai) say('capture-with-ai-fields', { declared });
  if (declared && contentCredentials && differs(declared, contentCredentials.sourceTypes))
    say('other-than-signed', {
      declared,
      signed: contentCredentials.sourceTypes.join(', '),
      ...signer(contentCredentials),
    });
  if (declared && classOf(declared) === 'unknown') say('unknown-source-type', { declared });
  if (elsewhere && !contentCredentials) say('credentials-elsewhere');
  if (cut) say('metadata-cut');
  return seen;
}

const signer = ({ issuer }: { issuer: string | null }): { issuer: string } => ({
  issuer: issuer ?? 'an unnamed signer',
});

/**
 * Whether a declared term is neither among those signed nor what they add up to: generated parts together with
 * anything else make a `compositeWithTrainedAlgorithmicMedia`, several sources a `composite`.
 */
function differs(declared: string, signed: readonly string[]): boolean {
  if (signed.length === 0 || signed.includes(declared)) return false;
  const generated = signed.some((term) => classOf(term) === 'generated');
  if (declared === 'compositeWithTrainedAlgorithmicMedia') return !(generated && signed.length > 1);
  if (declared === 'composite' || declared === 'humanEdits') return generated;
  return true;
}
