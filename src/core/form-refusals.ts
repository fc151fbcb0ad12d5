import type { Refusal } from './types.ts';

export const notAForm = (): Refusal => ({
  status: 415,
  code: 'not-a-form',
  title: 'That was not a form',
  detail: 'This page takes what its own form sends, and nothing was changed.',
  hint: 'Open the page and fill in its form; programs use the API.',
});

export const formBroken = (): Refusal => ({
  status: 400,
  code: 'form-broken',
  title: 'The form could not be read',
  detail: 'What arrived is not a complete form, and nothing was changed.',
  hint: 'Send the form again.',
});

export const formTooLarge = (mostBytes: number): Refusal => ({
  status: 413,
  code: 'form-too-large',
  title: 'That was too much text',
  detail: `This form takes up to ${Math.floor(mostBytes / 1024)} kB, and nothing was changed.`,
  hint: 'Shorten what you send.',
});
