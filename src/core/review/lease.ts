import type { Lease } from './types.ts';

/** How long an attempt is one reviewer's; every change they make starts it anew. */
export const LEASE_MS = 15 * 60_000;

/** A lease that has run out is nobody's. */
export function leaseNow<L extends Pick<Lease, 'until'>>(lease: L | null, now: number): L | null {
  return lease && lease.until > now ? lease : null;
}

/** Whether this reviewer may work on the attempt: it is theirs, or nobody's. */
export const mayTake = (
  lease: Pick<Lease, 'holderId' | 'until'> | null,
  reviewerId: string,
  now: number,
): boolean => {
  const held = leaseNow(lease, now);
  return held === null || held.holderId === reviewerId;
};
