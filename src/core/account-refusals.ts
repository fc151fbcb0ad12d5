import type { Refusal } from './types.ts';

export const wrongSignIn = (): Refusal => ({
  status: 401,
  code: 'wrong-sign-in',
  title: 'E-mail address and password do not fit together',
  detail: 'There is no account with this e-mail address and this password.',
  hint: 'Check both. If the password is lost, whoever runs this site can send you a link that sets a new one.',
});

export const noNewAccount = (): Refusal => ({
  status: 409,
  code: 'sign-up-refused',
  title: 'No account was made',
  detail: 'With this e-mail address no new account can be made.',
  hint: 'If you have an account already, sign in.',
});

export const tooManyTries = (minutes: number): Refusal => ({
  status: 429,
  code: 'too-many-tries',
  title: 'Too many tries',
  detail: 'There were many tries within a short time.',
  hint: `Wait ${minutes} minutes, then try again.`,
});

export const wrongPassword = (): Refusal => ({
  status: 403,
  code: 'wrong-password',
  title: 'The current password is not right',
  detail: 'That is not your current password, so it was not changed.',
  hint: 'Type it again.',
});

/** `given`: what was typed as the current password. */
export const passwordForEmail = (given: string): Refusal => ({
  status: 403,
  code: 'wrong-password',
  title: 'The current password is not right',
  detail:
    given === ''
      ? 'A new e-mail address needs your current password; nothing was changed.'
      : 'That is not your current password, which a new e-mail address needs; nothing was changed.',
  hint: given === '' ? 'Type it here.' : 'Type it again.',
});

export const emailTaken = (): Refusal => ({
  status: 409,
  code: 'email-refused',
  title: 'The e-mail address was not changed',
  detail: 'This e-mail address cannot be used for your account.',
  hint: 'Take another one, or sign in to the account that has it.',
});

export const linkSpent = (): Refusal => ({
  status: 410,
  code: 'link-spent',
  title: 'This link no longer works',
  detail: 'A link that sets a password works once and for one day.',
  hint: 'Ask whoever runs this site for a new one.',
});

export const tooManyTokens = (most: number): Refusal => ({
  status: 409,
  code: 'too-many-tokens',
  title: 'You have many tokens already',
  detail: `One person may have ${most} personal tokens.`,
  hint: 'Revoke one you no longer use.',
});

export const tokenMadeAlready = (): Refusal => ({
  status: 409,
  code: 'token-made-already',
  title: 'This token was made already',
  detail: 'The same form was sent a second time; no other token was made, and the first is not shown again.',
  hint: 'If you did not keep it, revoke it and make a new one.',
});

export const signInNeeded = (): Refusal => ({
  status: 401,
  code: 'sign-in-needed',
  title: 'You are not signed in',
  detail: 'Your session has ended, or there was none.',
  hint: 'Sign in, then do it again; nothing was lost.',
});

export const tokenUnknown = (): Refusal => ({
  status: 401,
  code: 'token-unknown',
  title: 'The token is not known',
  detail: 'The personal token in the Authorization header does not exist, or was revoked.',
  hint: 'Make a token on your account page and send it as “Authorization: Bearer …”.',
});

export const guestMoved = (): Refusal => ({
  status: 409,
  code: 'guest-moved',
  title: 'No account was made',
  detail: 'What you did as a guest has just gone over to another account, from another window of yours.',
  hint: 'Load this page again: you are signed in to that account, or can sign in to it.',
});

export const guestHasNoAccount = (): Refusal => ({
  status: 403,
  code: 'account-needed',
  title: 'This needs an account',
  detail: 'Guests have no password and no tokens.',
  hint: 'Sign up: what you did as a guest stays yours.',
});

/** For whoever runs the site; never said to a visitor. */
export const accountExists = (email: string): Refusal => ({
  status: 409,
  code: 'account-exists',
  title: 'There is such an account already',
  detail: `${email} has an account.`,
  hint: 'Change its role with `atelier user role`, or make a link that sets its password with `atelier user reset-link`.',
});

/** For whoever runs the site; never said to a visitor. */
export const noSuchAccount = (email: string): Refusal => ({
  status: 404,
  code: 'no-such-account',
  title: 'There is no such account',
  detail: `Nobody has signed up as ${email}.`,
  hint: 'Check the address, or make the account with `atelier user add`.',
});

export const setupCodeWrong = (): Refusal => ({
  status: 403,
  code: 'code-wrong',
  title: 'The code is not right',
  detail: 'That is not the code of this school.',
  hint: 'It is printed where the server was started, and stands in the file “setup-code” of its data folder.',
});

export const setupOver = (): Refusal => ({
  status: 404,
  code: 'setup-over',
  title: 'This school has an owner',
  detail: 'The first account is made once.',
  hint: 'Sign in, or ask the owner for a role.',
});

export const ownerEmailTaken = (): Refusal => ({
  status: 409,
  code: 'email-refused',
  title: 'This address has an account already',
  detail: 'The first owner’s account is a new one; nothing was made.',
  hint: 'Take another address, or make the account that has it an owner with `npx atelier user role`.',
});
