import type { Requirement } from './eligibility.ts';

/** What a requirement says on the page: the thing, how it stands, and where to go for it. */
export interface RequirementWords {
  title: string;
  state: string;
  href: string | null;
}

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

const EXERCISE_OPEN = { tried: 'tried, not passed yet', untried: 'not tried yet' };

/** `trackTitle`: what a track is called. */
export function requirementWords(
  requirement: Requirement,
  trackTitle: (track: string) => string,
): RequirementWords {
  switch (requirement.kind) {
    case 'exercise': {
      const { title, track, slug, passedScore, least, met, tried } = requirement;
      const state = met
        ? `passed with ${passedScore}`
        : passedScore !== null
          ? `passed with ${passedScore}; this certificate asks for ${least}`
          : tried
            ? EXERCISE_OPEN.tried
            : EXERCISE_OPEN.untried;
      return { title, state, href: `/exercises/${track}/${slug}` };
    }
    case 'choice': {
      const { track, atLeast, passed, of, least } = requirement;
      const score = least === null ? '' : ` with ${least} or more`;
      return {
        title: `${count(atLeast, 'exercise', 'exercises')} of ${trackTitle(track)}${score}`,
        state: of === 0 ? 'this track has no exercises yet' : `${passed} of ${atLeast} passed`,
        href: of === 0 ? null : `/tracks/${track}`,
      };
    }
    case 'lesson': {
      const { title, key, correct, total, met } = requirement;
      const state = met ? 'done' : `${correct} of ${count(total, 'question', 'questions')} answered right`;
      return { title, state, href: `/lessons/${key}` };
    }
    case 'certificate': {
      const { id, title, met, left } = requirement;
      return {
        title,
        state: met ? 'there' : `${count(left, 'thing', 'things')} left`,
        href: `/certificates#${id}`,
      };
    }
    case 'review':
      return { title: 'A person looks at the work', state: REVIEW[requirement.state], href: null };
  }
}

const REVIEW = {
  none: 'asked for once the rest is there',
  waiting: 'waiting for review',
  accepted: 'accepted',
  returned: 'returned with a note',
} as const;

/** “3 things are missing.” in words for the head of a certificate that is not due yet. */
export function missingSentence(requirements: readonly Requirement[]): string {
  const missing = requirements.filter(({ met, kind }) => !met && kind !== 'review').length;
  if (missing === 0) return 'Everything is there.';
  return missing === 1 ? 'One thing is missing.' : `${missing} things are missing.`;
}
