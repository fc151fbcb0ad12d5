import { z } from 'zod';
import { Refused } from '#core/refusal.ts';
import { shownLine } from '#core/shown-line.ts';

const Email = z.email().max(254);
const EMAIL_FORM = 'An e-mail address looks like name@example.org.';

const invalid = (code: string, title: string, detail: string, hint: string): Refused =>
  new Refused({ status: 422, code, title, detail, hint });

/** Lower case, trimmed, composed: one person, one spelling. */
export function parseEmail(given: string): string {
  const email = given.normalize('NFKC').trim().toLowerCase();
  if (!Email.safeParse(email).success) {
    throw invalid(
      'email-invalid',
      'The e-mail address is not complete',
      `“${given.slice(0, 80)}” is not an e-mail address.`,
      EMAIL_FORM,
    );
  }
  return email;
}

export function parseName(given: string): string {
  const name = shownLine(given);
  if (name.length < 1 || name.length > 80) {
    throw invalid(
      'name-invalid',
      'A name is missing',
      'The name has between 1 and 80 characters.',
      'Write the name that should stand on your work.',
    );
  }
  return name;
}

export function parsePassword(given: string, email: string): string {
  if (given.length < 10 || given.length > 200) {
    throw invalid(
      'password-length',
      given.length < 10 ? 'The password is too short' : 'The password is too long',
      `It has ${given.length} characters; between 10 and 200 are needed.`,
      'Three or four unrelated words make a good one.',
    );
  }
  if (guessable(given.toLowerCase(), email)) {
    throw invalid(
      'password-guessable',
      'The password is easy to guess',
      'It is your e-mail address, a run of keys, or one of the words that everybody tries first.',
      'Three or four unrelated words make a good one.',
    );
  }
  return given;
}

/** What people type when a password is asked for, in any mixture with figures and signs. */
const COMMON =
  /^(?:pass(?:word|wort)?|letmein|welcome|admin(?:istrator)?|qwert[yz]\w*|asdf\w*|iloveyou|monkey|dragon|sunshine|princess|football|baseball|superman|atelier|student|school|abc)+$/;
const RUNS = [
  '01234567890123456789',
  '98765432109876543210',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
];

function guessable(given: string, email: string): boolean {
  if (given === email || given === email.split('@')[0] || new Set(given).size < 4) return true;
  const letters = given.replace(/[^\p{L}]/gu, '');
  return COMMON.test(letters) || RUNS.some((run) => run.includes(given));
}
