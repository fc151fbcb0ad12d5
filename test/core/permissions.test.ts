import { describe, expect, it } from 'vitest';
import { ACTIONS, may, type Action, type CohortRole, type SiteRole } from '#core/permissions.ts';

const SITE: SiteRole[] = ['learner', 'reviewer', 'instructor', 'owner'];
const COHORT: (CohortRole | null)[] = [null, 'learner', 'reviewer', 'instructor'];

/** Who may, by the role in the cohort alone: for a site role that gives nothing by itself. */
const BY_MEMBERSHIP: Partial<Record<Action, (CohortRole | null)[]>> = {
  'cohort.see': ['learner', 'reviewer', 'instructor'],
  'cohort.leave': ['learner', 'reviewer', 'instructor'],
  'roster.see': ['reviewer', 'instructor'],
  'attempt.see': ['reviewer', 'instructor'],
  'attempt.original': ['reviewer', 'instructor'],
  'grade.give': ['reviewer', 'instructor'],
  'cohort.edit': ['instructor'],
  'roster.edit': ['instructor'],
  'assignment.edit': ['instructor'],
  'gradebook.export': ['instructor'],
  'regrade.run': ['instructor'],
  'cohort.create': [],
  'cohort.see-all': [],
  'school.see': [],
};

describe('who may do what', () => {
  it.each(ACTIONS)('an owner may %s, a guest may not', (action) => {
    // Nobody leaves what they are not in.
    expect(may({ role: 'owner', guest: false }, action, null)).toBe(action !== 'cohort.leave');
    for (const role of COHORT) expect(may({ role: 'owner', guest: true }, action, role)).toBe(false);
  });

  it.each(Object.entries(BY_MEMBERSHIP))('%s asks for the role in the cohort', (action, roles) => {
    const found = COHORT.filter((role) => may({ role: 'learner', guest: false }, action as Action, role));
    expect(found).toEqual(roles);
  });

  it('outside a cohort a role on the site gives nothing inside it', () => {
    const school: Action[] = ['cohort.create', 'certificate.review'];
    const inside = ACTIONS.filter((action) => !school.includes(action));
    for (const role of SITE.filter((one) => one !== 'owner'))
      for (const action of inside)
        expect([role, action, may({ role, guest: false }, action, null)]).toEqual([role, action, false]);
  });

  it('an instructor may make cohorts, a reviewer and a learner may not', () => {
    expect(SITE.filter((role) => may({ role, guest: false }, 'cohort.create', null))).toEqual([
      'instructor',
      'owner',
    ]);
  });

  it('certificates are reviewed by everybody who has a role in the school, in no cohort by membership', () => {
    const site = SITE.filter((role) => may({ role, guest: false }, 'certificate.review', null));
    expect(site).toEqual(['reviewer', 'instructor', 'owner']);
    expect(may({ role: 'learner', guest: false }, 'certificate.review', 'instructor')).toBe(false);
  });

  it('whoever may more in a cohort may all that those below may', () => {
    const learner = { role: 'learner', guest: false } as const;
    for (const action of ACTIONS) {
      const [, asLearner, asReviewer, asInstructor] = COHORT.map((role) => may(learner, action, role));
      expect([action, !asLearner || asReviewer, !asReviewer || asInstructor]).toEqual([action, true, true]);
    }
  });
});
