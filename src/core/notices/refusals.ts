import type { Refusal } from '../types.ts';

const refusal = (status: number, code: string, title: string, detail: string, hint: string): Refusal => ({
  status,
  code,
  title,
  detail,
  hint,
});

export const zoneUnknown = (): Refusal =>
  refusal(
    422,
    'zone-unknown',
    'That time zone is not known',
    'A zone has a name such as Europe/Lisbon.',
    'Choose the city whose clocks run as yours do.',
  );

export const quietInvalid = (): Refusal =>
  refusal(
    422,
    'quiet-invalid',
    'The quiet hours cannot be read',
    'They begin and end at a time such as 21:00.',
    'Write hours and minutes, or switch the quiet hours off.',
  );

export const mailNotSetUp = (): Refusal =>
  refusal(
    404,
    'mail-not-set-up',
    'This school sends no e-mail',
    'No mail server is configured, so that no link can be sent.',
    'Whoever runs this site can give you a link that sets a new password.',
  );
