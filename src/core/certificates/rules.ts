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
  /** What that person judges by; null where nobody does. */
  rubric: string | null;
}

/** A track whose exercises count, and the score each needs for it beyond its pass mark; 0: none. */
export interface CountedTrack {
  track: string;
  least: number;
}

/**
 * Tracks whose exercises count for a certificate, its own first, then those of the certificates it rests on, each once
 * and in that order. A circle of certificates ends at its start.
 */
export function countedTracks(
  rule: CertificateRule,
  rules: readonly CertificateRule[],
  seen: ReadonlySet<string> = new Set(),
): CountedTrack[] {
  if (seen.has(rule.id)) return [];
  const { exercises, minimumScore, certificates } = rule.needs;
  const own = exercises.map(({ track }) => ({ track, least: minimumScore ?? 0 }));
  const below = certificates.flatMap((id) => {
    const other = rules.find((one) => one.id === id);
    return other ? countedTracks(other, rules, new Set([...seen, rule.id])) : [];
  });
  const all = [...own, ...below];
  return all.filter(({ track }, i) => all.findIndex((one) => one.track === track) === i);
}

export const tracksOf = (rule: CertificateRule, rules: readonly CertificateRule[]): string[] =>
  countedTracks(rule, rules).map(({ track }) => track);
