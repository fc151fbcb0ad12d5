import { LEASE_MS, leaseNow, mayTake } from '#core/review/lease.ts';
import { beingReviewed } from '#core/review/refusals.ts';
import { Refused } from '#core/refusal.ts';
import type { Learner } from '#core/types.ts';
import type { Db, Trx } from '../db/open.ts';
import { leasesOf, putLease } from '../db/reviews.ts';

/** Makes the attempt this reviewer's, or theirs for longer. Throws `Refused` 409 being-reviewed while another holds it. */
export async function hold(trx: Trx, attemptId: string, reviewer: Learner, now: number): Promise<void> {
  const lease = (await leasesOf(trx, [attemptId])).get(attemptId) ?? null;
  if (!mayTake(lease, reviewer.id, now)) {
    const { holder, until } = leaseNow(lease, now)!;
    throw new Refused(beingReviewed(holder, until));
  }
  await putLease(trx, attemptId, { holderId: reviewer.id, takenAt: now, until: now + LEASE_MS });
}

/** The lease of each of these attempts as the viewer sees it now; null when nobody holds it. */
export async function leasesFor(db: Db, viewer: Learner, attemptIds: readonly string[], now: number) {
  const leases = await leasesOf(db, attemptIds);
  return (attemptId: string) => {
    const held = leaseNow(leases.get(attemptId) ?? null, now);
    return held && { ...held, mine: held.holderId === viewer.id };
  };
}
