import type { Learner } from './types.ts';

export type SiteRole = Learner['role'];
/** A member of a cohort has a role of their own there, whatever they are on the site. */
export type CohortRole = 'instructor' | 'reviewer' | 'learner';

interface Rule {
  /** Who may by their role on the site. */
  site: readonly SiteRole[];
  /** Who may by their role in the cohort it is about. */
  cohort: readonly CohortRole[];
}

const owner: Rule = { site: ['owner'], cohort: [] };
const teachers: Rule = { site: ['owner'], cohort: ['instructor'] };
const staff: Rule = { site: ['owner'], cohort: ['instructor', 'reviewer'] };
const members: Rule = { site: ['owner'], cohort: ['instructor', 'reviewer', 'learner'] };

/**
 * Who may do what beside their own work. What is about one cohort, or about an attempt that was made for it, asks for the
 * role there; `site` alone is about the school.
 */
const RULES = {
  'cohort.create': { site: ['owner', 'instructor'], cohort: [] },
  'cohort.see-all': owner,
  'cohort.see': members,
  'cohort.leave': { site: [], cohort: ['instructor', 'reviewer', 'learner'] },
  'cohort.edit': teachers,
  'roster.see': staff,
  'roster.edit': teachers,
  'assignment.edit': teachers,
  'gradebook.see': staff,
  'gradebook.export': teachers,
  'attempt.see': staff,
  'attempt.original': staff,
  'comment.write': staff,
  'grade.give': staff,
  'queue.see': staff,
  'appeal.decide': staff,
  'snippet.share': staff,
  'regrade.run': teachers,
  'golden.make': teachers,
  'integrity.see': teachers,
  'audit.see': teachers,
  'school.see': owner,
  'certificate.manage': owner,
  'certificate.review': { site: ['owner', 'instructor', 'reviewer'], cohort: [] },
} as const satisfies Record<string, Rule>;

export type Action = keyof typeof RULES;

export const ACTIONS = Object.keys(RULES) as Action[];

/** `role`: what the person is in the cohort it is about; null where they are no member, or it is about none. */
export function may(
  person: Pick<Learner, 'role' | 'guest'>,
  action: Action,
  role: CohortRole | null,
): boolean {
  const rule: Rule = RULES[action];
  if (person.guest) return false;
  return rule.site.includes(person.role) || (role !== null && rule.cohort.includes(role));
}
