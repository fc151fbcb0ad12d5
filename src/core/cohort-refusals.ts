import type { Refusal } from './types.ts';

export const noSuchClass = (): Refusal => ({
  status: 404,
  code: 'no-such-class',
  title: 'There is no such class',
  detail: 'No class stands at this address, or you are not in it.',
  hint: 'Check the address, and that you are signed in as the right person.',
});

export const notYoursToDo = (): Refusal => ({
  status: 403,
  code: 'not-yours-to-do',
  title: 'This is not for you to change',
  detail: 'In this class you may look, but not do that; nothing was changed.',
  hint: 'Ask an instructor of the class.',
});

export const noNewClasses = (): Refusal => ({
  status: 403,
  code: 'not-yours-to-do',
  title: 'Classes are made by instructors',
  detail: 'Your account may join classes, but not make them.',
  hint: 'Ask whoever runs this school to make you an instructor.',
});

export const archived = (): Refusal => ({
  status: 409,
  code: 'class-archived',
  title: 'This class is in the archive',
  detail:
    'In the archive nothing of the class is changed any more; all of it can still be read, and appeals are answered.',
  hint: 'Take it out of the archive first.',
});

export const nameMissing = (): Refusal => ({
  status: 422,
  code: 'name-invalid',
  title: 'A name is missing',
  detail: 'The name has between 1 and 80 characters.',
  hint: 'Write what the class is called, for example “Retouching, autumn 2026”.',
});

export const zoneUnknown = (given: string): Refusal => ({
  status: 422,
  code: 'zone-unknown',
  title: 'The time zone is not known',
  detail: `“${given.slice(0, 60)}” is no time zone of the IANA list.`,
  hint: 'Choose one from the list, such as Europe/Berlin.',
});

/** `what`: the class, the assignment. */
export const changedMeanwhile = (what: string): Refusal => ({
  status: 409,
  code: 'changed-meanwhile',
  title: 'Somebody else has changed this meanwhile',
  detail: `${what} was saved from another window after you opened this form. Nothing of yours is lost: it stands in the form below, beside what was saved.`,
  hint: 'Compare both, then save again to let yours hold.',
});

export const inviteUnknown = (): Refusal => ({
  status: 404,
  code: 'invite-unknown',
  title: 'This invitation is not known',
  detail: 'The code belongs to no class, or has been replaced by a new one.',
  hint: 'Check the code, or ask your instructor for the one that holds now.',
});

export const inviteClosed = (): Refusal => ({
  status: 403,
  code: 'invite-closed',
  title: 'This class takes nobody in at the moment',
  detail: 'Its invitation is closed.',
  hint: 'Ask your instructor to open it, or to put you on the roster.',
});

export const accountForClass = (): Refusal => ({
  status: 403,
  code: 'account-needed',
  title: 'A class needs an account',
  detail: 'Guests have no name that could stand on a roster.',
  hint: 'Sign up: what you did as a guest stays yours.',
});

export const memberUnknown = (): Refusal => ({
  status: 404,
  code: 'member-unknown',
  title: 'That person is not in this class',
  detail: 'Somebody has taken them out meanwhile, or the address is wrong; nothing was changed.',
  hint: 'Open the roster again.',
});

export const lastInstructor = (): Refusal => ({
  status: 409,
  code: 'last-instructor',
  title: 'A class keeps one instructor',
  detail: 'This is the only instructor of the class; nothing was changed.',
  hint: 'Make somebody else an instructor first.',
});

export const labelInvalid = (): Refusal => ({
  status: 422,
  code: 'label-invalid',
  title: 'The label has no name',
  detail: 'A label has between 1 and 40 characters, and no comma or semicolon.',
  hint: 'Write a short name such as “Group A”.',
});

export const labelTaken = (name: string): Refusal => ({
  status: 409,
  code: 'label-taken',
  title: 'There is such a label already',
  detail: `This class has a label “${name}”.`,
  hint: 'Take another name.',
});

export const labelUsed = (name: string, overrides: number): Refusal => ({
  status: 409,
  code: 'label-used',
  title: 'This label is used',
  detail: `${overrides} ${overrides === 1 ? 'extension holds' : 'extensions hold'} for “${name}”; without it they would hold for nobody.`,
  hint: 'Remove these extensions first.',
});
