import type { Outcome, Refusal } from './types.ts';

/** Carries a refusal out of code that streams; caught at the edge of its module and returned as data. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.title);
    this.refusal = refusal;
  }
}

export const refuse = (refusal: Refusal): { ok: false; refusal: Refusal } => ({ ok: false, refusal });

export const granted = <T>(value: T): Outcome<T> => ({ ok: true, value });

/** Turns a thrown `Refused` into an outcome; everything else is a bug and goes on. */
export async function outcomeOf<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return granted(await work());
  } catch (error) {
    if (error instanceof Refused) return refuse(error.refusal);
    throw error;
  }
}
