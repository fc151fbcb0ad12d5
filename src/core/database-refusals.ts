import type { Refusal } from './types.ts';

export const databaseBusy = (): Refusal => ({
  status: 503,
  code: 'database-busy',
  title: 'This could not be stored just now',
  detail:
    'Another program has been holding the database for several seconds. Nothing of this was kept, and no attempt was used.',
  hint: 'Do it again in a moment.',
});

export const databaseFull = (): Refusal => ({
  status: 507,
  code: 'disk-full',
  title: 'There is no room to store this',
  detail: 'The disk of this site is full. Nothing of this was kept, and no attempt was used.',
  hint: 'Tell whoever runs this site; what was stored before is safe.',
});
