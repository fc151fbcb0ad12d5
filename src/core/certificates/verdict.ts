/** What came of verifying a credential. */
export interface Verdict {
  status: 'valid' | 'revoked' | 'expired' | 'altered' | 'unknown-issuer' | 'malformed';
  /** Why, each as a sentence; the first says the most. */
  reasons: string[];
  /**
   * Its signature is of a key of this school, and this school has no record of it. The status is then `unknown-issuer`: a
   * key alone does not say that the school issued it.
   */
  unrecorded: boolean;
  /** What could not be checked here, each as a sentence; only where it is valid. */
  unsure: string[];
  /**
   * What it says of itself, as far as it could be read. `id`: of the school's own record. `holder`: the name in it, where
   * its holder agreed to that.
   */
  facts: { name: string; issuer: string; id: string | null; holder: string | null; issuedAt: number } | null;
}
