import { ALIKE, editDistance, sizeOf, type Edit } from './edits.ts';
import { jaccard, SHARED } from './shingles.ts';

/** What is compared of one attempt. */
export interface Sample {
  attemptId: string;
  learnerId: string;
  exerciseId: string;
  receivedAt: number;
  /** Digests of its files, in any order. */
  digests: readonly string[];
  edit: Edit | null;
  shingles: ReadonlySet<string> | null;
}

export type Why = 'same-file' | 'same-edit' | 'same-words';

/** Two attempts of two learners that somebody should look at. The first came first. */
export interface Pair {
  first: Sample;
  second: Sample;
  why: Why;
  /** Share of files, closeness of the edits, or shared words: 0..1, larger is more alike. */
  alike: number;
}

/**
 * Pairs of attempts of different learners at one exercise that share a file, an edit or their words; the most alike first.
 * Of two learners only the most telling pair at an exercise is named. A pair is a reason to look, never a verdict.
 */
export function suspiciousPairs(samples: readonly Sample[]): Pair[] {
  const best = new Map<string, Pair>();
  for (const group of Map.groupBy(samples, ({ exerciseId }) => exerciseId).values()) {
    const ordered = group.toSorted((a, b) => size(a) - size(b));
    ordered.forEach((a, i) => {
      for (const b of ordered.slice(i + 1)) {
        if (a.learnerId === b.learnerId) continue;
        const found = compare(a, b);
        if (!found) continue;
        const key = [a.exerciseId, ...[a.learnerId, b.learnerId].toSorted()].join(' ');
        const known = best.get(key);
        if (
          !known ||
          RANK[found.why] < RANK[known.why] ||
          (found.why === known.why && found.alike > known.alike)
        )
          best.set(key, found);
      }
    });
  }
  return [...best.values()].toSorted(
    (a, b) =>
      RANK[a.why] - RANK[b.why] || b.alike - a.alike || (a.first.attemptId < b.first.attemptId ? -1 : 1),
  );
}

/** Share by which the sizes of two edits differ that are not compared any more. */
const FAR = 0.25;

const RANK: Record<Why, number> = { 'same-file': 0, 'same-edit': 1, 'same-words': 1 };

const size = ({ edit }: Sample): number => (edit ? sizeOf(edit) : 0);

function compare(a: Sample, b: Sample): Pair | null {
  const [first, second] = [a, b].toSorted(
    (x, y) => x.receivedAt - y.receivedAt || (x.attemptId < y.attemptId ? -1 : 1),
  ) as [Sample, Sample];
  const shared = a.digests.filter((digest) => b.digests.includes(digest)).length;
  if (shared > 0)
    return { first, second, why: 'same-file', alike: shared / Math.max(a.digests.length, b.digests.length) };
  if (a.edit && b.edit) {
    // Edits of very different size cannot be near each other; comparing their sizes first spares most of the work.
    const [less, more] = [sizeOf(a.edit), sizeOf(b.edit)].toSorted((x, y) => x - y) as [number, number];
    const distance = more - less > FAR * more ? null : editDistance(a.edit, b.edit);
    if (distance !== null && distance < ALIKE)
      return { first, second, why: 'same-edit', alike: 1 - distance };
  }
  if (a.shingles && b.shingles) {
    const alike = jaccard(a.shingles, b.shingles);
    if (alike >= SHARED) return { first, second, why: 'same-words', alike };
  }
  return null;
}
