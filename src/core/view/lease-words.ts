import { distance } from './zoned.ts';

/** Who has a piece of work in hand, and for how long: `Yours, for the next 14 minutes`. */
export function leaseWords(lease: { mine: boolean; holder: string; until: number }, now: number): string {
  const left = distance(lease.until, now).replace('in ', '');
  const whose = lease.mine ? 'Yours' : `Being reviewed by ${lease.holder}`;
  return left.startsWith('less') ? `${whose}, for ${left} more` : `${whose}, for the next ${left}`;
}
