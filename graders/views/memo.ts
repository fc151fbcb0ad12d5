/** Keeps values until their summed size passes the budget; then the one unused for longest goes. */
export class Memo {
  readonly #entries = new Map<string, { value: unknown; size: number }>();
  #budget: number;
  #used = 0;

  constructor(budget: number) {
    this.#budget = budget;
  }

  /** What belongs to one grade must fit, or every grade would make it anew. */
  atLeast(budget: number): void {
    this.#budget = Math.max(this.#budget, budget);
  }

  get<T>(key: string): T | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value as T;
  }

  set(key: string, value: unknown, size: number): void {
    const before = this.#entries.get(key);
    if (before) this.#used -= before.size;
    this.#entries.delete(key);
    this.#entries.set(key, { value, size });
    this.#used += size;
    for (const [oldest, { size: freed }] of this.#entries) {
      if (this.#used <= this.#budget || oldest === key) break;
      this.#entries.delete(oldest);
      this.#used -= freed;
    }
  }
}
