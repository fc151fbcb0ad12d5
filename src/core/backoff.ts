export const LONGEST_BACKOFF_MS = 300_000;

/** Milliseconds to wait before the next try: 1 s, 4 s, 16 s … at most five minutes. `tries` counts those made. */
export const backoffMs = (tries: number): number =>
  Math.min(1000 * 4 ** Math.max(0, tries - 1), LONGEST_BACKOFF_MS);
