/** What came of verifying a credential. */
export interface Verdict {
  status: 'valid' | 'revoked' | 'expired' | 'altered' | 'unknown-issuer' | 'malformed';
  /** Why, each as a sentence; the first says the most. */
  reasons: string[];
  /** What could not be checked here, each as a sentence; only where it is valid. */
  unsure: string[];
  /** What it says of itself, as far as it could be read. `id`: of the school's own record. */
  facts: { name: string; issuer: string; id: string | null } | null;
}
