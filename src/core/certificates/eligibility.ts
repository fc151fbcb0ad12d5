import type { CertificateRule } from './rules.ts';

/** Where a person's look at the work stands: not asked for, waiting, or decided. */
export type ReviewState = 'none' | 'waiting' | 'accepted' | 'returned';

/** How far a learner is, as far as certificates ask. */
export interface Standing {
  exercises: {
    slug: string;
    track: string;
    title: string;
    /** Score of the best attempt that passed; null while none has. */
    passedScore: number | null;
    tried: boolean;
  }[];
  lessons: { key: string; track: string; title: string; correct: number; total: number; done: boolean }[];
  /** Ids of certificates that the learner holds and that were not revoked. */
  held: ReadonlySet<string>;
  reviews: ReadonlyMap<string, ReviewState>;
}

/** One thing a certificate asks for, and whether it is there. */
export type Requirement = { met: boolean } & (
  | {
      kind: 'exercise';
      slug: string;
      track: string;
      title: string;
      passedScore: number | null;
      tried: boolean;
      /** The score it needs, where that is more than its pass mark. */
      least: number | null;
    }
  | { kind: 'choice'; track: string; atLeast: number; passed: number; of: number; least: number | null }
  | { kind: 'lesson'; key: string; title: string; correct: number; total: number }
  | { kind: 'certificate'; id: string; title: string; met: boolean; left: number }
  | { kind: 'review'; state: ReviewState }
);

export interface Eligibility {
  rule: CertificateRule;
  requirements: Requirement[];
  /** `open`: something of the work is missing. Then, where a person looks at it: `ask`, `waiting`. At last `ready`. */
  state: 'open' | 'ask' | 'waiting' | 'ready';
}

/** What of a certificate is there and what is missing. Pure: rules and standing in, requirements out. */
export function eligibility(
  rule: CertificateRule,
  rules: readonly CertificateRule[],
  standing: Standing,
): Eligibility {
  const work = [
    ...certificateNeeds(rule, rules, standing),
    ...exerciseNeeds(rule, standing),
    ...lessonNeeds(rule, standing),
  ];
  const done = work.length > 0 && work.every(({ met }) => met);
  if (!rule.needs.review) return { rule, requirements: work, state: done ? 'ready' : 'open' };
  const state = standing.reviews.get(rule.id) ?? 'none';
  const review: Requirement = { kind: 'review', state, met: state === 'accepted' };
  return { rule, requirements: [...work, review], state: done ? afterReview(state) : 'open' };
}

function afterReview(state: ReviewState): Eligibility['state'] {
  if (state === 'accepted') return 'ready';
  return state === 'waiting' ? 'waiting' : 'ask';
}

function exerciseNeeds({ needs }: CertificateRule, { exercises }: Standing): Requirement[] {
  const least = needs.minimumScore;
  const enough = (score: number | null) => score !== null && score >= (least ?? 0);
  return needs.exercises.flatMap(({ track, atLeast }): Requirement[] => {
    const here = exercises.filter((exercise) => exercise.track === track);
    if (atLeast === null && here.length > 0)
      return here.map((exercise) => ({
        kind: 'exercise',
        ...exercise,
        least,
        met: enough(exercise.passedScore),
      }));
    const passed = here.filter(({ passedScore }) => enough(passedScore)).length;
    // A track without exercises proves nothing: what needs it stays open.
    const count = atLeast ?? 1;
    return [{ kind: 'choice', track, atLeast: count, passed, of: here.length, least, met: passed >= count }];
  });
}

const lessonNeeds = ({ needs }: CertificateRule, { lessons }: Standing): Requirement[] =>
  lessons
    .filter(({ track }) => needs.lessons.includes(track))
    .map(({ key, title, correct, total, done }) => ({
      kind: 'lesson',
      key,
      title,
      correct,
      total,
      met: done,
    }));

/** A certificate that is held counts as it is, whatever its track has gained since. */
function certificateNeeds(
  rule: CertificateRule,
  rules: readonly CertificateRule[],
  standing: Standing,
): Requirement[] {
  return rule.needs.certificates.flatMap((id): Requirement[] => {
    const other = rules.find((one) => one.id === id && one.id !== rule.id);
    if (!other) return [];
    const others = rules.filter((one) => one.id !== rule.id);
    const { requirements } = eligibility(other, others, standing);
    const left = standing.held.has(id) ? 0 : requirements.filter(({ met }) => !met).length;
    const met = standing.held.has(id) || (requirements.length > 0 && left === 0);
    return [{ kind: 'certificate', id, title: other.title, met, left }];
  });
}
