/** Counts events by key within a sliding window, in this process. */
export interface RateLimit {
  /** Notes an event; false when the key had used up its share already. */
  take(key: string): boolean;
  /** Whether the key has anything left, without taking it. */
  open(key: string): boolean;
  /** Takes the last event back: it turned out not to count. */
  giveBack(key: string): void;
  forget(key: string): void;
}

/** `most` events per `windowMs` and key; events from before the clock was put back do not count. Keys without events inside the window are dropped as others come. */
export function rateLimit(most: number, windowMs: number, now: () => number): RateLimit {
  const events = new Map<string, number[]>();
  let swept = now();

  const recent = (key: string): number[] =>
    (events.get(key) ?? []).filter((at) => at > now() - windowMs && at <= now());

  const sweep = () => {
    if (now() - swept < windowMs) return;
    swept = now();
    for (const key of events.keys()) if (recent(key).length === 0) events.delete(key);
  };

  return {
    take(key) {
      sweep();
      const kept = recent(key);
      if (kept.length >= most) return false;
      events.set(key, [...kept, now()]);
      return true;
    },
    open: (key) => recent(key).length < most,
    giveBack: (key) => void events.set(key, recent(key).slice(0, -1)),
    forget: (key) => void events.delete(key),
  };
}
