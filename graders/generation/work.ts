/** Steps that reading one file may take: chunks, tokens and graph nodes, each one step, and inflated bytes by the kilobyte. */
export const WORK_LIMIT = 2_000_000;

/** Bounds what hostile metadata can cost: whatever loops over a file's contents asks before each step. */
export class Work {
  private taken = 0;
  readonly limit: number;

  constructor(limit = WORK_LIMIT) {
    this.limit = limit;
  }

  get steps(): number {
    return this.taken;
  }

  /** Counts steps; false when the limit is reached, and from then on. */
  take(steps = 1): boolean {
    this.taken = Math.min(this.limit, this.taken + steps);
    return this.taken < this.limit;
  }
}
