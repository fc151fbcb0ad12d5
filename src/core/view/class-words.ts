import type { CohortRole } from '../permissions.ts';

/** What a person is in a class, as a word. */
export const ROLE_WORDS: Record<CohortRole, string> = {
  instructor: 'Instructor',
  reviewer: 'Reviewer',
  learner: 'Learner',
};

/** What was just done, by the word in the address after it. */
export const DONE: Readonly<Record<string, string>> = {
  made: 'The class is made. Invite its learners, or bring in a roster; then assign the first work.',
  saved: 'Saved.',
  archived: 'The class is in the archive: everything can be read, nothing changed.',
  'taken-out': 'The class is out of the archive.',
  rotate: 'There is a new code; the old link and code no longer work.',
  close: 'The invitation is closed: link and code let nobody in until you open it again.',
  open: 'The invitation is open.',
  joined: 'You are in this class.',
  left: 'You have left the class. What you handed in, and every result, stays on your progress page.',
  member: 'Saved.',
  removed: 'They are no longer in this class. Their work stays theirs, and its grades can still be read.',
  label: 'The label is made.',
  'label-removed': 'The label is gone.',
  assigned: 'It is assigned.',
  changed: 'Saved. Whoever opens the class sees it from now on.',
  'assignment-removed': 'It is no longer assigned. What was handed in stays with its learners.',
  override: 'The extension holds.',
  'override-removed': 'The extension is removed; what it overrode holds again.',
};

const HISTORY: Readonly<Record<string, string>> = {
  'cohort.created': 'made the class',
  'cohort.changed': 'changed name or time zone',
  'cohort.archived': 'put the class into the archive',
  'cohort.taken-out': 'took the class out of the archive',
  'invite.rotate': 'made a new invitation code',
  'invite.close': 'closed the invitation',
  'invite.open': 'opened the invitation',
  'member.joined': 'joined by invitation',
  'member.changed': 'changed a member',
  'member.removed': 'took a member out',
  'member.left': 'left the class',
  'label.added': 'made a label',
  'label.removed': 'removed a label',
  'roster.imported': 'brought in a roster',
  'roster.links-made': 'made new first-password links',
  'assignment.made': 'assigned work',
  'assignment.changed': 'changed an assignment',
  'assignment.removed': 'removed an assignment',
  'override.added': 'gave an extension',
  'override.changed': 'changed an extension',
  'override.removed': 'removed an extension',
  'comment.written': 'wrote a remark',
  'comment.removed': 'removed a remark',
  'grade.given': 'graded by hand',
  'grade.taken-back': 'took back a grade by hand',
  'review.done': 'finished a review',
  'review.reopened': 'opened a review again',
  'review.noted': 'changed the note of a review',
  'appeal.made': 'appealed from a result',
  'appeal.withdrawn': 'took an appeal back',
  'appeal.accepted': 'accepted an appeal',
  'appeal.declined': 'declined an appeal',
  'regrade.asked': 'asked for a regrade',
  'regrade.applied': 'applied a regrade',
  'regrade.dropped': 'dropped a regrade',
  'pair.looked-at': 'looked at a pair and found it fine',
};

/** What was done, in words; a code of another part of the house is shown as it is. */
export const historyWords = (code: string): string => HISTORY[code] ?? code.replaceAll(/[.-]/g, ' ');

/** The zones to choose from, by continent. */
export function zoneGroups(): { region: string; zones: { value: string; name: string }[] }[] {
  const groups = Map.groupBy(Intl.supportedValuesOf('timeZone'), (zone) => zone.split('/', 1)[0] ?? '');
  return [...groups].map(([region, zones]) => ({
    region,
    zones: zones.map((value) => ({
      value,
      name: value.slice(region.length + 1).replaceAll('_', ' ') || value,
    })),
  }));
}
