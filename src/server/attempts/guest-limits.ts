import { Refused } from '#core/refusal.ts';
import { manyGuests } from '#core/upload-refusals.ts';
import { rateLimit } from '../rate-limit.ts';

const HOUR = 3_600_000;

/** The place of one upload of a guest among those of the same address. */
export interface GuestPlace {
  /** The upload has become this attempt; its place is free once that is graded. */
  becomes(attemptId: string): void;
  /** Gives the place back, unless the upload has become an attempt. */
  leave(): void;
}

interface Limits {
  /** Attempts of guests at one address: within an hour, and waiting or on their way at one moment. */
  perHour: number;
  waiting: number;
  /** Those of these attempts whose job waits or runs. */
  unfinished(attemptIds: readonly string[]): Promise<string[]>;
  now(): number;
}

/** Anybody can be a new guest at any time, so that what guests send is counted by their address, in this process alone. */
export function guestLimits({ perHour, waiting, unfinished, now }: Limits) {
  const attempts = rateLimit(perHour, HOUR, now);
  const coming = new Map<string, number>();
  let sent: { address: string; attemptId: string }[] = [];

  const move = (address: string, by: 1 | -1) => {
    const left = (coming.get(address) ?? 0) + by;
    if (left > 0) coming.set(address, left);
    else coming.delete(address);
  };

  return {
    /** Throws `Refused` when this address has used up its share. */
    async enter(address: string): Promise<GuestPlace> {
      const asked = new Set(sent.map((one) => one.attemptId));
      const waits = new Set(await unfinished([...asked]));
      sent = sent.filter(({ attemptId }) => waits.has(attemptId) || !asked.has(attemptId));
      const held = sent.filter((one) => one.address === address).length + (coming.get(address) ?? 0);
      if (held >= waiting || !attempts.take(address)) throw new Refused(manyGuests());
      move(address, 1);
      let open = true;
      return {
        becomes(attemptId) {
          open = false;
          move(address, -1);
          sent.push({ address, attemptId });
        },
        leave() {
          if (!open) return;
          open = false;
          move(address, -1);
          attempts.giveBack(address);
        },
      };
    },
  };
}
