import type { Refusal } from './types.ts';

export const databaseBusy = (): Refusal => ({
  status: 503,
  code: 'database-busy',
  title: 'This could not be stored just now',
  detail:
    'Another program has been holding the database for several seconds. Nothing of this was kept, and no attempt was used.',
  hint: 'Do it again in a moment.',
});
