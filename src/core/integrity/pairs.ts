import { ALIKE, editDistance, energyOf, sizeOf, type Edit } from './edits.ts';
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

const RANK: Record<Why, number> = { 'same-file': 0, 'same-edit': 1, 'same-words': 2 };

/** The most telling pair first; of two that tell as much, whichever came first. */
export const byWeight = (a: Pair, b: Pair): number =>
  RANK[a.why] - RANK[b.why] ||
  b.alike - a.alike ||
  byArrival(a.first, b.first) ||
  byArrival(a.second, b.second);

const byArrival = (a: Sample, b: Sample): number =>
  a.receivedAt - b.receivedAt || (a.attemptId === b.attemptId ? 0 : a.attemptId < b.attemptId ? -1 : 1);

/**
 * Pairs of attempts of different learners at one exercise that share a file, an edit or their words; the most alike first.
 * Of two learners only the most telling pair at an exercise is named. A pair is a reason to look, never a verdict.
 */
export function suspiciousPairs(samples: readonly Sample[]): Pair[] {
  const best = new Map<string, Pair>();
  const note = (a: Sample, b: Sample, why: Why, alike: number): void => {
    if (a.learnerId === b.learnerId) return;
    const [first, second] = byArrival(a, b) < 0 ? [a, b] : [b, a];
    const pair = { first, second, why, alike };
    const key = [a.exerciseId, ...[a.learnerId, b.learnerId].toSorted()].join(' ');
    const known = best.get(key);
    if (!known || byWeight(pair, known) < 0) best.set(key, pair);
  };
  for (const group of Map.groupBy(samples, ({ exerciseId }) => exerciseId).values()) {
    compareFiles(group, note);
    compareEdits(group, note);
    compareWords(group, note);
  }
  return [...best.values()].toSorted(byWeight);
}

type Note = (a: Sample, b: Sample, why: Why, alike: number) => void;

function compareFiles(group: readonly Sample[], note: Note): void {
  const holders = Map.groupBy(
    group.flatMap((sample) => [...new Set(sample.digests)].map((digest) => ({ digest, sample }))),
    ({ digest }) => digest,
  );
  for (const some of holders.values())
    some.forEach(({ sample: a }, i) => {
      for (const { sample: b } of some.slice(i + 1)) {
        const shared = a.digests.filter((digest) => b.digests.includes(digest)).length;
        note(a, b, 'same-file', shared / Math.max(a.digests.length, b.digests.length));
      }
    });
}

/** Share by which the sizes of two edits differ that are not compared any more: they cannot be near each other. */
const FAR = 0.25;

/** By size, so that each is compared with its neighbours alone: with all, a large class would hold up the whole school. */
function compareEdits(group: readonly Sample[], note: Note): void {
  const sized = group
    .flatMap((sample) => (sample.edit ? [{ sample, edit: sample.edit, energy: energyOf(sample.edit) }] : []))
    .map((one) => ({ ...one, size: sizeOf(one.edit) }))
    .toSorted((a, b) => a.size - b.size);
  sized.forEach((a, i) => {
    for (let j = i + 1; j < sized.length; j += 1) {
      const b = sized[j]!;
      if (b.size - a.size > FAR * b.size) break;
      const most = { most: ALIKE, energy: Math.max(a.energy, b.energy) };
      const distance = editDistance(a.edit, b.edit, most);
      if (distance !== null && distance < ALIKE) note(a.sample, b.sample, 'same-edit', 1 - distance);
    }
  });
}

function compareWords(group: readonly Sample[], note: Note): void {
  const written = group
    .flatMap((sample) => (sample.shingles ? [{ sample, shingles: sample.shingles }] : []))
    .toSorted((a, b) => a.shingles.size - b.shingles.size);
  written.forEach((a, i) => {
    for (let j = i + 1; j < written.length; j += 1) {
      const b = written[j]!;
      // Two sets share at most the smaller one.
      if (a.shingles.size < SHARED * b.shingles.size) break;
      const alike = jaccard(a.shingles, b.shingles);
      if (alike >= SHARED) note(a.sample, b.sample, 'same-words', alike);
    }
  });
}
