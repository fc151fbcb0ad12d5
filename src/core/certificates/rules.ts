/** A certificate as `content/certificates.yaml` describes it: what it is called and what has to be shown for it. */
export interface CertificateRule {
  id: string;
  title: string;
  /** The track it belongs to; null for one over several. */
  track: string | null;
  summary: string;
  /** What had to be done, as the credential itself says it. */
  narrative: string;
  needs: Needs;
  /** Calendar years after which it runs out; null: it holds for good. */
  validYears: number | null;
}

export interface Needs {
  /** Exercises of a track: all of them, or any `atLeast` of them. */
  exercises: { track: string; atLeast: number | null }[];
  /** The score each of them needs, where that is more than its pass mark. */
  minimumScore: number | null;
  /** Tracks whose lessons are done. */
  lessons: string[];
  /** Other certificates whose own needs are met. */
  certificates: string[];
  /** A person looks at the work before it is issued. */
  review: boolean;
}

/**
 * Tracks whose exercises count for a certificate, its own first, then those of the certificates it rests on, each once
 * and in that order. A circle of certificates ends at its start.
 */
export function tracksOf(
  rule: CertificateRule,
  rules: readonly CertificateRule[],
  seen: ReadonlySet<string> = new Set(),
): string[] {
  if (seen.has(rule.id)) return [];
  const below = rules
    .filter(({ id }) => rule.needs.certificates.includes(id))
    .flatMap((one) => tracksOf(one, rules, new Set([...seen, rule.id])));
  return [...new Set([...rule.needs.exercises.map(({ track }) => track), ...below])];
}
